package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Algorithm;
import io.passerelle.shop.Connection;
import io.passerelle.shop.KeyRing;
import io.passerelle.shop.Keys;
import io.passerelle.shop.Keyset;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopsTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final SiteId SITE = new SiteId("12345678");
  private static final Rules RULES =
      Rules.read(
          Json.parse(
              """
              [{"kind":"END_OF_PAYMENT","label":"Fin de paiement","urlTest":"https://a.example/ipn",
                "urlProduction":"https://b.example/ipn","alertEmails":"boss@shop.example",
                "replay":false,"format":"REST"},
               {"kind":"CANCELLATION","active":false}]\
              """));

  private final Keyset keyset =
      Keyset.of("{\"primary\":\"1\",\"1\":\"" + "k".repeat(64) + "\"}", new SecureRandom());
  private final InMemoryTable table = new InMemoryTable();
  private final Shops shops = new Shops(table, () -> keyset);

  @Test
  void aShopIsReadBackWithItsKeysAndRules() {
    Shop shop = shop();

    shops.save(shop, RULES);

    Shops.Entry read = shops.find(SITE).orElseThrow();
    assertThat(read.shop()).isEqualTo(withVersion(shop, 1));
    assertThat(read.rules()).isEqualTo(RULES);
  }

  @Test
  void allShopsAreListedHoweverManyThereAre() {
    List<SiteId> saved = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      SiteId site = new SiteId(String.valueOf(20_000_000 + i));
      Connection none = new Connection(Platform.NONE, Map.of(), Map.of());
      shops.save(
          new Shop(site, "Demo", "Shop", "lyra", Mode.TEST, Map.of(), none, Map.of(), 0), RULES);
      saved.add(site);
    }

    assertThat(shops.all()).containsExactlyInAnyOrderElementsOf(saved);
  }

  @Test
  void noKeyStandsInTheTableInClear() {
    shops.save(shop(), RULES);

    for (Table.Row row : table.rows()) {
      assertThat(row.document())
          .doesNotContain("form-key", "old-key", "password-key", "return-key", "token-key")
          .doesNotContain("k".repeat(64));
    }
  }

  @Test
  void keysThatWereCopiedToAnotherShopDoNotOpen() {
    shops.save(shop(), RULES);
    Table.Row row = table.rows().getFirst();
    Table.Key other = new Table.Key("SHOP#87654321", row.key().sort());
    table.write(List.of(new Table.Row(other, 0, row.document())));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> shops.find(new SiteId("87654321")));
  }

  @Test
  void aShopThatSomebodyElseSavedMeanwhileIsNotOverwritten() {
    shops.save(shop(), RULES);

    assertThatExceptionOfType(Table.Stale.class).isThrownBy(() -> shops.save(shop(), RULES));
  }

  @Test
  void aShopThatNobodySavedIsUnknown() {
    assertThat(shops.find(SITE)).isEmpty();
  }

  private static Shop shop() {
    KeyRing form =
        KeyRing.of(Secret.of("old-key"), Algorithm.SHA_1)
            .rotated(Secret.of("form-key"), Algorithm.HMAC_SHA_256, NOW);
    Keys keys =
        new Keys(
            form,
            KeyRing.of(Secret.of("password-key"), Algorithm.HMAC_SHA_256),
            KeyRing.of(Secret.of("return-key"), Algorithm.HMAC_SHA_256));
    return new Shop(
        SITE,
        "Épicerie & Fils",
        "Boutique 🍓",
        "systempay",
        Mode.PRODUCTION,
        Map.of(Mode.TEST, keys, Mode.PRODUCTION, keys),
        new Connection(
            Platform.ECWID,
            Map.of("storeId", "1", "url", "https://shop.example"),
            Map.of("token", Secret.of("token-key"))),
        Map.of("language", "fr", "redirectSuccessMessage", "Merci \"à vous\""),
        0);
  }

  private static Shop withVersion(Shop shop, long version) {
    return new Shop(
        shop.siteId(),
        shop.company(),
        shop.label(),
        shop.brand(),
        shop.mode(),
        shop.keys(),
        shop.connection(),
        shop.settings(),
        version);
  }

  @Test
  void aPlatformsShopIsFoundByTheNameItHasThere() {
    shops.save(connectedTo("34567890", "Lyra-Own.myshopify.com"), Rules.none());

    assertThat(shops.byPlatform(Platform.SHOPIFY, "lyra-own.myshopify.com"))
        .map(entry -> entry.shop().siteId())
        .contains(new SiteId("34567890"));
    assertThat(shops.byPlatform(Platform.SHOPIFY, "other.myshopify.com")).isEmpty();
    assertThat(shops.byPlatform(Platform.ECWID, "lyra-own.myshopify.com")).isEmpty();
  }

  @Test
  void aPlatformsShopIsConnectedToOneAlone() {
    shops.save(connectedTo("34567890", "a.myshopify.com"), Rules.none());

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> shops.save(connectedTo("45678901", "a.myshopify.com"), Rules.none()))
        .satisfies(rejection -> assertThat(rejection.words()).contains("a.myshopify.com"));
    assertThat(shops.find(new SiteId("45678901"))).isEmpty();
  }

  @Test
  void aPlatformsShopThatIsLeftCanBeConnectedToAnother() {
    shops.save(connectedTo("34567890", "a.myshopify.com"), Rules.none());
    Shop first = shops.find(new SiteId("34567890")).orElseThrow().shop();
    shops.save(of(first, "b.myshopify.com"), Rules.none());

    shops.save(connectedTo("45678901", "a.myshopify.com"), Rules.none());

    assertThat(shops.byPlatform(Platform.SHOPIFY, "a.myshopify.com"))
        .map(entry -> entry.shop().siteId())
        .contains(new SiteId("45678901"));
  }

  private static Shop connectedTo(String siteId, String domain) {
    return new Shop(
        new SiteId(siteId),
        "c",
        "s",
        "lyra",
        Mode.TEST,
        Map.of(),
        new Connection(Platform.SHOPIFY, Map.of("shopDomain", domain), Map.of()),
        Map.of(),
        0);
  }

  private static Shop of(Shop shop, String domain) {
    return new Shop(
        shop.siteId(),
        "c",
        "s",
        "lyra",
        Mode.TEST,
        Map.of(),
        new Connection(Platform.SHOPIFY, Map.of("shopDomain", domain), Map.of()),
        Map.of(),
        shop.version());
  }
}
