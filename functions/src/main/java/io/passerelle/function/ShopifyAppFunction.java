package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.Table;
import io.passerelle.edge.Form;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.shopify.ShopDomain;
import io.passerelle.shop.shopify.WebhookEvent;
import io.passerelle.store.Apps;
import io.passerelle.store.Grants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What there is of an app at Shopify besides payments: its installation, the page where the
/// merchant enters the keys, and the webhooks.
public final class ShopifyAppFunction extends HttpFunction {

  /// Shopify hears no answer after 5 seconds and comes again; what was done by then stays done.
  private static final Duration WEBHOOK_MAX = Duration.ofSeconds(20);

  private static final String SIGNATURE = "x-shopify-hmac-sha256";

  private final ShopifyInstaller installer;
  private final ShopifySettings settings;
  private final ShopifyReady ready;
  private final ShopifyApps signers;
  private final ShopifyNews news;
  private final Apps apps;
  private final Grants grants;
  private final Clock clock;

  /// Lambda calls this one.
  public ShopifyAppFunction() {
    this(Wiring.ofLambda());
  }

  public ShopifyAppFunction(Wiring wiring) {
    this.installer = new ShopifyInstaller(wiring);
    this.settings = new ShopifySettings(wiring);
    this.ready = new ShopifyReady(wiring);
    this.signers = new ShopifyApps(wiring.apps());
    this.news = new ShopifyNews(wiring);
    this.apps = wiring.apps();
    this.grants = wiring.grants();
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    if (request.path().equals("/shopify/webhooks")) {
      return webhook(request);
    }
    try {
      return page(request);
    } catch (Rejection rejection) {
      Log.line("installation refused").with(Log.Field.REASON, rejection.reason().name()).write();
      return new ShopifySettingsPage(request).refused(rejection);
    }
  }

  private Reply page(Request request) {
    if (request.path().equals("/shopify/install")) {
      return installer.leave(request);
    }
    if (request.method().equals("POST")) {
      return saved(request);
    }
    ShopifyInstaller.Installed installed = installer.arrive(request);
    return form(request, installed.app().name(), installed.shop(), "");
  }

  /// Each form can be sent once.
  private Reply form(Request request, String app, ShopDomain shop, String wrong) {
    String ticket = installer.ticket(purpose(app, shop)) + "." + app;
    return new ShopifySettingsPage(request)
        .form(settings.find(shop), settings.brandNames(), shop.value(), ticket, wrong);
  }

  private Reply saved(Request request) {
    Form form = request.form();
    ShopDomain shop =
        ShopDomain.parse(form.field("shop").orElse(""))
            .orElseThrow(() -> new Rejection(Reason.INVALID, "shop"));
    List<String> ticket = List.of(form.field("ticket").orElse("").split("\\.", 2));
    String name = ticket.getLast();
    PlatformApp app =
        apps.find(Platform.SHOPIFY, name)
            .orElseThrow(() -> new Rejection(Reason.BAD_SIGNATURE, "ticket"));
    if (!grants.use(ticket.getFirst(), purpose(name, shop), clock.instant())) {
      throw new Rejection(Reason.BAD_SIGNATURE, "this form was used, or is too old");
    }
    try {
      SiteId siteId = settings.save(shop, form).siteId();
      ready.tell(app, shop, siteId);
    } catch (Rejection rejection) {
      return form(request, name, shop, rejection.words());
    } catch (Table.Stale _) {
      return form(request, name, shop, "somebody saved at the same moment; try again");
    }
    return new ShopifySettingsPage(request).saved(ready.onwards(app, shop));
  }

  private static String purpose(String app, ShopDomain shop) {
    return "settings/" + app + "/" + shop;
  }

  /// Verified over the bytes as they came, before anything of them is read.
  private Reply webhook(Request request) {
    byte[] body = request.bytes();
    String signature = request.header(SIGNATURE).orElse("");
    PlatformApp app = signers.signing(signer -> signer.isWebhook(body, signature));
    String topic = request.header("x-shopify-topic").orElse("");
    String id = request.header("x-shopify-webhook-id").orElse("");
    String at = request.header("x-shopify-triggered-at").orElse("");
    Instant now = clock.instant();
    boolean done =
        WebhookEvent.of(topic, new String(body, UTF_8), at)
            .map(event ->
                news.of(
                    event,
                    app.name(),
                    id.matches("[A-Za-z0-9-]{1,64}") ? id : signature.replace("|", ""),
                    now,
                    () -> clock.instant().isBefore(now.plus(WEBHOOK_MAX))))
            .orElse(true);
    Log.line("Shopify webhook").with(Log.Field.OUTCOME, done ? "done" : "not yet").write();
    return Reply.text(done ? 200 : 503, done ? "OK" : "not yet");
  }

  /// A signature that is wrong or missing is a 401 to Shopify.
  @Override
  protected Reply rejected(Rejection rejection) {
    boolean unsigned = rejection.reason() == Reason.BAD_SIGNATURE;
    return Reply.text(unsigned ? 401 : rejection.reason().status(), rejection.words());
  }
}
