package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Payment.Ending;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.time.Clock;
import java.util.Optional;

/// The buyer's pages of one payment: choose a card, pass the issuer's challenge, leave, and see how
/// it ended. The shop's server is told before the buyer is sent on.
final class PaymentPages {

  private final GatewayShops shops;
  private final Payments payments;
  private final Cashier cashier;
  private final Clock clock;

  PaymentPages(GatewayShops shops, Payments payments, Cashier cashier, Clock clock) {
    this.shops = shops;
    this.payments = payments;
    this.cashier = cashier;
    this.clock = clock;
  }

  /// `path` is what comes after `pages/`: an id, or an id and what is done there.
  WebReply answer(WebRequest request, String path) {
    String[] parts = path.split("/", 2);
    Optional<Payment> found = payments.find(parts[0]);
    if (found.isEmpty()) {
      return PageViews.missing();
    }
    Payment payment = found.get();
    GatewayShop shop = shops.find(payment.siteId()).orElseThrow();
    boolean posts = request.method().equals("POST");
    String deed = parts.length > 1 ? parts[1] : "";
    if (!payment.isOpen()) {
      return PageViews.result(shop, payment);
    }
    if (!clock.instant().isBefore(payment.expiresAt())) {
      return ended(shop, () -> cashier.leave(payment.id(), Ending.EXPIRED, true), payment.id());
    }
    return switch (posts ? deed : "") {
      case "pay" -> pay(request, shop, payment);
      case "challenge" -> challenge(request, shop, payment);
      case "cancel" ->
          ended(shop, () -> cashier.leave(payment.id(), Ending.CANCELLED, true), payment.id());
      default -> PageViews.payment(shop, payment);
    };
  }

  private WebReply pay(WebRequest request, GatewayShop shop, Payment payment) {
    Optional<TestCard> card = card(request);
    if (card.isEmpty()) {
      return PageViews.payment(shop, payment);
    }
    return card.get().asksForChallenge()
        ? PageViews.challenge(shop, payment, card.get(), keeps(request))
        : ended(
            shop,
            () -> cashier.pay(payment.id(), Deed.with(card.get()).keeping(keeps(request)), true),
            payment.id());
  }

  private WebReply challenge(WebRequest request, GatewayShop shop, Payment payment) {
    Optional<TestCard> card = card(request);
    if (card.isEmpty()) {
      return PageViews.payment(shop, payment);
    }
    boolean passed =
        GatewaySite.form(request)
            .map(form -> form.getOrDefault("answer", "").equals("confirm"))
            .orElse(false);
    Deed deed = passed ? Deed.with(card.get()) : Deed.failingChallenge(card.get());
    return ended(
        shop, () -> cashier.pay(payment.id(), deed.keeping(keeps(request)), true), payment.id());
  }

  private static boolean keeps(WebRequest request) {
    return GatewaySite.form(request)
        .filter(form -> form.getOrDefault("keep", "").equals("1"))
        .isPresent();
  }

  private static Optional<TestCard> card(WebRequest request) {
    return GatewaySite.form(request)
        .map(form -> form.getOrDefault("card", "").replace(" ", ""))
        .filter(number -> !number.isEmpty() && number.length() <= 19)
        .map(number -> TestCard.numbered(number).orElseGet(() -> TestCard.unknown(number)));
  }

  /// A second click finds the payment ended and sees the same end.
  private WebReply ended(GatewayShop shop, Runnable deed, String id) {
    try {
      deed.run();
    } catch (BadRequest e) {
      return PageViews.result(shop, payments.find(id).orElseThrow());
    }
    return PageViews.ended(shop, payments.find(id).orElseThrow());
  }
}
