package io.passerelle.delivery;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Something about a notification URL that has to be corrected, or should be, with advice to the
/// merchant in English and in French. The code is a word of [FailureClass], of [Finding], or one of
/// [Remark].
public record UrlFinding(String code, Severity severity, String advice, String conseil) {

  /// Whether notifications will fail, or may.
  public enum Severity {
    ERROR,
    WARNING
  }

  /// What is found in a URL or an answer that a delivery would not fail of.
  public enum Remark {
    NOT_HTTPS,
    REDIRECT,
    ODD_PORT,
    SLOW,
    REFUSES_EMPTY,
    LOGIN_PAGE,
    MAINTENANCE_PAGE
  }

  /// `shown` takes the place of `{0}` in the advice.
  static UrlFinding of(Remark remark, Severity severity, String shown) {
    return new UrlFinding(
        remark.name(),
        severity,
        text(remark, Locale.ENGLISH, shown),
        text(remark, Locale.FRENCH, shown));
  }

  static UrlFinding of(Finding finding) {
    return of(
        finding.name(),
        new Verdict.Failed(
            FailureClass.of(finding.trouble()), OptionalInt.empty(), Optional.of(finding)));
  }

  /// In the words in which a failed delivery would be explained.
  static UrlFinding of(String code, Verdict.Failed failed) {
    return new UrlFinding(
        code, Severity.ERROR, words(failed, Locale.ENGLISH), words(failed, Locale.FRENCH));
  }

  private static String words(Verdict.Failed failed, Locale language) {
    Reason reason = Reason.of(failed, language);
    String colon = language.equals(Locale.FRENCH) ? " : " : ": ";
    String met = reason.met().substring(0, 1).toUpperCase(language) + reason.met().substring(1);
    return met + colon + reason.analysis() + " " + reason.remedy();
  }

  private static String text(Remark remark, Locale language, String shown) {
    return Texts.of(UrlFinding.class, "urltest", language).get(remark.name()).replace("{0}", shown);
  }
}
