package io.passerelle.webservice;

import io.passerelle.edge.Json;
import io.passerelle.paymentorder.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A request of the gateway's `CreatePaymentOrder`, read into the fields of a payment order.
///
/// Names that the gateway does not know are passed over, as it does; what it knows and is not done
/// here is refused. A value of null, an empty text and an empty object say nothing.
final class GatewayDraft {

  private static final Set<String> CHANNELS = Set.of("MAIL", "SMS", "WHATSAPP", "URL");

  private static final Map<String, String> OPTIONS =
      Map.of("MAIL", "mailOptions", "SMS", "smsOptions", "WHATSAPP", "whatsAppOptions");

  private static final Map<String, String> TOKENS =
      Map.of("PAYMENT", "NONE", "ASK_REGISTER_PAY", "OFFERED", "REGISTER_PAY", "AUTOMATIC");

  private static final Map<String, String> AUTHENTICATIONS =
      Map.of(
          "AUTO", "",
          "NO_PREFERENCE", "",
          "FRICTIONLESS", "FRICTIONLESS",
          "NO_CHALLENGE_REQUESTED", "FRICTIONLESS",
          "CHALLENGE_REQUESTED", "CHALLENGE",
          "CHALLENGE_MANDATE", "CHALLENGE");

  private static final Map<String, String> VALIDATIONS = Map.of("YES", "MANUAL", "NO", "AUTOMATIC");

  private final GatewayMembers json;
  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, String> paths = new HashMap<>();

  private GatewayDraft(Json json) {
    this.json = new GatewayMembers(json);
  }

  /// The fields, each as its text, and where the client wrote it.
  record Written(Map<String, String> fields, Map<String, String> paths) {}

  static Written read(Json json) {
    GatewayDraft draft = new GatewayDraft(json);
    draft.refuseWhatIsNotHere();
    draft.whatIsPaid();
    draft.howItIsSent();
    draft.buyer();
    draft.oneBuyer();
    draft.howItIsPaid();
    return new Written(Map.copyOf(draft.fields), Map.copyOf(draft.paths));
  }

  private void refuseWhatIsNotHere() {
    GatewayField.NOT_HERE.forEach((path, number) -> {
      if (!json.saysNothing(path)) {
        throw GatewayField.fault(path, number, "cannot be chosen for a payment order here");
      }
    });
    String source = "transactionOptions.cardOptions.paymentSource";
    if (!json.text(source, 60).orElse("EC").equals("EC")) {
      throw GatewayField.fault(source, 60, "must be EC");
    }
  }

  private void whatIsPaid() {
    whole("amount", "amount");
    word("currency", "currency");
    if (!fields.containsKey("currency")) {
      throw GatewayField.fault("currency", 10, "is needed");
    }
    word("orderId", "reference");
    word("expirationDate", "validUntil");
    fields.computeIfPresent("validUntil", (_, end) -> zoned(end));
  }

  /// ISO 8601 also writes an offset without a colon, as PHP does.
  static String zoned(String time) {
    return time.replaceFirst("([+-][0-9]{2})([0-9]{2})$", time.contains("T") ? "$1:$2" : "$0");
  }

  private void howItIsSent() {
    String path = "channelOptions.channelType";
    String type = json.text(path, 99).orElse("");
    if (!CHANNELS.contains(type)) {
      throw GatewayField.fault(path, 99, "must be one of MAIL, SMS, WHATSAPP, URL");
    }
    put("channel", path, channel(type, path));
    OPTIONS.forEach((other, options) -> {
      if (!other.equals(type) && !json.saysNothing("channelOptions." + options)) {
        throw GatewayField.fault("channelOptions." + options, 99, "is of another channel");
      }
    });
    word("channelOptions.mailOptions.recipient", "to");
    word("channelOptions.mailOptions.bcc", "bcc");
    word("channelOptions.mailOptions.subject", "subject");
    word("channelOptions.mailOptions.body", "message");
    word("channelOptions.mailOptions.template", "template");
    for (String options : List.of("smsOptions", "whatsAppOptions")) {
      word("channelOptions." + options + ".phoneNumber", "phone");
      word("channelOptions." + options + ".message", "message");
    }
  }

  /// One call makes one payment order, whose id it answers.
  private void oneBuyer() {
    for (String field : List.of("to", "phone")) {
      if (fields.getOrDefault(field, "").contains(";")) {
        String path = paths.getOrDefault(field, field);
        throw GatewayField.fault(path, GatewayField.number(field), "must be one");
      }
    }
  }

  private static String channel(String type, String path) {
    String name = type.equals("MAIL") ? Channel.EMAIL.name() : type;
    return Stream.of(Channel.values())
        .map(Enum::name)
        .filter(name::equals)
        .findFirst()
        .orElseThrow(
            () -> GatewayField.fault(path, 99, "must be another: nothing here sends " + type));
  }

  /// One address stands for the buyer: the mail's, the receipt's and the customer's are the same.
  private void buyer() {
    for (String path : List.of("paymentReceiptEmail", "customer.email")) {
      Optional<String> address = json.text(path, 15);
      String known = fields.getOrDefault("to", address.orElse(""));
      if (address.isPresent() && !address.get().equals(known)) {
        throw GatewayField.fault(path, 15, "must be the address that the order has already");
      }
      if (address.isPresent() && !fields.containsKey("to")) {
        put("to", path, address.get());
      }
    }
  }

  private void howItIsPaid() {
    json.text("locale", 12).ifPresent(locale -> put("language", "locale", language(locale)));
    json.flag("dataCollectionForm", 99)
        .ifPresent(flag -> put("dataForm", "dataCollectionForm", flag));
    choice("formAction", "token", TOKENS);
    choice("strongAuthentication", "authentication", AUTHENTICATIONS);
    whole("transactionOptions.cardOptions.captureDelay", "captureDelay");
    choice("transactionOptions.cardOptions.manualValidation", "validation", VALIDATIONS);
  }

  /// `fr` of `fr_FR`; anything else stays as it is, to be refused.
  private static String language(String locale) {
    return locale.matches("[a-z]{2}[_-][A-Za-z]{2}") ? locale.substring(0, 2) : locale;
  }

  private void word(String path, String field) {
    json.text(path, GatewayField.number(field)).ifPresent(text -> put(field, path, text));
  }

  private void whole(String path, String field) {
    json.whole(path, GatewayField.number(field)).ifPresent(number -> put(field, path, number));
  }

  private void choice(String path, String field, Map<String, String> known) {
    int number = GatewayField.number(field);
    json.text(path, number)
        .ifPresent(text -> {
          if (!known.containsKey(text)) {
            throw GatewayField.fault(path, number, "must be one of " + sorted(known.keySet()));
          }
          put(field, path, known.getOrDefault(text, ""));
        });
  }

  private static String sorted(Set<String> words) {
    return String.join(", ", words.stream().sorted().toList());
  }

  private void put(String field, String path, String text) {
    fields.put(field, text);
    paths.put(field, path);
  }
}
