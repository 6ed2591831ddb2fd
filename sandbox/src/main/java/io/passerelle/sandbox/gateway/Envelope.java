package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.sandbox.gateway.GatewayShop.Keys;
import io.passerelle.sandbox.gateway.Notifier.News;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Puts news into the body of a notification, in the form's format or in the web services', and
/// seals it: each attempt anew, because hash and origin change while the rest stays.
final class Envelope {

  private Envelope() {}

  static Map<String, String> form(GatewayShop shop, News news) {
    return NotificationFields.of(shop, news.payment(), news.transaction());
  }

  static Map<String, String> rest(GatewayShop shop, News news, Instant now) {
    Transaction told = news.transaction();
    List<Transaction> transactions = told == null ? List.of() : List.of(told);
    String answer = PaymentAnswer.of(shop, news.payment(), transactions, now).toString();
    return Map.of("kr-answer", answer);
  }

  /// The body to post, signed with the key of the payment's mode.
  static byte[] seal(GatewayShop shop, Notice notice) {
    Source source = notice.isFirst() ? notice.source() : Source.RETRY;
    var tampering = new Tampering(notice.tampering());
    Map<String, String> fields = onTheWire(notice.fields());
    return fields.containsKey("kr-answer")
        ? encode(sealedAnswer(shop, notice.mode(), fields, source, tampering))
        : encode(sealedForm(shop, notice.mode(), fields, source, tampering));
  }

  /// The form tells of the card in one field, the answer somewhere in its text.
  static Map<String, String> onTheWire(Map<String, String> kept) {
    var fields = new LinkedHashMap<String, String>();
    kept.forEach((name, value) -> {
      boolean card = name.equals("vads_card_number") || name.equals("kr-answer");
      fields.put(name, card ? TestCard.onTheWire(value) : value);
    });
    return fields;
  }

  private static Map<String, String> sealedForm(
      GatewayShop shop, Mode mode, Map<String, String> told, Source source, Tampering tampering) {
    var fields = new LinkedHashMap<>(tampering.beforeSigning(told));
    fields.put("vads_hash", Ids.hex(64));
    fields.put("vads_url_check_src", source.name());
    String key = tampering.key(shop, mode, Keys::form);
    fields.put("signature", Signature.of(fields, key, shop.algorithm()));
    return tampering.afterSigning(fields, "signature");
  }

  private static Map<String, String> sealedAnswer(
      GatewayShop shop, Mode mode, Map<String, String> told, Source source, Tampering tampering) {
    String answer = tampering.beforeSigning(told).getOrDefault("kr-answer", "");
    String key = tampering.key(shop, mode, Keys::rest);
    var fields = new LinkedHashMap<String, String>();
    fields.put("kr-hash-key", "password");
    fields.put("kr-hash-algorithm", "sha256_hmac");
    fields.put("kr-answer", answer);
    fields.put("kr-answer-type", "V4/Payment");
    fields.put("kr-hash", Signature.ofAnswer(answer, key));
    fields.put("kr-src", source.name());
    return tampering.afterSigning(fields, "kr-hash");
  }

  private static byte[] encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(UTF_8);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
