package io.passerelle.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import io.passerelle.delivery.UrlFinding.Remark;
import io.passerelle.delivery.UrlFinding.Severity;
import io.passerelle.payment.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at a notification URL for what would make notifications fail: with a call, as the
/// deliveries make it, when somebody asks; or without one, when it is saved.
public final class UrlCheck {

  /// What a test of a URL found. It is good where nothing in it is an error; `status` is 0 where no
  /// HTTP answer came.
  public record Result(int status, List<UrlFinding> findings, Timings timings) {

    public Result {
      findings = List.copyOf(findings);
    }

    public boolean ok() {
      return findings.stream().noneMatch(one -> one.severity() == Severity.ERROR);
    }
  }

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int SLOW_MILLIS = 5_000;
  private static final Pattern PORT =
      Pattern.compile("^(https?)://[^/?#]*:([0-9]{1,5})(?:[/?#].*)?$");

  private final Sender sender;

  public UrlCheck(Sender sender) {
    this.sender = sender;
  }

  /// Sends one empty form, which no shop can take for a payment, and judges the answer.
  public Result test(String url, Mode mode) {
    Answer answer = sender.send(new Outgoing(url, FORM, "".getBytes(UTF_8), Map.of()));
    List<UrlFinding> findings = new ArrayList<>(ofTheUrl(url, mode));
    switch (answer) {
      case Unanswered unanswered -> findings.add(ofNoAnswer(unanswered));
      case Answered answered -> findings.addAll(ofTheAnswer(answered));
    }
    if (answer.timings().totalMillis() > SLOW_MILLIS && answer instanceof Answered) {
      String seconds = Long.toString(answer.timings().totalMillis() / 1_000);
      findings.add(UrlFinding.of(Remark.SLOW, Severity.WARNING, seconds));
    }
    int status = answer instanceof Answered answered ? answered.status() : 0;
    return new Result(status, findings, answer.timings());
  }

  /// What can be said of a URL without calling it.
  public static List<UrlFinding> ofTheUrl(String url, Mode mode) {
    List<UrlFinding> findings = new ArrayList<>();
    String written = url.toLowerCase(Locale.ROOT);
    if (!written.startsWith("https://")) {
      Severity severity = mode == Mode.PRODUCTION ? Severity.ERROR : Severity.WARNING;
      findings.add(UrlFinding.of(Remark.NOT_HTTPS, severity, ""));
    }
    Matcher port = PORT.matcher(written);
    if (port.matches() && !port.group(2).equals(port.group(1).equals("https") ? "443" : "80")) {
      findings.add(UrlFinding.of(Remark.ODD_PORT, Severity.WARNING, port.group(2)));
    }
    return findings;
  }

  /// What would keep a URL from being called, without calling it.
  public static UrlFinding ofForeseen(Finding finding) {
    return UrlFinding.of(finding);
  }

  private static UrlFinding ofNoAnswer(Unanswered unanswered) {
    Verdict verdict = Verdict.of(unanswered);
    Optional<Finding> finding = Finding.of(unanswered.detail());
    return finding
        .map(UrlFinding::of)
        .orElseGet(() -> UrlFinding.of(unanswered.trouble().name(), (Verdict.Failed) verdict));
  }

  private static List<UrlFinding> ofTheAnswer(Answered answered) {
    int status = answered.status();
    if (status >= 300 && status < 400) {
      return List.of(redirect(answered));
    }
    if (status == 400 || status == 422) {
      // As it should: an empty form is no notification.
      String shown = Integer.toString(status);
      return List.of(UrlFinding.of(Remark.REFUSES_EMPTY, Severity.WARNING, shown));
    }
    return switch (Verdict.of(answered)) {
      case Verdict.Failed failed -> List.of(UrlFinding.of(failed.failureClass().name(), failed));
      case Verdict.Delivered _, Verdict.Redirected _ -> ofThePage(answered.text());
    };
  }

  private static UrlFinding redirect(Answered answered) {
    String place = answered.location().orElse("?").replaceFirst("[?#](?s:.*)", "");
    String shown = place.replaceFirst("^([A-Za-z]{1,10}:)?//[^/]*@", "$1//");
    return UrlFinding.of(Remark.REDIRECT, Severity.ERROR, CleanText.line(shown, 200));
  }

  private static List<UrlFinding> ofThePage(String text) {
    if (AnswerText.saysMaintenance(text)) {
      return List.of(UrlFinding.of(Remark.MAINTENANCE_PAGE, Severity.ERROR, ""));
    }
    return AnswerText.saysLogin(text)
        ? List.of(UrlFinding.of(Remark.LOGIN_PAGE, Severity.ERROR, ""))
        : List.of();
  }
}
