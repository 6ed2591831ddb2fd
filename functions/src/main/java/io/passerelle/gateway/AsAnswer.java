package io.passerelle.gateway;

import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.gateway.FieldPairs.Pair;
import io.passerelle.gateway.FieldPairs.Part;
import io.passerelle.payment.Money;
import io.passerelle.payment.Report;
import io.passerelle.payment.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A form's notification as the REST API would have told it (`V4/Payment`).
///
/// What the form does not say is `null`, as it is in the gateway's own answers; nothing is read
/// from a clock, so that the same form makes the same text each time.
final class AsAnswer {

  private final Map<String, String> fields;
  private final Report report;

  private AsAnswer(Map<String, String> fields, Report report) {
    this.fields = fields;
    this.report = report;
  }

  static String of(Map<String, String> fields, Report report) {
    return JsonTree.text(new AsAnswer(fields, report).payment());
  }

  /// An order with one transaction as a web service told it.
  static String of(ToldTransaction told, Report report) {
    AsAnswer answer = new AsAnswer(Map.of(), report);
    Json customer = told.json().get("customer");
    Map<String, @Nullable Object> payment = answer.payment(List.of(told.json()));
    payment.put("serverDate", told.createdAt());
    payment.put("customer", customer.isPresent() ? customer : null);
    return JsonTree.text(payment);
  }

  private Map<String, @Nullable Object> payment() {
    boolean left = report.uuid().isEmpty() && report.state().standing() == Standing.ABANDONED;
    Map<String, @Nullable Object> payment = payment(left ? List.of() : List.of(transaction()));
    payment.put("orderStatus", left ? report.word() : RestWords.status(report.state()));
    payment.put("customer", customer());
    return payment;
  }

  private Map<String, @Nullable Object> payment(List<?> transactions) {
    Map<String, @Nullable Object> payment = new LinkedHashMap<>();
    payment.put("shopId", report.order().siteId().value());
    payment.put("orderCycle", report.state().standing() == Standing.PENDING ? "OPEN" : "CLOSED");
    payment.put("orderStatus", RestWords.status(report.state()));
    payment.put("serverDate", date("vads_effective_creation_date").orElseGet(this::startedAt));
    payment.put("orderDetails", OrderDetails.of(fields, report));
    payment.put("customer", null);
    payment.put("transactions", transactions);
    payment.put("subMerchantDetails", null);
    payment.put("_type", "V4/Payment");
    return payment;
  }

  private Map<String, @Nullable Object> customer() {
    Map<String, @Nullable Object> customer = members(Part.CUSTOMER);
    Map<String, @Nullable Object> billing = members(Part.BILLING);
    billing.put(
        "language", orNull(fields.getOrDefault("vads_language", "").toUpperCase(Locale.ROOT)));
    customer.put("billingDetails", typed(billing, "V4/Customer/BillingDetails"));
    customer.put("shippingDetails", typed(members(Part.SHIPPING), "V4/Customer/ShippingDetails"));
    return typed(customer, "V4/Customer/Customer");
  }

  private Map<String, @Nullable Object> transaction() {
    Money moved = report.effective();
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("shopId", report.order().siteId().value());
    one.put("uuid", report.uuid().orElse(null));
    one.put("amount", moved.minorUnits());
    one.put("currency", moved.currency().name());
    one.put(
        "paymentMethodType", has("vads_card_number") ? "CARD" : orNull(field("vads_card_brand")));
    one.put("status", RestWords.status(report.state()));
    one.put("detailedStatus", report.word());
    one.put("operationType", report.operation().name());
    one.putAll(members(Part.TRANSACTION));
    boolean byAcquirer = report.state().standing() == Standing.FAILED && has("vads_auth_result");
    one.put("errorCode", byAcquirer ? "ACQ_001" : null);
    one.put("detailedErrorCode", byAcquirer ? field("vads_auth_result") : null);
    one.put("metadata", null);
    one.put("transactionDetails", details());
    return typed(one, "V4/PaymentTransaction");
  }

  private Map<String, @Nullable Object> details() {
    Optional<Money> ofTheOrder = ofTheOrder();
    Map<String, @Nullable Object> details = members(Part.DETAILS);
    details.put("effectiveAmount", ofTheOrder.map(Money::minorUnits).orElse(null));
    details.put("effectiveCurrency", report.amount().currency().name());
    details.put(
        "creationContext",
        switch (report.operation()) {
          case DEBIT -> "CHARGE";
          case CREDIT -> "REFUND";
          case VERIFICATION -> "VERIFICATION";
        });
    details.put("sequenceNumber", (long) report.sequence());
    details.put("cardDetails", card());
    return typed(details, "V4/TransactionDetails");
  }

  /// Under a conversion the order's own amount, unless this is a part of it: then the form does not
  /// say.
  private Optional<Money> ofTheOrder() {
    if (report.effective().currency() == report.amount().currency()) {
      return Optional.of(report.effective());
    }
    return field("vads_payment_config").startsWith("MULTI")
        ? Optional.empty()
        : Optional.of(report.amount());
  }

  private Map<String, @Nullable Object> card() {
    Map<String, @Nullable Object> card = members(Part.CARD);
    card.put("manualValidation", field("vads_validation_mode").equals("1") ? "YES" : "NO");
    card.put("legacyTransId", report.attempt().isNamed() ? report.attempt().transactionId() : null);
    card.put("legacyTransDate", startedAt());
    Map<String, @Nullable Object> authorisation = members(Part.AUTHORISATION);
    authorisation.put(
        "authorizationResult", orNull(RestWords.authorizationResult(field("vads_auth_result"))));
    card.put(
        "authorizationResponse",
        typed(authorisation, "V4/PaymentMethod/Details/Cards/CardAuthorizationResponse"));
    Map<String, @Nullable Object> threeDs = members(Part.THREE_DS);
    threeDs.put("enrolled", orNull(RestWords.threeDsOfForm(field("vads_threeds_enrolled"))));
    threeDs.put("status", orNull(RestWords.threeDsOfForm(field("vads_threeds_status"))));
    card.put("threeDSResponse", new LinkedHashMap<>(Map.of("authenticationResultData", threeDs)));
    return typed(card, "V4/PaymentMethod/Details/CardDetails");
  }

  private Map<String, @Nullable Object> members(Part part) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Pair pair : FieldPairs.ALL) {
      if (pair.part() == part) {
        members.put(pair.member(), value(pair));
      }
    }
    return members;
  }

  private @Nullable Object value(Pair pair) {
    return switch (pair.kind()) {
      case TEXT -> orNull(field(pair.field()));
      case DATE -> date(pair.field()).orElse(null);
      case NUMBER -> {
        String digits = field(pair.field());
        yield digits.matches("\\d{1,9}") ? Long.valueOf(digits) : null;
      }
    };
  }

  private String startedAt() {
    return date("vads_trans_date").orElseGet(() -> report.attempt().day() + "T00:00:00+00:00");
  }

  private Optional<String> date(String name) {
    return FormDate.ofDigits(field(name)).map(FormDate::iso);
  }

  private boolean has(String name) {
    return !field(name).isEmpty();
  }

  private String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private static Map<String, @Nullable Object> typed(
      Map<String, @Nullable Object> object, String type) {
    object.put("_type", type);
    return object;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
