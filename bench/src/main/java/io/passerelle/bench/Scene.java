package io.passerelle.bench;

import io.passerelle.aws.DynamoTable;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.FormSigner;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Start;
import io.passerelle.shop.Algorithm;
import io.passerelle.shop.Connection;
import io.passerelle.shop.KeyRing;
import io.passerelle.shop.Keys;
import io.passerelle.shop.Keyset;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/// One shop with its keys and orders whose buyers have left to pay, stored as the functions store
/// them.
final class Scene {

  static final String SITE_ID = "12345678";
  static final String TABLE = "passerelle";
  static final String KEYSET =
      """
      {"primary":"1","1":"6Zr1wT0uQbXk3MnVgY8sLhJd5FpCe2aRtEoUi7NvKxWyPqAzDmSfGjHlBcV4"}\
      """;

  private static final Secret KEY = Secret.of("Yh4Cb9Td2Lk7Wq1Z");

  private final Table table;
  private final Instant now;

  /// `url` is where DynamoDB, or what stands in for it, listens; `now` when the buyers leave to
  /// pay.
  Scene(String url, Instant now) {
    this.table = new DynamoTable(environment(url), TABLE);
    this.now = now;
  }

  Notifications notifications() {
    return new Notifications(FormSigner.hmacSha256(KEY), now);
  }

  /// The variables that `template.yaml` gives the notification function, and where AWS listens.
  static Map<String, String> environment(String url) {
    return Map.of(
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local",
        "AWS_REGION", "eu-west-3",
        "AWS_ENDPOINT_URL", url,
        "TABLE", TABLE,
        "KEYSET_SECRET", "keyset",
        "BRANDS", "{}",
        "NOTIFICATION_SOURCES", "",
        "DELIVERY_QUEUE", url + "/123456789012/deliveries",
        "MAIL_QUEUE", url + "/123456789012/mails");
  }

  void store(int orders) {
    Keyset keyset = Keyset.of(KEYSET, new SecureRandom());
    Rules rules =
        Rules.read(
            Json.parse(
                """
                [{"kind":"END_OF_PAYMENT","label":"End of payment","alertEmails":"shop@example.com"}]\
                """));
    new Shops(table, () -> keyset).save(shop(), rules);
    Ledger ledger = new Ledger(table, () -> keyset);
    for (int i = 0; i < orders; i++) {
      ledger.write(new Change().with(order(i)));
    }
  }

  private Order order(int number) {
    LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
    AttemptId attempt = new AttemptId(day, Notifications.transactionId(number));
    OrderId id = new OrderId(new SiteId(SITE_ID), Notifications.reference(number));
    return Order.starting(
        id, Mode.PRODUCTION, new Start(attempt, Money.of(12_500, Currency.EUR), now));
  }

  private static Shop shop() {
    Keys keys = new Keys(ring(KEY), ring(Secret.of("rest password")), ring(Secret.of("return")));
    Map<String, String> connection = Map.of("url", "https://shop.example.com", "app", "lyra");
    return new Shop(
        new SiteId(SITE_ID),
        "Demonstration",
        "Boutique de démonstration",
        "lyra",
        Mode.PRODUCTION,
        Map.of(Mode.TEST, keys, Mode.PRODUCTION, keys),
        new Connection(Platform.ODOO, connection, Map.of()),
        Map.of(),
        0);
  }

  private static KeyRing ring(Secret key) {
    return KeyRing.of(key, Algorithm.HMAC_SHA_256);
  }
}
