package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.alert.EmailAddress;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.gateway.Brands;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import io.passerelle.shop.odoo.OdooRelay;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Refusals;
import io.passerelle.store.Shops;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What operators ask for, by a direct invocation that IAM guards; no URL leads here.
///
/// In: `{"action": "saveShop", "shop": {…}}`, `{"action": "shop", "siteId": …}`, `{"action":
/// "order", "siteId": …, "orderId": …}`, `{"action": "resend", "delivery": …}`, `{"action":
/// "refusals", "siteId": …}`, `{"action": "unsuppress", "email": …}`. Out: `{"status": 200, "body":
/// {…}}`, or a status of 4xx and `{"error": …}` for what cannot be done.
public final class OperatorFunction implements RequestStreamHandler {

  private final Shops shops;
  private final Ledger ledger;
  private final Brands brands;
  private final Wakeups wakeups;
  private final MailAddresses mailAddresses;
  private final Refusals refusals;
  private final Clock clock;

  /// Lambda calls this one.
  public OperatorFunction() {
    this(Wiring.ofLambda());
  }

  public OperatorFunction(Wiring wiring) {
    this.shops = wiring.shops();
    this.ledger = wiring.ledger();
    this.brands = wiring.brands();
    this.wakeups = wiring.wakeups();
    this.refusals = wiring.refusals();
    this.mailAddresses = new MailAddresses(wiring.suppressions());
    this.clock = wiring.clock();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    String answer;
    try {
      Json request = Json.parse(new String(event.readAllBytes(), UTF_8));
      answer = answer(200, act(request));
    } catch (Rejection rejection) {
      String error = Json.object(json -> json.writeStringField("error", rejection.words()));
      answer = answer(rejection.reason().status(), error);
    } catch (Table.Stale _) {
      answer = answer(409, "{\"error\": \"somebody else was changing it, ask again\"}");
    }
    out.write(answer.getBytes(UTF_8));
  }

  private String act(Json request) {
    return switch (request.get("action").text("")) {
      case "saveShop" -> save(request.get("shop"));
      case "shop" -> view(shop(siteId(request)));
      case "refusals" -> refusals(request);
      case "unsuppress" -> mailAddresses.unsuppress(request, clock.instant());
      case "order" -> order(request);
      case "resend" -> resend(request);
      default -> throw new Rejection(Reason.NOT_FOUND, "no such action");
    };
  }

  private String save(Json document) {
    Optional<Shops.Entry> before = shops.find(ShopDocument.siteId(document));
    Shop shop =
        ShopDocument.read(
            document,
            before.map(Shops.Entry::shop),
            name -> brands.find(name).isPresent(),
            clock.instant());
    if (shop.connection().platform() == Platform.ODOO) {
      OdooRelay.check(shop.connection());
    }
    Rules rules =
        document.has("rules")
            ? Rules.read(document.get("rules"))
            : before.map(Shops.Entry::rules).orElse(Rules.none());
    requireAddresses(rules);
    shops.save(shop, rules);
    return view(new Shops.Entry(shop, rules));
  }

  private static void requireAddresses(Rules rules) {
    if (rules.alertEmails().stream().anyMatch(email -> EmailAddress.parse(email).isEmpty())) {
      throw new Rejection(Reason.INVALID, "rules.alertEmails has an address that cannot be mailed");
    }
  }

  private String order(Json request) {
    String reference = request.get("orderId").text("");
    if (!OrderId.isValid(reference)) {
      throw new Rejection(Reason.NOT_FOUND, "no such order");
    }
    return ledger
        .page(new OrderId(siteId(request), reference))
        .map(page -> OrderView.of(page, spoken(request, siteId(request))))
        .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such order"));
  }

  /// A delivery is sent again once, by hand: what fails then is not replayed. One whose order has
  /// moved on since is refused, because many shop modules would take back what came later.
  private String resend(Json request) {
    DeliveryId id = DeliveryId.parse(request.get("delivery").text(""));
    List<Delivery> all = ledger.deliveries(id.order());
    Delivery delivery =
        all.stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such delivery"));
    requireInTurn(delivery, all);
    if (delivery.attempts().size() >= Delivery.ATTEMPTS_MAX) {
      throw new Rejection(Reason.CONFLICT, "this delivery was tried too often");
    }
    Instant now = clock.instant();
    if (delivery.isLeased(now)) {
      throw new Rejection(Reason.CONFLICT, "this delivery is being sent, ask again in a minute");
    }
    Delivery asked = delivery.askedAgain(now);
    ledger.write(new Change().with(asked));
    wakeups.wake(asked, now);
    Spoken spoken = spoken(request, id.order().siteId());
    return Json.object(json -> DeliveryView.write(json, asked, spoken));
  }

  private static void requireInTurn(Delivery delivery, List<Delivery> all) {
    List<Delivery> others =
        all.stream().filter(one -> one.target().equals(delivery.target())).toList();
    long number = delivery.id().number();
    if (others.stream()
        .anyMatch(one -> one.id().number() > number && one.state() == Delivery.State.DELIVERED)) {
      throw new Rejection(
          Reason.CONFLICT, "a later notification of this order was delivered; resend that one");
    }
    if (others.stream().anyMatch(one -> one.id().number() < number && one.isOpen())) {
      throw new Rejection(
          Reason.CONFLICT,
          "an earlier notification of this order is still on its way; resend that one first");
    }
  }

  private String refusals(Json request) {
    SiteId siteId = shop(siteId(request)).shop().siteId();
    return RefusalView.of(
        refusals.of(siteId, clock.instant(), RefusalView.SHOWN_MAX), spoken(request, siteId));
  }

  private Spoken spoken(Json request, SiteId siteId) {
    return Spoken.asked(
        request, shops.find(siteId).map(entry -> entry.shop().alertLanguage()).orElse("fr"));
  }

  private String view(Shops.Entry entry) {
    return ShopView.of(entry, mailAddresses.suppressed(entry.rules()));
  }

  private Shops.Entry shop(SiteId siteId) {
    return shops.find(siteId).orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP));
  }

  private static SiteId siteId(Json request) {
    return ShopDocument.siteId(request);
  }

  private static String answer(int status, String body) {
    return "{\"status\": " + status + ", \"body\": " + body + "}";
  }
}
