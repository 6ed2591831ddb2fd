package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.Table;
import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.shop.Grant;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.shopify.Installation;
import io.passerelle.shop.shopify.ShopDomain;
import io.passerelle.store.Grants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Installs the app in a merchant's shop: sends the browser to Shopify to agree, takes it back with
/// a code, and asks for the token.
///
/// What comes back is believed if Shopify signed it, if its state was made here, never used, and
/// for this shop, and if it is the same browser that left.
final class ShopifyInstaller {

  /// A merchant who is known to be one of a shop's, and by which app.
  record Installed(PlatformApp app, ShopDomain shop) {}

  private static final String COOKIE = "passerelle_install";
  private static final int NONCE_BYTES = 24;

  private final ShopifyApps apps;
  private final AppTokens tokens;
  private final Grants grants;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ShopifyInstaller(Wiring wiring) {
    this.apps = new ShopifyApps(wiring.apps());
    this.tokens = wiring.appTokens();
    this.grants = wiring.grants();
    this.clock = wiring.clock();
  }

  /// To Shopify, where the merchant agrees.
  Reply leave(Request request) {
    Map<String, String> query = query(request);
    PlatformApp app = apps.signing(signer -> signer.isQuery(query));
    ShopDomain shop = shop(query);
    String state = ticket("install/" + app.name() + "/" + shop);
    String url =
        installation(app)
            .authorizeUrl(
                tokens.base(shop.value()), PublicUrl.of(request) + "/shopify/authorized", state);
    return new Reply(
        303,
        Map.of(
            "location",
            url,
            "cache-control",
            "no-store",
            "set-cookie",
            COOKIE
                + "="
                + state
                + "; Path=/shopify/; Max-Age=1800; HttpOnly; Secure; SameSite=Lax"),
        "");
  }

  /// Back from Shopify: the token is asked for and kept, in place of any that was before.
  Installed arrive(Request request) {
    Map<String, String> query = query(request);
    PlatformApp app = apps.signing(signer -> signer.isQuery(query));
    ShopDomain shop = shop(query);
    String state = query.getOrDefault("state", "");
    Instant now = clock.instant();
    boolean same = cookie(request).filter(state::equals).isPresent();
    if (!same || !grants.use(state, "install/" + app.name() + "/" + shop, now)) {
      throw new Rejection(Reason.BAD_SIGNATURE, "the installation was not begun here");
    }
    Installation.Token token =
        tokens.ask(
            shop.value(), installation(app).codeRequest(query.getOrDefault("code", "")), now);
    keep(
        Grant.installed(Platform.SHOPIFY, shop.value(), app.name(), now)
            .with(token.access(), token.refresh(), token.expires()));
    return new Installed(app, shop);
  }

  /// A text with which the same merchant, and nobody else, comes back once to say more.
  String ticket(String purpose) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    grants.issue(ticket, purpose, clock.instant());
    return ticket;
  }

  /// An uninstallation or a renewal at the same moment is of the grant before.
  private void keep(Grant grant) {
    for (int tries = 1; ; tries++) {
      long version =
          grants
              .find(grant.platform(), grant.identity(), grant.app())
              .map(Grant::version)
              .orElse(0L);
      try {
        grants.save(grant.at(version));
        return;
      } catch (Table.Stale stale) {
        if (tries == 3) {
          throw stale;
        }
      }
    }
  }

  static Map<String, String> query(Request request) {
    return Form.parse(request.query().getBytes(UTF_8)).fields();
  }

  private static ShopDomain shop(Map<String, String> query) {
    return ShopDomain.parse(query.getOrDefault("shop", ""))
        .orElseThrow(() -> new Rejection(Reason.INVALID, "shop"));
  }

  static Installation installation(PlatformApp app) {
    return new Installation(app.clientId(), app.secrets().getFirst());
  }

  private static Optional<String> cookie(Request request) {
    return Arrays.stream(request.header("cookie").orElse("").split("; *"))
        .filter(one -> one.startsWith(COOKIE + "="))
        .map(one -> one.substring(COOKIE.length() + 1))
        .findFirst();
  }
}
