package io.passerelle.gateway;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a verified notification says beside its reports, under one name for both formats: the means
/// of payment, the buyer, the shop's free fields.
///
/// No card number is among them, nor anything that a mail or a history must not show.
final class Details {

  private static final String FREE = "ext_info_";
  private static final String FREE_FIELD = "vads_ext_info_";
  private static final int FREE_MAX = 50;
  private static final int VALUE_LENGTH_MAX = 255;
  private static final Pattern FREE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
  private static final Map<String, String> FIELDS =
      Map.of(
          "payment_method", "vads_card_brand",
          "card_country", "vads_card_country",
          "liability_shift", "vads_warranty_result",
          "risk_assessment", "vads_risk_assessment_result",
          "buyer_country", "vads_cust_country",
          "buyer_language", "vads_language",
          "buyer_email", "vads_cust_email",
          "buyer_reference", "vads_cust_id");

  private final Map<String, String> named = new LinkedHashMap<>();
  private int free;

  private Details() {}

  static Map<String, String> of(Form form) {
    Details details = new Details();
    FIELDS.forEach((name, field) -> details.put(name, form.field(field)));
    form.fields()
        .forEach((field, value) -> {
          if (field.startsWith(FREE_FIELD)) {
            details.putFree(field.substring(FREE_FIELD.length()), Optional.of(value));
          }
        });
    return details.named;
  }

  static Map<String, String> of(Json answer) {
    Details details = new Details();
    Json transaction = answer.get("transactions").items().stream().findFirst().orElse(answer);
    Json more = transaction.get("transactionDetails");
    Json customer = answer.get("customer");
    Json billing = customer.get("billingDetails");
    details.put("payment_method", method(transaction, more));
    details.put("card_country", more.get("cardDetails").get("country").text());
    details.put("liability_shift", more.get("liabilityShift").text());
    details.put("risk_assessment", risks(more));
    details.put("buyer_country", billing.get("country").text());
    details.put("buyer_language", billing.get("language").text());
    details.put("buyer_email", customer.get("email").text());
    details.put("buyer_reference", customer.get("reference").text());
    Stream.of(answer.get("orderDetails").get("metadata"), transaction.get("metadata"))
        .forEach(metadata ->
            metadata.members().forEach((name, value) -> details.putFree(name, plain(value))));
    return details.named;
  }

  /// The card's brand, as the form tells it; of any other means of payment its name.
  private static Optional<String> method(Json transaction, Json more) {
    return Stream.of(
            more.get("cardDetails").get("effectiveBrand"),
            more.get("paymentMethodDetails").get("effectiveBrand"),
            transaction.get("paymentMethodType"))
        .flatMap(brand -> brand.text().stream())
        .filter(brand -> !brand.isBlank())
        .findFirst();
  }

  private static Optional<String> risks(Json more) {
    List<String> results =
        more.get("fraudManagement").get("riskAssessments").get("results").items().stream()
            .flatMap(result -> result.text().stream())
            .toList();
    return Optional.of(String.join(";", results));
  }

  private static Optional<String> plain(Json value) {
    return value
        .text()
        .or(() -> value.number().map(String::valueOf))
        .or(() -> value.flag().map(String::valueOf));
  }

  private void putFree(String name, Optional<String> value) {
    if (free < FREE_MAX && FREE_NAME.matcher(name).matches() && !named.containsKey(FREE + name)) {
      free++;
      put(FREE + name, value);
    }
  }

  private void put(String name, Optional<String> value) {
    value
        .filter(text -> !text.isBlank())
        .map(text -> text.length() > VALUE_LENGTH_MAX ? text.substring(0, VALUE_LENGTH_MAX) : text)
        .ifPresent(text -> named.put(name, text));
  }
}
