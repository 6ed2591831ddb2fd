package io.passerelle.webservice;

import io.passerelle.paymentorder.InvalidField;
import java.util.Map;

/// The gateway's names for what a payment order has, by path, and the numbers that its codes have
/// for them.
///
/// A code is `INT_` and the number that the form API gives the same field among its errors; what
/// has none there is 99, "unknown".
final class GatewayField {

  /// What the gateway's clients may send and nothing here can honour, so that it is refused rather
  /// than dropped.
  static final Map<String, Integer> NOT_HERE =
      Map.ofEntries(
          Map.entry("customer.reference", 16),
          Map.entry("customer.billingDetails", 19),
          Map.entry("customer.shippingDetails", 81),
          Map.entry("customer.shoppingCart", 97),
          Map.entry("enableCustomerTokens", 99),
          Map.entry("fingerPrintId", 99),
          Map.entry("ipnTargetUrl", 33),
          Map.entry("metadata", 91),
          Map.entry("overridePaymentCinematic", 99),
          Map.entry("paymentMethodToken", 30),
          Map.entry("paymentMethods", 8),
          Map.entry("returnMode", 48),
          Map.entry("returnUrl", 28),
          Map.entry("taxAmount", 108),
          Map.entry("taxRate", 108),
          Map.entry("taxes", 108),
          Map.entry("transactionOptions.cardOptions.firstInstallmentDelay", 7),
          Map.entry("transactionOptions.cardOptions.initialIssuerTransactionIdentifier", 99),
          Map.entry("transactionOptions.cardOptions.installmentNumber", 7),
          Map.entry("transactionOptions.cardOptions.mid", 62),
          Map.entry("transactionOptions.cardOptions.retry", 99));

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("amount", 9),
          Map.entry("currency", 10),
          Map.entry("reference", 13),
          Map.entry("language", 12),
          Map.entry("to", 15),
          Map.entry("bcc", 15),
          Map.entry("phone", 77),
          Map.entry("captureDelay", 6),
          Map.entry("validation", 5),
          Map.entry("authentication", 50),
          Map.entry("token", 46));

  private GatewayField() {}

  /// What the desk refuses, under the name that the gateway's client knows.
  static GatewayFault fault(InvalidField invalid, Map<String, String> paths) {
    String path = paths.getOrDefault(invalid.field(), invalid.field());
    return fault(path, NUMBERS.getOrDefault(invalid.field(), 99), invalid.reason());
  }

  static GatewayFault fault(String path, int number, String reason) {
    String code = "INT_%03d".formatted(number);
    String last = path.substring(path.lastIndexOf('.') + 1);
    return new GatewayFault(code, "Invalid " + last, path + " " + reason);
  }

  static int number(String field) {
    return NUMBERS.getOrDefault(field, 99);
  }
}
