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

/// Payment orders as a merchant writes them: checked, and one for each recipient. `messages` holds
/// at least one, each for its own reader.
public record Draft(
    Mode mode,
    Channel channel,
    String reference,
    Money amount,
    Terms terms,
    List<Message> messages,
    Instant validUntil,
    Reminders reminders) {

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
          "phone",
          "bcc",
          "subject",
          "message",
          "token",
          "authentication",
          "dataForm",
          "description",
          Reminders.FIELD);

  private static final int RECIPIENTS_LENGTH_MAX = 2_000_000;
  private static final int MESSAGE_MAX = 20_000;

  static final int SUBJECT_MAX = 250;

  public Draft {
    messages = List.copyOf(messages);
  }

  /// Reads all fields, or throws an [InvalidField] for the first that cannot be.
  public static Draft read(Map<String, String> written, Defaults defaults, Instant now) {
    Fields fields = new Fields(written, FIELDS);
    Channel channel = fields.choice("channel", Channel.class, Channel.URL);
    return new Draft(
        fields.choice("mode", Mode.class, defaults.mode()),
        channel,
        reference(fields, defaults, channel),
        amount(fields),
        Terms.read(fields),
        messages(fields, channel),
        defaults.validity().end(fields.line(Validity.FIELD, 40), now),
        Reminders.read(fields, defaults.validity().zone(), channel));
  }

  private static List<Message> messages(Fields fields, Channel channel) {
    int textMax = channel.isToPhone() ? SmsText.WRITTEN_MAX : MESSAGE_MAX;
    Message message =
        new Message(
            "",
            "",
            Copies.read(fields),
            MessageText.checked("subject", fields.line("subject", SUBJECT_MAX)),
            MessageText.checked("message", fields.text("message", textMax)));
    List<String> addresses = fields.addresses("to", RECIPIENTS_LENGTH_MAX);
    List<String> phones = fields.phones("phone", RECIPIENTS_LENGTH_MAX);
    if (channel == Channel.EMAIL && addresses.isEmpty()) {
      throw new InvalidField("to", "is needed: a buyer's address, or several with ; between");
    }
    if (!channel.isToPhone()) {
      String phone = one("phone", phones);
      return addresses.isEmpty()
          ? List.of(message.to("", phone))
          : addresses.stream().map(address -> message.to(address, phone)).toList();
    }
    if (phones.isEmpty()) {
      throw new InvalidField("phone", "is needed: a buyer's number, or several with ; between");
    }
    String address = one("to", addresses);
    return phones.stream().map(phone -> message.to(address, phone)).toList();
  }

  private static String one(String field, List<String> written) {
    if (written.size() > 1) {
      throw new InvalidField(field, "must be one at most for this channel");
    }
    return written.isEmpty() ? "" : written.getFirst();
  }

  private static String reference(Fields fields, Defaults defaults, Channel channel) {
    String reference =
        reference("reference", fields.line("reference", OrderId.REFERENCE_LENGTH_MAX), defaults);
    if (reference.isEmpty() && channel == Channel.INVOICE) {
      throw new InvalidField("reference", "is needed: an invoice is found by it");
    }
    return reference;
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

  /// In the words of a template, but for those that the merchant wrote.
  public Draft inWordsOf(MessageTemplate template) {
    return new Draft(
        mode,
        channel,
        reference,
        amount,
        terms,
        messages.stream().map(one -> one.inWordsOf(template)).toList(),
        validUntil,
        reminders);
  }

  /// The payment orders: several recipients have one each, as `ref-001`, `ref-002` and so on.
  /// `base` is the reference where none was written, `codes` gives each link's random bytes.
  public List<PaymentOrder> orders(
      SiteId siteId, String base, Supplier<byte[]> codes, Instant now) {
    String named = reference.isEmpty() ? base : reference;
    if (messages.size() == 1) {
      return List.of(order(siteId, named, messages.getFirst(), codes, now));
    }
    List<PaymentOrder> orders = new ArrayList<>();
    for (Message message : messages) {
      String numbered = "%s-%03d".formatted(named, orders.size() + 1);
      if (numbered.length() > OrderId.REFERENCE_LENGTH_MAX) {
        throw new InvalidField("reference", "must be shorter: each recipient's has a number more");
      }
      orders.add(order(siteId, numbered, message, codes, now));
    }
    return orders;
  }

  private PaymentOrder order(
      SiteId siteId, String named, Message message, Supplier<byte[]> codes, Instant now) {
    return new PaymentOrder(
        new OrderId(siteId, named),
        mode,
        channel,
        amount,
        terms,
        message,
        LinkCode.of(codes.get()),
        now,
        validUntil,
        false,
        DeliveryStatus.first(channel),
        Sends.first(channel, reminders.planned(validUntil, now)),
        "",
        Outcome.OPEN,
        0);
  }
}
