package io.passerelle.paymentorder;

import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Payment orders as a merchant writes them: checked, and one for each recipient.
public record Draft(
    Mode mode,
    Channel channel,
    String reference,
    Money amount,
    Terms terms,
    Message message,
    List<String> recipients,
    Instant validUntil) {

  /// Every field that may be written.
  public static final Set<String> FIELDS =
      Set.of(
          "mode",
          "channel",
          "reference",
          "amount",
          "currency",
          "validation",
          "captureDelay",
          "language",
          Validity.FIELD,
          "to",
          "bcc",
          "subject",
          "message",
          "token",
          "authentication",
          "dataForm",
          "description");

  private static final int RECIPIENTS_LENGTH_MAX = 2_000_000;
  private static final int COPIES_LENGTH_MAX = 2_600;
  private static final int SUBJECT_MAX = 250;
  private static final int MESSAGE_MAX = 20_000;
  private static final int SMS_MAX = 500;

  public Draft {
    recipients = List.copyOf(recipients);
  }

  /// Reads all fields, or throws an [InvalidField] for the first that cannot be.
  public static Draft read(Map<String, String> written, Defaults defaults, Instant now) {
    Fields fields = new Fields(written, FIELDS);
    Channel channel = channel(fields);
    Message message =
        new Message(
            "",
            fields.addresses("bcc", COPIES_LENGTH_MAX),
            fields.line("subject", SUBJECT_MAX),
            fields.text("message", channel == Channel.SMS ? SMS_MAX : MESSAGE_MAX));
    return new Draft(
        fields.choice("mode", Mode.class, defaults.mode()),
        channel,
        reference(fields, defaults),
        amount(fields),
        Terms.read(fields),
        message,
        fields.addresses("to", RECIPIENTS_LENGTH_MAX),
        defaults.validity().end(fields.line(Validity.FIELD, 40), now));
  }

  private static Channel channel(Fields fields) {
    Channel channel = fields.choice("channel", Channel.class, Channel.URL);
    if (!channel.isByHand()) {
      throw new InvalidField(
          "channel",
          "must be URL or INVOICE: nothing here sends " + channel + " for a payment order");
    }
    return channel;
  }

  private static String reference(Fields fields, Defaults defaults) {
    return reference("reference", fields.line("reference", OrderId.REFERENCE_LENGTH_MAX), defaults);
  }

  /// A reference as the gateway takes it, or an [InvalidField] of that name.
  public static String reference(String field, String reference, Defaults defaults) {
    if (reference.isEmpty() && defaults.referenceNeeded()) {
      throw new InvalidField(field, "is needed by this shop");
    }
    if (!reference.matches("[A-Za-z0-9_-]{0,64}")) {
      throw new InvalidField(field, "must be letters, digits, - and _, 64 at most");
    }
    if (reference.matches("[345][0-9]{12,15}")) {
      throw new InvalidField(field, "must not look like a card's number");
    }
    return reference;
  }

  private static Money amount(Fields fields) {
    String code = fields.line("currency", 3).toUpperCase(Locale.ROOT);
    Currency currency =
        Stream.of(Currency.values())
            .filter(one -> one.name().equals(code.isEmpty() ? "EUR" : code))
            .findFirst()
            .orElseThrow(() ->
                new InvalidField("currency", "must be one that the gateway takes, such as EUR"));
    long minorUnits =
        fields
            .number("amount", 1, Money.MINOR_UNITS_MAX)
            .orElseThrow(() -> new InvalidField("amount", "is needed"));
    return Money.of(minorUnits, currency);
  }

  /// The payment orders: several recipients have one each, as `ref-001`, `ref-002` and so on.
  /// `base` is the reference where none was written, `codes` gives each link's random bytes.
  public List<PaymentOrder> orders(
      SiteId siteId, String base, Supplier<byte[]> codes, Instant now) {
    String named = reference.isEmpty() ? base : reference;
    if (recipients.size() < 2) {
      return List.of(
          order(siteId, named, recipients.isEmpty() ? "" : recipients.getFirst(), codes, now));
    }
    List<PaymentOrder> orders = new ArrayList<>();
    for (String recipient : recipients) {
      String numbered = "%s-%03d".formatted(named, orders.size() + 1);
      if (numbered.length() > OrderId.REFERENCE_LENGTH_MAX) {
        throw new InvalidField("reference", "must be shorter: each recipient's has a number more");
      }
      orders.add(order(siteId, numbered, recipient, codes, now));
    }
    return orders;
  }

  private PaymentOrder order(
      SiteId siteId, String named, String recipient, Supplier<byte[]> codes, Instant now) {
    return new PaymentOrder(
        new OrderId(siteId, named),
        mode,
        channel,
        amount,
        terms,
        message.to(recipient),
        LinkCode.of(codes.get()),
        now,
        validUntil,
        false,
        DeliveryStatus.first(channel),
        "",
        0);
  }
}
