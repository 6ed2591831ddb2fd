package io.passerelle.sandbox.gateway;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How a notification is spoiled on purpose.
///
/// A field's name (`amount`, `orderId`, `vads_card_brand`, …) changes its value after signing;
/// `signed-` before the name changes it before signing, so that the gateway itself seems to lie;
/// `signature` spoils the signature, `unsigned` leaves it out, `key` signs with a stranger's key
/// and `other-key` with the key of the other mode. `mode` and `siteId` stand for their fields. The
/// empty word spoils nothing.
record Tampering(String word) {

  static final Tampering NONE = new Tampering("");

  private static final String BEFORE = "signed-";

  Map<String, String> beforeSigning(Map<String, String> fields) {
    return word.startsWith(BEFORE) ? spoilt(fields, word.substring(BEFORE.length())) : fields;
  }

  /// The key to sign with; `secret` tells which secret of a mode is meant.
  String key(
      GatewayShop shop, Mode mode, java.util.function.Function<GatewayShop.Keys, String> secret) {
    return switch (word) {
      case "key" -> "0000000000000000";
      case "other-key" -> secret.apply(shop.keys(mode == Mode.TEST ? Mode.PRODUCTION : Mode.TEST));
      default -> secret.apply(shop.keys(mode));
    };
  }

  /// `seal` is the name of the field that holds the signature.
  Map<String, String> afterSigning(Map<String, String> fields, String seal) {
    return switch (word) {
      case "", "key", "other-key" -> fields;
      case "unsigned" -> without(fields, seal);
      case "signature" -> changed(fields, seal);
      default -> word.startsWith(BEFORE) ? fields : spoilt(fields, word);
    };
  }

  private static Map<String, String> spoilt(Map<String, String> fields, String name) {
    return fields.containsKey("kr-answer")
        ? AnswerTampering.spoilt(fields, name)
        : changed(fields, fieldName(name));
  }

  private static Map<String, String> changed(Map<String, String> fields, String name) {
    var copy = new LinkedHashMap<>(fields);
    copy.put(name, other(copy.getOrDefault(name, "")));
    return copy;
  }

  private static Map<String, String> without(Map<String, String> fields, String name) {
    var copy = new LinkedHashMap<>(fields);
    copy.remove(name);
    return copy;
  }

  private static String fieldName(String name) {
    if (name.startsWith("vads_")) {
      return name;
    }
    return switch (name) {
      case "mode" -> "vads_ctx_mode";
      case "status" -> "vads_trans_status";
      case "uuid" -> "vads_trans_uuid";
      default -> "vads_" + name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    };
  }

  /// A value that differs and still looks like one of its kind.
  static String other(String value) {
    return switch (value) {
      case "" -> "tampered";
      case "TEST" -> "PRODUCTION";
      case "PRODUCTION" -> "TEST";
      case "REFUSED" -> "AUTHORISED";
      case "AUTHORISED" -> "CAPTURED";
      default ->
          value.substring(0, value.length() - 1) + otherThan(value.charAt(value.length() - 1));
    };
  }

  private static char otherThan(char last) {
    if (last >= '0' && last <= '8') {
      return (char) (last + 1);
    }
    return last == '9' ? '0' : last == 'x' ? 'y' : 'x';
  }
}
