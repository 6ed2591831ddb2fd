package io.passerelle.shop.ecwid;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import io.passerelle.shop.Admission;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a store's checkout asks to be paid.
///
/// `reference` is the order in Ecwid's API, and `shownNumber` what its people call it, which may be
/// empty. `app` is the payment app that the order names, where it names one; `siteId` the shop that
/// the store's settings name, where they do. `returnUrl` is where the buyer goes afterwards, as it
/// stands. Nothing in a payload says when it was made: it can be sent again at any time.
public record EcwidCheckout(
    String storeId,
    String reference,
    String shownNumber,
    Optional<String> app,
    Optional<String> siteId,
    Money amount,
    Buyer buyer,
    String returnUrl) {

  private static final Pattern STORE_ID = Pattern.compile("[0-9]{1,18}");
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern URL = Pattern.compile("https?://[!-~]{1,1990}");
  private static final String MODULE = "CUSTOM_PAYMENT_APP-";
  private static final int DIGITS_MAX = 12;
  private static final int SCALE_MAX = 30;

  static EcwidCheckout read(Json payload) {
    Json cart = payload.get("cart");
    Json order = cart.get("order");
    return new EcwidCheckout(
        required(id(payload.get("storeId")), STORE_ID, "storeId"),
        reference(order),
        id(order.get("vendorOrderNumber"))
            .or(() -> id(order.get("orderNumber")))
            .or(() -> id(order.get("id")))
            .map(number -> EcwidBuyer.cut(number, 64))
            .orElse(""),
        app(order.get("paymentModule")),
        id(payload.get("merchantAppSettings").get("siteId")).map(EcwidCheckout::unquoted),
        amount(order.get("total"), currency(cart)),
        EcwidBuyer.read(order, payload.get("lang").text("")),
        required(payload.get("returnUrl").text(), URL, "returnUrl"));
  }

  /// Newer stores send an `id` too; the API takes either, and the older one is always there.
  private static String reference(Json order) {
    Optional<String> reference =
        id(order.get("referenceTransactionId")).or(() -> id(order.get("id")));
    return required(reference, REFERENCE, "cart.order.referenceTransactionId");
  }

  private static Optional<String> app(Json module) {
    return module
        .text()
        .map(text -> {
          if (!text.startsWith(MODULE)) {
            throw new Rejection(Reason.INVALID, "the order is to be paid by another module");
          }
          return text.substring(MODULE.length());
        });
  }

  private static Currency currency(Json cart) {
    return Admission.currency(cart.get("currency").text(""));
  }

  /// The amount as it was written, which must fit its currency: none is rounded.
  static Money amount(Json total, Currency currency) {
    BigDecimal decimal =
        total
            .decimal()
            .orElseThrow(() -> new Rejection(Reason.INVALID, "cart.order.total is no number"));
    // Measured before it is written out: 1e999999999 has that many digits.
    boolean measured =
        decimal.signum() > 0
            && decimal.scale() <= SCALE_MAX
            && (long) decimal.precision() - decimal.scale() <= DIGITS_MAX;
    try {
      if (measured) {
        return Money.parse(plain(decimal), currency);
      }
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID, "cart.order.total is no amount in " + currency);
    }
    throw new Rejection(Reason.INVALID, "cart.order.total is out of range");
  }

  private static String plain(BigDecimal decimal) {
    BigDecimal least = decimal.stripTrailingZeros();
    return least.setScale(Math.max(least.scale(), 0)).toPlainString();
  }

  /// Values of the app's storage may be JSON within JSON: `"\"12345678\""`.
  private static String unquoted(String text) {
    return text.replace("\"", "").strip();
  }

  private static Optional<String> id(Json value) {
    return value
        .text()
        .or(() -> value.number().map(String::valueOf))
        .filter(text -> !text.isBlank());
  }

  private static String required(Optional<String> text, Pattern shape, String name) {
    return text.filter(value -> shape.matcher(value).matches())
        .orElseThrow(() -> new Rejection(Reason.INVALID, name + " is missing or not readable"));
  }
}
