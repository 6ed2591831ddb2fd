package io.passerelle.delivery;

import io.passerelle.payment.Mode;
import java.util.List;
import java.util.Optional;

/// Who is told of one kind of event, and what happens when telling fails.
public record Rule(
    RuleKind kind,
    String label,
    boolean active,
    Optional<String> urlTest,
    Optional<String> urlProduction,
    Format format,
    List<String> alertEmails,
    boolean replay,
    RuleAction action,
    When when,
    AlertMode alerts) {

  /// In which of the gateway's formats a URL is called.
  public enum Format {
    FORM,
    REST
  }

  public Rule {
    alertEmails = List.copyOf(alertEmails);
  }

  /// What holds for a kind of which nothing was said: replayed on failure, nobody mailed.
  static Rule byDefault(RuleKind kind) {
    return new Rule(
        kind,
        kind.label(),
        kind.isActiveByDefault(),
        Optional.empty(),
        Optional.empty(),
        Format.FORM,
        List.of(),
        true,
        kind.action(),
        When.always(),
        AlertMode.EACH);
  }

  public Optional<String> url(Mode mode) {
    return mode == Mode.TEST ? urlTest : urlProduction;
  }
}
