package io.passerelle.delivery;

import java.util.Locale;
import java.util.OptionalInt;

/// Why an attempt failed, in the merchant's language: what was met, what that usually means, and
/// what to do about it.
public record Reason(String met, String analysis, String remedy) {

  /// French for French, English for every other language.
  public static Reason of(Verdict.Failed failed, Locale language) {
    Texts texts = Texts.of(Reason.class, "reasons", language);
    String failureClass = failed.failureClass().name();
    return new Reason(
        met(failed, texts),
        texts.get(failureClass + ".analysis"),
        texts.get(failureClass + ".remedy"));
  }

  private static String met(Verdict.Failed failed, Texts texts) {
    OptionalInt status = failed.status();
    if (status.isPresent()) {
      return "HTTP " + status.getAsInt();
    }
    String otherwise = failed.failureClass() == FailureClass.NO_KEY ? "NO_KEY" : "unknown";
    return texts.get("met." + failed.finding().map(Finding::name).orElse(otherwise));
  }
}
