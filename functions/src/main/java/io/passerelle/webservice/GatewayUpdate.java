package io.passerelle.webservice;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.passerelle.desk.Shown;
import io.passerelle.edge.Json;
import io.passerelle.paymentorder.Validity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request of the gateway's `PaymentOrder/Update`: its end of validity is what can be changed.
///
/// A client that sends the rest again as it stands is not turned away for that; what would change
/// anything else is refused.
final class GatewayUpdate {

  static final String ID = "paymentOrderId";
  static final String END = "expirationDate";

  /// What the gateway knows beside what it answers.
  private static final Set<String> KNOWN =
      Stream.concat(
              Stream.of("channelOptions"),
              GatewayField.NOT_HERE.keySet().stream().map(path -> path.split("\\.", 2)[0]))
          .collect(toUnmodifiableSet());

  private GatewayUpdate() {}

  /// The field to change; none where the request changes nothing.
  static Map<String, String> read(Json json, Shown shown) {
    Map<String, @Nullable Object> answered = GatewayOrder.of(shown);
    json.members()
        .forEach((name, value) -> {
          if (!name.equals(ID) && !name.equals(END) && !GatewayMembers.isNothing(value)) {
            check(name, value, answered);
          }
        });
    Json end = json.get(END);
    if (end.isPresent() && end.text().isEmpty()) {
      throw GatewayField.fault(END, 99, "must be a text");
    }
    return end.text()
        .filter(text -> !text.isBlank())
        .map(text -> Map.of(Validity.FIELD, GatewayDraft.zoned(text)))
        .orElseGet(Map::of);
  }

  private static void check(String name, Json value, Map<String, @Nullable Object> answered) {
    Object known =
        name.equals("channelOptions") ? answered.get("channelDetails") : answered.get(name);
    boolean ours = answered.containsKey(name) || KNOWN.contains(name);
    if (ours && !isSame(value, known)) {
      String field = name.equals("orderId") ? "reference" : name;
      throw GatewayField.fault(name, GatewayField.number(field), "cannot be changed");
    }
  }

  private static boolean isSame(Json value, @Nullable Object known) {
    if (known instanceof Map<?, ?> members) {
      return value.isObject()
          && value.members().entrySet().stream()
              .allMatch(one -> isSame(one.getValue(), members.get(one.getKey())));
    }
    return GatewayMembers.isNothing(value)
        || (known != null && plain(value).filter(String.valueOf(known)::equals).isPresent());
  }

  private static Optional<String> plain(Json value) {
    return value
        .text()
        .or(() -> value.decimal().map(BigDecimal::toPlainString))
        .or(() -> value.flag().map(String::valueOf));
  }
}
