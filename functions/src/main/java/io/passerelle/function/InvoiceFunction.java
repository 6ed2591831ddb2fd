package io.passerelle.function;

import io.passerelle.desk.PaymentLinks;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.edge.SourceAddress;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.shop.Shop;
import io.passerelle.store.Ledger;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Shops;
import io.passerelle.store.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A shop's form for whoever has an invoice on paper: its reference leads to the link by which it
/// is paid.
///
/// References can be guessed, so that what is found is nothing but an invoice to pay, and whatever
/// is not found, for whichever reason, has the same answer after the same reads. One address has
/// few tries, whether it finds or not; a shop has many misses, and its form rests when they are
/// used up.
public final class InvoiceFunction extends HttpFunction {

  private static final Tries.Limit FROM_ONE_ADDRESS =
      new Tries.Limit("INVOICE_TRIED", 20, Duration.ofHours(1));
  private static final Tries.Limit MISSES_OF_ONE_SHOP =
      new Tries.Limit("INVOICE_MISSED", 1_000, Duration.ofHours(1));
  private static final Tries.Limit UNKNOWN_SHOPS =
      new Tries.Limit("INVOICE_SHOP_MISSED", 20, Duration.ofHours(1));

  /// Read where what was asked for cannot be, so that this takes as long.
  private static final OrderId NOBODYS = new OrderId(new SiteId("00000000"), "-");

  private final PaymentOrders orders;
  private final Ledger ledger;
  private final Shops shops;
  private final Tries tries;
  private final Clock clock;

  /// Lambda calls this one.
  public InvoiceFunction() {
    this(Wiring.primedByAForm());
  }

  public InvoiceFunction(Wiring wiring) {
    this.orders = wiring.paymentOrders();
    this.ledger = wiring.ledger();
    this.shops = wiring.shops();
    this.tries = wiring.tries();
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    InvoicePage page = InvoicePage.of(request);
    return switch (request.method()) {
      case "POST" -> sought(request, page);
      case "HEAD" -> shown(request, page).withoutBody();
      default -> shown(request, page);
    };
  }

  /// Shops cannot be listed by trying either.
  private Reply shown(Request request, InvoicePage page) {
    Instant now = clock.instant();
    String from = SourceAddress.of(request);
    if (tries.isSpent(UNKNOWN_SHOPS, from, now)) {
      return page.form(Optional.empty());
    }
    Optional<Shop> shop = siteId(request).flatMap(shops::find).map(Shops.Entry::shop);
    if (shop.isEmpty()) {
      tries.take(UNKNOWN_SHOPS, from, now);
    }
    return page.form(shop);
  }

  private Reply sought(Request request, InvoicePage page) {
    String reference = request.form().field("reference").orElse("").strip();
    if (reference.isEmpty()) {
      return page.again(Reason.INVALID.status(), "missing");
    }
    Instant now = clock.instant();
    String shop = siteId(request).map(SiteId::value).orElse("");
    if (!tries.take(FROM_ONE_ADDRESS, SourceAddress.of(request), now)
        || tries.isSpent(MISSES_OF_ONE_SHOP, shop, now)) {
      return page.held(Reason.TOO_MANY_TRIES.status());
    }
    Optional<PaymentOrder> invoice = invoice(siteId(request), reference, now);
    if (invoice.isEmpty()) {
      tries.take(MISSES_OF_ONE_SHOP, shop, now);
      return page.again(Reason.NOT_FOUND.status(), "unknown");
    }
    return BuyerHtml.redirect(PaymentLinks.path(invoice.get()));
  }

  /// Always three reads.
  private Optional<PaymentOrder> invoice(Optional<SiteId> siteId, String reference, Instant now) {
    Optional<OrderId> asked =
        siteId.filter(_ -> OrderId.isValid(reference)).map(site -> new OrderId(site, reference));
    OrderId id = asked.orElse(NOBODYS);
    Optional<Shop> shop = shops.find(id.siteId()).map(Shops.Entry::shop);
    Optional<PaymentOrder> order = orders.find(id);
    Optional<Order> payment = ledger.order(id);
    return order
        .filter(_ -> asked.isPresent())
        .filter(one -> one.channel() == Channel.INVOICE)
        .filter(one -> shop.filter(owner -> owner.mode() == one.mode()).isPresent())
        .filter(one -> isForBuyers(one.status(payment, now)));
  }

  private static boolean isForBuyers(Status status) {
    return status != Status.CANCELLED && status != Status.LAPSED;
  }

  private static Optional<SiteId> siteId(Request request) {
    return Optional.of(request.pathParameters().getOrDefault("shop", ""))
        .filter(SiteId::isValid)
        .map(SiteId::new);
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return BuyerPage.refused(rejection);
  }
}
