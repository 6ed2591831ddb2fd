package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.desk.ImportDesk;
import io.passerelle.desk.OperatorOrders;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Wish;
import io.passerelle.shop.ShopDocument;
import io.passerelle.store.Ledger;
import io.passerelle.store.Refusals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// What operators ask for, by a direct invocation that IAM guards; no URL leads here.
///
/// In: `{"action": "saveShop", "shop": {…}}`, `{"action": "saveApp", "app": {…}}`, `{"action":
/// "shop", "siteId": …}`, `{"action": "order", "siteId": …, "orderId": …}`, the same with
/// `"reconcile"`, which asks the gateway first, and with `"refund"`, `"cancel"`, `"capture"` or
/// `"modify"`, `"key"` and `"amount"`, `{"action": "resend", "delivery": …}`, `{"action": "rules",
/// "siteId": …}`, `{"action": "deliveries", "siteId": …, "state": …}`, `{"action": "recover",
/// "siteId": …, "since": …, "dryRun": …}`, `{"action": "webhookSecret", "siteId": …}`, `{"action":
/// "testUrl", "siteId": …, "url": …, "mode": …}`, `{"action": "refusals", "siteId": …}`,
/// `{"action": "tokens", "siteId": …}`, `{"action": "cardFiles", "siteId": …}`, `{"action":
/// "unsuppress", "email": …}`, those of accounts at the gateway's file server, of payment orders
/// and their imports. Out: a status and a body, or 4xx and `{"error": …}`.
public final class OperatorFunction implements RequestStreamHandler {

  private final ShopDesk desk;
  private final AppDesk appDesk;
  private final OperatorOrders paymentOrders;
  private final ImportDesk imports;
  private final Ledger ledger;
  private final Reconciler reconciler;
  private final OperationDesk operations;
  private final Resending resending;
  private final Recovery recovery;
  private final MailAddresses mailAddresses;
  private final FileAccountDesk fileAccounts;
  private final Refusals refusals;
  private final CardFileDesk cardFiles;
  private final Clock clock;

  /// Lambda calls this one.
  public OperatorFunction() {
    this(Wiring.ofLambda());
  }

  public OperatorFunction(Wiring wiring) {
    this.desk = new ShopDesk(wiring);
    this.appDesk = new AppDesk(wiring.apps());
    PaymentLinks links = new PaymentLinks(wiring.publicUrl());
    this.paymentOrders =
        new OperatorOrders(wiring.books(), wiring.paymentOrderDesk(links), links, wiring.clock());
    this.imports = new ImportDesk(wiring.imports());
    this.ledger = wiring.ledger();
    this.reconciler = wiring.reconciler();
    this.operations = new OperationDesk(wiring);
    this.resending = new Resending(ledger, wiring.wakeups(), wiring.clock());
    this.recovery = new Recovery(ledger, wiring.recoveryCourse());
    this.fileAccounts = new FileAccountDesk(wiring);
    this.refusals = wiring.refusals();
    this.cardFiles = new CardFileDesk(wiring);
    this.mailAddresses = new MailAddresses(wiring.suppressions());
    this.clock = wiring.clock();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    String answer;
    try {
      Json request = Json.parse(new String(event.readAllBytes(), UTF_8));
      answer = answer(200, act(request, TimeLeft.of(context)));
    } catch (Rejection rejection) {
      String error = Json.object(json -> json.writeStringField("error", rejection.words()));
      answer = answer(rejection.reason().status(), error);
    } catch (Table.Stale _) {
      answer = answer(409, "{\"error\": \"somebody else was changing it, ask again\"}");
    }
    out.write(answer.getBytes(UTF_8));
  }

  private String act(Json request, BooleanSupplier timeLeft) {
    String action = request.get("action").text("");
    return switch (action) {
      case "saveShop" -> desk.save(request.get("shop"));
      case "saveApp" -> appDesk.save(request.get("app"));
      case "shop" -> desk.view(siteId(request));
      case "tokens" -> desk.tokens(siteId(request));
      case "cardFiles" -> cardFiles.list(desk.shop(siteId(request)).shop());
      case "refusals" -> refusals(request);
      case "unsuppress" -> mailAddresses.unsuppress(request, clock.instant());
      case "order" -> order(request);
      case "resend" -> resend(request);
      case "rules" -> desk.rules(siteId(request));
      case "webhookSecret" -> desk.webhookSecret(siteId(request));
      case "deliveries" ->
          recovery.list(knownSite(request), request, spoken(request, siteId(request)));
      case "recovery" -> recovery.progress(knownSite(request));
      case "recover" -> recovery.recover(knownSite(request), request, timeLeft);
      case "reconcile" -> reconcile(request);
      case "refund", "cancel", "capture", "modify" ->
          operation(request, Wish.valueOf(action.toUpperCase(Locale.ROOT)));
      case "testUrl" -> desk.testUrl(siteId(request), request);
      case "import", "imports" -> imports.act(action, request);
      case "saveFileAccount", "fileAccount", "removeFileAccount", "fetchedCardFiles" ->
          fileAccounts.act(action, request);
      default -> paymentOrders.act(action, request);
    };
  }

  private String order(Json request) {
    return ledger
        .page(orderId(request))
        .map(page -> OrderView.of(page, spoken(request, siteId(request))))
        .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such order"));
  }

  private static OrderId orderId(Json request) {
    String reference = request.get("orderId").text("");
    if (!OrderId.isValid(reference)) {
      throw new Rejection(Reason.NOT_FOUND, "no such order");
    }
    return new OrderId(siteId(request), reference);
  }

  /// Asks for a refund or the like; what comes of it stands in the order soon.
  private String operation(Json request, Wish wish) {
    operations.ask(orderId(request), wish, request);
    return order(request);
  }

  /// Asks the gateway about an order now.
  private String reconcile(Json request) {
    Order order =
        ledger
            .order(orderId(request))
            .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such order"));
    reconciler.askNow(order, desk.shop(order.id().siteId()));
    return order(request);
  }

  private String resend(Json request) {
    Delivery asked = resending.ask(DeliveryId.parse(request.get("delivery").text("")));
    Spoken spoken = spoken(request, asked.id().order().siteId());
    return Json.object(json -> DeliveryView.write(json, asked, spoken));
  }

  private SiteId knownSite(Json request) {
    return desk.shop(siteId(request)).shop().siteId();
  }

  private String refusals(Json request) {
    SiteId siteId = knownSite(request);
    return RefusalView.of(
        refusals.of(siteId, clock.instant(), RefusalView.SHOWN_MAX), spoken(request, siteId));
  }

  private Spoken spoken(Json request, SiteId siteId) {
    return Spoken.asked(request, desk.alertLanguage(siteId));
  }

  private static SiteId siteId(Json request) {
    return ShopDocument.siteId(request);
  }

  private static String answer(int status, String body) {
    return "{\"status\": " + status + ", \"body\": " + body + "}";
  }
}
