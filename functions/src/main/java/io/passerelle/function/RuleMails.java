package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.alert.Alert;
import io.passerelle.alert.Alert.Reader;
import io.passerelle.alert.Alert.Subject;
import io.passerelle.alert.EmailAddress;
import io.passerelle.delivery.Happening;
import io.passerelle.delivery.Rule;
import io.passerelle.delivery.RuleAction;
import io.passerelle.delivery.RuleKind;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Report;
import io.passerelle.shop.Shop;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The mails that rules send to the merchant and to the buyer.
///
/// A mail's name follows from its rule and the payment, so that the table itself refuses a second
/// one: a confirmation is one for each attempt, whatever its instalments; any other mail one for
/// each event of a transaction.
final class RuleMails {

  private final Report report;
  private final Happening happening;
  private final Shops.Entry shop;
  private final Instant now;

  RuleMails(Report report, Happening happening, Shops.Entry shop, Instant now) {
    this.report = report;
    this.happening = happening;
    this.shop = shop;
    this.now = now;
  }

  /// Empty for a rule that mails nobody, and where there is no address.
  Optional<Mailing> of(Rule rule) {
    return switch (rule.action()) {
      case RuleAction.Call() -> Optional.empty();
      case RuleAction.MailMerchant(var emails) ->
          mailing(rule, Reader.MERCHANT, merchants(rule, emails), shop.shop().alertLanguage());
      case RuleAction.MailBuyer() ->
          mailing(
              rule, Reader.BUYER, buyer(), shop.shop().pageLanguage(variable("buyer_language")));
    };
  }

  private Optional<Mailing> mailing(Rule rule, Reader reader, List<String> to, String language) {
    Optional<Subject> subject = subject(rule.kind());
    if (to.isEmpty() || subject.isEmpty()) {
      return Optional.empty();
    }
    Shop merchant = shop.shop();
    AttemptId attempt = report.attempt();
    Alert alert =
        new Alert.PaymentTold(
            merchant.siteId().value(),
            merchant.label(),
            report.order().reference(),
            reader,
            subject.get(),
            amount(),
            attempt.isNamed() ? attempt.transactionId() : report.uuid().orElse(""),
            report.mode(),
            now);
    return Optional.of(
        Mailing.of(id(rule, subject.get()), alert, to, language, merchant.timeZone(), now));
  }

  private Optional<Subject> subject(RuleKind kind) {
    return kind == RuleKind.INSTALMENT_REFUSED
        ? Optional.of(Subject.INSTALMENT_REFUSED)
        : happening.event().map(event -> Subject.valueOf(event.name()));
  }

  /// What the order was asked to pay; of a refund or an instalment, what that one moves.
  private Money amount() {
    boolean part = report.operation() == Operation.CREDIT || happening.laterInstalment();
    return part ? report.effective() : report.amount();
  }

  private List<String> merchants(Rule rule, List<String> emails) {
    if (!emails.isEmpty()) {
      return emails;
    }
    return rule.alertEmails().isEmpty() ? shop.rules().alertEmails() : rule.alertEmails();
  }

  /// One well-formed address, from what the gateway signed.
  private List<String> buyer() {
    return EmailAddress.parse(variable("buyer_email")).stream().map(EmailAddress::value).toList();
  }

  private MailingId id(Rule rule, Subject subject) {
    boolean perAttempt = rule.kind() != RuleKind.CUSTOM && subject == Subject.PAYMENT_ACCEPTED;
    String attempt = report.attempt().toString();
    String payment =
        perAttempt && report.attempt().isNamed() ? attempt : report.uuid().orElse(attempt);
    // A rule that is renamed, or written twice, must not write to a buyer twice.
    boolean toBuyers = rule.kind() == RuleKind.PAYMENT_CONFIRMATION_BUYER;
    String label = toBuyers ? "" : rule.label();
    String name =
        String.join("\n", rule.kind().name(), label, report.mode().name(), payment, subject.name());
    return new MailingId(report.order(), "RULE#" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
  }

  private String variable(String name) {
    return happening.variables().getOrDefault(name, "");
  }
}
