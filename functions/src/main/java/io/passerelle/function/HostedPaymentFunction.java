package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Credential;
import io.passerelle.shop.OperationResult.Kind;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.shop.shopify.HostedManagement;
import io.passerelle.shop.shopify.HostedRequest;
import io.passerelle.shop.shopify.HostedSigner;
import io.passerelle.shop.shopify.OperationSession;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Takes the checkouts of carts that speak the hosted protocol: the buyer's browser brings signed
/// fields and goes on to pay; the cart's server sends signed JSON for what comes after the sale.
public final class HostedPaymentFunction extends HttpFunction {

  private static final String PAYMENT = "/shopify/hosted";

  private final Shops shops;
  private final ShopifyCheckouts checkouts;
  private final Operations operations;
  private final Clock clock;

  /// Lambda calls this one.
  public HostedPaymentFunction() {
    this(Wiring.primed(HostedPaymentFunction::new));
  }

  public HostedPaymentFunction(Wiring wiring) {
    this.shops = wiring.shops();
    this.checkouts = new ShopifyCheckouts(wiring.sessions());
    this.operations = wiring.operations();
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    return switch (request.path()) {
      case "/shopify/hosted/refund" -> operation(request, Kind.REFUND);
      case "/shopify/hosted/capture" -> operation(request, Kind.CAPTURE);
      case "/shopify/hosted/void" -> operation(request, Kind.CANCEL);
      default -> payment(request);
    };
  }

  /// The buyer goes on to the page that any other session's buyer pays at.
  private Reply payment(Request request) {
    Map<String, String> fields = request.form().fields();
    Instant now = clock.instant();
    Shop shop = shop(HostedRequest.claimedShop(fields));
    HostedRequest asked =
        HostedRequest.verified(
            fields, signer(shop, HostedRequest.claimedMode(fields), fields, now));
    Session session =
        checkouts.taken(
            shop, token -> asked.session(shop.siteId(), option(request.path()), token, now));
    Log.line("checkout asked for")
        .with(Log.Field.SITE, shop.siteId())
        .with(Log.Field.ORDER, session.order().reference())
        .write();
    return new Reply(
        303, Map.of("location", "/pay/" + session.token(), "cache-control", "no-store"), "");
  }

  private static String option(String path) {
    String rest = path.substring(PAYMENT.length());
    return rest.startsWith("/") ? rest.substring(1) : rest;
  }

  private Shop shop(SiteId siteId) {
    return shops
        .find(siteId)
        .map(Shops.Entry::shop)
        .filter(one -> one.connection().platform() == Platform.SHOPIFY)
        .orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP));
  }

  /// The signer of the key that signed: the current one unless an older one that is still accepted
  /// did.
  private static HostedSigner signer(
      Shop shop, Mode mode, Map<String, String> fields, Instant now) {
    List<HostedSigner> signers =
        shop.keys(mode).form().accepted(now).stream()
            .map(Credential::key)
            .map(HostedSigner::new)
            .toList();
    return signers.stream()
        .filter(signer -> signer.isSigned(fields))
        .findFirst()
        .orElseThrow(() -> new Rejection(Reason.BAD_SIGNATURE));
  }

  /// Taken, and told later: the answer repeats the request and says so.
  private Reply operation(Request request, Kind kind) {
    Map<String, String> fields = HostedManagement.fields(new String(request.bytes(), UTF_8));
    Instant now = clock.instant();
    Shop shop = shop(HostedRequest.claimedShop(fields));
    Mode mode = HostedRequest.claimedMode(fields);
    OperationSession asked =
        HostedManagement.request(kind, shop.siteId(), fields, signer(shop, mode, fields, now));
    operations.askOf(
        asked.mode(),
        new OperationId(asked.order(), asked.key()),
        asked.wish(),
        asked.amount(),
        asked.fields());
    Map<String, String> answer = new TreeMap<>(fields);
    answer.putAll(HostedManagement.pending());
    return Reply.json(200, JsonTree.text(answer));
  }

  /// A person reads what is wrong with a checkout, a program what is wrong with an operation.
  @Override
  protected Reply rejected(Rejection rejection) {
    return rejection.reason() == Reason.BAD_SIGNATURE
        ? Reply.json(401, Json.object(json -> json.writeStringField("error", rejection.words())))
        : BuyerPage.refused(rejection);
  }
}
