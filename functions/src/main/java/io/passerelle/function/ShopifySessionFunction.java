package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.payment.OperationId;
import io.passerelle.shop.OperationResult.Kind;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.shop.shopify.OperationSession;
import io.passerelle.shop.shopify.SessionRequest;
import io.passerelle.shop.shopify.ShopDomain;
import io.passerelle.store.Shops;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;

/// Takes Shopify's session requests: to take a payment, in one or in several times, and to refund,
/// capture or void one.
///
/// Nothing in them is signed: they are believed because they come by a host name that only
/// Shopify's client certificate opens. The same session, asked for again, has the same answer.
public final class ShopifySessionFunction extends HttpFunction {

  private static final String DOMAIN = "shopify-shop-domain";
  private static final String VERSION = "shopify-api-version";
  private static final String PAYMENT = "/shopify/payment";

  private final Shops shops;
  private final ShopifyCheckouts checkouts;
  private final Operations operations;
  private final String publicUrl;
  private final Clock clock;

  /// Lambda calls this one.
  public ShopifySessionFunction() {
    this(Wiring.primed(ShopifySessionFunction::new));
  }

  public ShopifySessionFunction(Wiring wiring) {
    this.shops = wiring.shops();
    this.checkouts = new ShopifyCheckouts(wiring.sessions());
    this.operations = wiring.operations();
    this.publicUrl = wiring.publicUrl();
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    Shops.Entry shop = shop(request);
    return switch (request.path()) {
      case "/shopify/refund" -> operation(request, shop, Kind.REFUND);
      case "/shopify/capture" -> operation(request, shop, Kind.CAPTURE);
      case "/shopify/void" -> operation(request, shop, Kind.CANCEL);
      default -> payment(request, shop);
    };
  }

  /// The shop stands in a header alone, which is Shopify's own word behind its certificate.
  private Shops.Entry shop(Request request) {
    return request
        .header(DOMAIN)
        .flatMap(ShopDomain::parse)
        .flatMap(domain -> shops.byPlatform(Platform.SHOPIFY, domain.value()))
        .orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP));
  }

  private Reply payment(Request request, Shops.Entry shop) {
    SessionRequest asked = SessionRequest.read(text(request));
    Session session =
        checkouts.taken(
            shop.shop(),
            token ->
                asked.session(
                    shop.shop().siteId(),
                    option(request.path()),
                    request.header(VERSION).orElse(""),
                    token,
                    clock.instant()));
    log("checkout asked for", session.order().reference(), shop);
    String page = publicUrl.isEmpty() ? PublicUrl.of(request) : publicUrl;
    return Reply.json(
        200,
        Json.object(
            json -> json.writeStringField("redirect_url", page + "/pay/" + session.token())));
  }

  /// `/shopify/payment/3x` is the payment method of the option `3x`.
  private static String option(String path) {
    String rest = path.substring(PAYMENT.length());
    return rest.startsWith("/") ? rest.substring(1) : rest;
  }

  /// An empty object, since an empty body is an error to Shopify's back office.
  private Reply operation(Request request, Shops.Entry shop, Kind kind) {
    OperationSession asked = OperationSession.read(kind, shop.shop().siteId(), text(request));
    operations.askOf(
        asked.mode(),
        new OperationId(asked.order(), asked.key()),
        asked.wish(),
        asked.amount(),
        asked.fields());
    log("operation asked for", asked.order().reference(), shop);
    return Reply.json(201, "{}");
  }

  private static String text(Request request) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(request.bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new Rejection(Reason.WRONG_CHARSET);
    }
  }

  private static void log(String event, String reference, Shops.Entry shop) {
    Log.line(event)
        .with(Log.Field.SITE, shop.shop().siteId())
        .with(Log.Field.ORDER, reference)
        .write();
  }

  /// Shopify logs what it is told, and has the buyer or the merchant try again.
  @Override
  protected Reply rejected(Rejection rejection) {
    return Reply.json(
        rejection.reason().status(),
        Json.object(json -> json.writeStringField("error", rejection.words())));
  }
}
