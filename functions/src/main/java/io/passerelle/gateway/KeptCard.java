package io.passerelle.gateway;

import io.passerelle.card.Card;
import io.passerelle.card.CardSubscription;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.card.LastFour;
import io.passerelle.card.TokenId;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.payment.CardNumbers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The token that a notification names, with the card behind it. `registered` is whether the buyer
/// entered the card there, and not only paid with it; `at` is when, by the gateway's clock where it
/// tells that; `subscription` is the one that was made, or paid, with it there. Of its number only
/// the last four digits are read.
public record KeptCard(
    String token,
    boolean registered,
    Optional<Instant> at,
    Card card,
    Holder holder,
    Optional<CardSubscription> subscription) {

  private static final Set<String> KEPT = Set.of("CREATED", "UPDATED");

  /// As the form tells it (`vads_identifier`); none where the card was not kept after all.
  static Optional<KeptCard> of(Form form) {
    String status = form.field("vads_identifier_status").orElse("");
    Card card =
        card(
            text(form, "vads_card_brand"),
            text(form, "vads_card_number"),
            text(form, "vads_expiry_month"),
            text(form, "vads_expiry_year"));
    boolean kept = KEPT.contains(status);
    boolean registered = kept && isPage(form);
    return form.field("vads_identifier")
        .filter(_ -> status.isEmpty() || kept)
        .flatMap(token ->
            of(token, registered, moment(form), card, holder(form), KeptSubscription.of(form)));
  }

  /// On a refund, a later instalment or a recurrence nobody enters a card, whatever is told of it.
  private static boolean isPage(Form form) {
    return !text(form, "vads_operation_type").equals("CREDIT")
        && Set.of("", "1").contains(text(form, "vads_sequence_number"))
        && !text(form, "vads_url_check_src").equals("REC");
  }

  private static Optional<Instant> moment(Form form) {
    return FormDate.ofDigits(text(form, "vads_effective_creation_date"))
        .or(() -> FormDate.ofDigits(text(form, "vads_trans_date")))
        .map(OffsetDateTime::toInstant);
  }

  private static Holder holder(Form form) {
    String whole = text(form, "vads_cust_name").strip();
    String name =
        whole.isEmpty()
            ? (text(form, "vads_cust_first_name") + " " + text(form, "vads_cust_last_name"))
            : whole;
    return holder(name, text(form, "vads_cust_email"), text(form, "vads_language"));
  }

  /// As the REST API tells it, which says that a card was entered only where nothing else was done:
  /// in an accepted verification. Otherwise, a token that is new was.
  static Optional<KeptCard> of(Json answer) {
    Json transaction = answer.get("transactions").items().stream().findFirst().orElse(answer);
    Json card = transaction.get("transactionDetails").get("cardDetails");
    boolean registered =
        transaction.get("operationType").text("").equals("VERIFICATION")
            && transaction.get("detailedStatus").text("").equals("ACCEPTED");
    return transaction
        .get("paymentMethodToken")
        .text()
        .flatMap(token ->
            of(
                token,
                registered,
                FormDate.ofIso(transaction.get("creationDate").text(""))
                    .map(OffsetDateTime::toInstant),
                card(
                    plain(card.get("effectiveBrand")),
                    plain(card.get("pan")),
                    plain(card.get("expiryMonth")),
                    plain(card.get("expiryYear"))),
                holder(answer.get("customer")),
                KeptSubscription.of(answer)));
  }

  /// A customer of the REST API.
  static Holder holder(Json customer) {
    Json billing = customer.get("billingDetails");
    String name = plain(billing.get("firstName")) + " " + plain(billing.get("lastName"));
    return holder(
        name,
        plain(customer.get("email")),
        plain(billing.get("language")).toLowerCase(Locale.ROOT));
  }

  /// Some shops write into a field whatever their buyers typed.
  private static Holder holder(String name, String email, String language) {
    return new Holder(CardNumbers.hidden(name), CardNumbers.hidden(email), language);
  }

  private static Optional<KeptCard> of(
      String token,
      boolean registered,
      Optional<Instant> at,
      Card card,
      Holder holder,
      Optional<CardSubscription> subscription) {
    return TokenId.isValid(token) && CardNumbers.hidden(token).equals(token)
        ? Optional.of(new KeptCard(token, registered, at, card, holder, subscription))
        : Optional.empty();
  }

  static Card card(String brand, String number, String month, String year) {
    return new Card(
        brand.strip().toUpperCase(Locale.ROOT), LastFour.of(number), Expiry.of(month, year));
  }

  private static String text(Form form, String name) {
    return form.field(name).orElse("");
  }

  static String plain(Json value) {
    return value.text().or(() -> value.number().map(String::valueOf)).orElse("");
  }
}
