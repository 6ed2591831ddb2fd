package io.passerelle.function;

import io.passerelle.alert.EmailAddress;
import io.passerelle.delivery.Rule;
import io.passerelle.delivery.RuleKind;
import io.passerelle.delivery.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Whom the settings page says to warn when the store cannot be told: the addresses of those rules
/// that the gateway is to have switched on. Whatever else a merchant's rules say stays as it is.
final class EcwidAlerts {

  private static final List<RuleKind> KINDS =
      List.of(RuleKind.END_OF_PAYMENT, RuleKind.BATCH_CHANGE, RuleKind.BACK_OFFICE_OPERATION);
  private static final int EMAILS_MAX = 10;

  private EcwidAlerts() {}

  static String of(Rules rules) {
    return String.join(";", rules.of(KINDS.getFirst()).alertEmails());
  }

  /// Empty where one of them is no address.
  static Optional<Rules> with(Rules rules, String typed) {
    List<String> emails =
        Arrays.stream(typed.split("[;,\\s]+"))
            .filter(email -> !email.isEmpty())
            .distinct()
            .toList();
    if (emails.size() > EMAILS_MAX
        || emails.stream().anyMatch(email -> EmailAddress.parse(email).isEmpty())) {
      return Optional.empty();
    }
    Rules next = rules;
    for (RuleKind kind : KINDS) {
      next = next.of(kind).alertEmails().equals(emails) ? next : with(next, kind, emails);
    }
    return Optional.of(next);
  }

  /// A rule that is written down for its addresses alone is not switched off by that.
  private static Rules with(Rules rules, RuleKind kind, List<String> emails) {
    Rule old = rules.of(kind);
    boolean written = rules.written().contains(old);
    Rule rule =
        new Rule(
            kind,
            old.label(),
            old.active() || !written,
            old.urlTest(),
            old.urlProduction(),
            old.format(),
            emails,
            old.replay(),
            old.action(),
            old.when(),
            old.alerts());
    List<Rule> all = new ArrayList<>(rules.written());
    if (written) {
      all.set(all.indexOf(old), rule);
    } else {
      all.add(rule);
    }
    return new Rules(all);
  }
}
