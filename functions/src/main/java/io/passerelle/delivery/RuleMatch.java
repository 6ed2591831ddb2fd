package io.passerelle.delivery;

import java.util.Map;
import java.util.Optional;

/// A rule held against a notification: whether it applies, and why or why not in a few words, which
/// are empty where the rule's name says it all.
public record RuleMatch(Rule rule, boolean matched, String why) {

  static final String OFF = "off";

  static RuleMatch of(Rule rule, Happening happening) {
    if (!rule.active()) {
      return new RuleMatch(rule, false, OFF);
    }
    return switch (rule.kind()) {
      case END_OF_PAYMENT,
          BATCH_CHANGE,
          BATCH_AUTHORISATION,
          CANCELLATION,
          BACK_OFFICE_OPERATION,
          RECURRING_PAYMENT ->
          bySource(rule, happening);
      case INSTALMENT_REFUSED -> instalment(rule, happening);
      case PAYMENT_CONFIRMATION_MERCHANT, PAYMENT_CONFIRMATION_BUYER ->
          confirmation(rule, happening);
      case CARD_UPDATE -> new RuleMatch(rule, false, "not of a kept card");
      case CUSTOM -> custom(rule, happening);
    };
  }

  /// A rule for kept cards, which names conditions and no events.
  static RuleMatch ofCard(Rule rule, Map<String, String> variables) {
    When when = rule.when();
    return rule.active()
        ? new RuleMatch(rule, when.holds(variables), when.explained(variables))
        : new RuleMatch(rule, false, OFF);
  }

  public boolean isOff() {
    return !matched && why.equals(OFF);
  }

  /// `ERP (status is AUTHORISED)`.
  public String explained() {
    return rule.label() + (why.isEmpty() ? "" : " (" + why + ")");
  }

  private static RuleMatch bySource(Rule rule, Happening happening) {
    RuleKind told = RuleKind.of(happening.source());
    return told == rule.kind()
        ? new RuleMatch(rule, true, "")
        : new RuleMatch(rule, false, "source " + rule.kind() + ", was " + told);
  }

  private static RuleMatch instalment(Rule rule, Happening happening) {
    return happening.laterInstalment()
        ? at(rule, PaymentEvent.PAYMENT_REFUSED, happening)
        : new RuleMatch(rule, false, "not a later instalment");
  }

  /// A later instalment was confirmed with the first.
  private static RuleMatch confirmation(Rule rule, Happening happening) {
    return happening.laterInstalment()
        ? new RuleMatch(rule, false, "a later instalment")
        : at(rule, PaymentEvent.PAYMENT_ACCEPTED, happening);
  }

  private static RuleMatch at(Rule rule, PaymentEvent event, Happening happening) {
    return happening.event().equals(Optional.of(event))
        ? new RuleMatch(rule, true, "")
        : new RuleMatch(rule, false, "event " + event + ", was " + happening.eventName());
  }

  private static RuleMatch custom(Rule rule, Happening happening) {
    When when = rule.when();
    if (happening.event().filter(when::isAt).isEmpty()) {
      String expected = when.events().isEmpty() ? "any" : when.eventNames();
      return new RuleMatch(rule, false, "event " + expected + ", was " + happening.eventName());
    }
    if (!isForBuyerToo(rule, happening)) {
      return new RuleMatch(rule, false, "event not for buyers, was " + happening.eventName());
    }
    return new RuleMatch(
        rule, when.holds(happening.variables()), when.explained(happening.variables()));
  }

  private static boolean isForBuyerToo(Rule rule, Happening happening) {
    return !(rule.action() instanceof RuleAction.MailBuyer)
        || happening.event().filter(PaymentEvent.FOR_BUYERS::contains).isPresent();
  }
}
