package io.passerelle.function;

import io.passerelle.alert.EmailAddress;
import io.passerelle.delivery.Rules;
import io.passerelle.delivery.Webhook;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.Brands;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Algorithm;
import io.passerelle.shop.Connection;
import io.passerelle.shop.KeyRing;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import io.passerelle.shop.odoo.OdooRelay;
import io.passerelle.shop.shopify.ShopifyVoice;
import io.passerelle.store.Apps;
import io.passerelle.store.Shops;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Where operators save a shop with its rules, and see what was saved: no key is ever told again.
final class ShopDesk {

  private final Shops shops;
  private final Apps apps;
  private final Brands brands;
  private final RestAccounts accounts;
  private final RuleUrls ruleUrls;
  private final MailAddresses mailAddresses;
  private final CardDesk cards;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ShopDesk(Wiring wiring) {
    this.shops = wiring.shops();
    this.apps = wiring.apps();
    this.brands = wiring.brands();
    this.accounts = new RestAccounts(brands);
    this.mailAddresses = new MailAddresses(wiring.suppressions());
    this.ruleUrls = new RuleUrls(wiring.sender());
    this.cards = new CardDesk(wiring);
    this.clock = wiring.clock();
  }

  Shops.Entry shop(SiteId siteId) {
    return shops.find(siteId).orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP));
  }

  String view(SiteId siteId) {
    Shops.Entry entry = shop(siteId);
    return ShopView.of(entry, accounts, mailAddresses.suppressed(entry.rules()), Optional.empty());
  }

  /// The cards that were kept in the shop.
  String tokens(SiteId siteId) {
    return cards.list(shop(siteId).shop());
  }

  /// In which language a merchant is told; French where the shop is not known.
  String alertLanguage(SiteId siteId) {
    return shops.find(siteId).map(entry -> entry.shop().alertLanguage()).orElse("fr");
  }

  String rules(SiteId siteId) {
    return shop(siteId).rules().complete().toJson();
  }

  String save(Json document) {
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
    if (shop.connection().platform() == Platform.SHOPIFY) {
      ShopifyVoice.check(shop.connection());
    }
    Rules rules =
        document.has("rules")
            ? Rules.read(document.get("rules"))
            : before.map(Shops.Entry::rules).orElse(Rules.none());
    requireAddresses(rules);
    Optional<Secret> made =
        rules.callUrls() && shop.webhookKeys().current().isEmpty()
            ? Optional.of(Webhook.newSecret(random))
            : Optional.empty();
    Shop saved =
        made.map(secret -> shop.withWebhookKeys(KeyRing.of(secret, Algorithm.HMAC_SHA_256)))
            .orElse(shop);
    List<String> urlFindings = document.has("rules") ? ruleUrls.findings(rules) : List.of();
    shops.save(saved, rules);
    noteApp(saved.connection());
    Shops.Entry entry = new Shops.Entry(saved, rules);
    String view = ShopView.of(entry, accounts, mailAddresses.suppressed(rules), made);
    return RuleUrls.with(view, urlFindings);
  }

  /// A shop's platform proves itself with the app's secret, and names the shop only inside what it
  /// proves: so the secrets stand with the app too.
  private void noteApp(Connection connection) {
    Optional.ofNullable(connection.secrets().get("clientSecret"))
        .ifPresent(secret -> apps.note(connection.platform(), connection.app(), secret));
  }

  /// What is wrong with a notification URL, by a call to it.
  String testUrl(SiteId siteId, Json request) {
    Shops.Entry _ = shop(siteId);
    return ruleUrls.test(request);
  }

  private static void requireAddresses(Rules rules) {
    if (rules.addresses().stream().anyMatch(email -> EmailAddress.parse(email).isEmpty())) {
      throw new Rejection(
          Reason.INVALID, "rules.alertEmails or emails has an address that cannot be mailed");
    }
  }

  /// A new secret, told this once; the one before signs beside it until the overlap is over.
  String webhookSecret(SiteId siteId) {
    Shops.Entry entry = shop(siteId);
    Secret secret = Webhook.newSecret(random);
    KeyRing keys = entry.shop().webhookKeys();
    shops.save(
        entry.shop().withWebhookKeys(keys.rotated(secret, Algorithm.HMAC_SHA_256, clock.instant())),
        entry.rules());
    return Json.object(json -> json.writeStringField("secret", secret.reveal()));
  }
}
