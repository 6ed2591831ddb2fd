package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.aws.Table;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Grant;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import io.passerelle.shop.shopify.ShopDomain;
import io.passerelle.shop.shopify.WebhookEvent;
import io.passerelle.shop.shopify.WebhookEvent.CustomerForgotten;
import io.passerelle.shop.shopify.WebhookEvent.DataAsked;
import io.passerelle.shop.shopify.WebhookEvent.ShopForgotten;
import io.passerelle.shop.shopify.WebhookEvent.Uninstalled;
import io.passerelle.store.Change;
import io.passerelle.store.Grants;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.MailingId;
import io.passerelle.store.Persons;
import io.passerelle.store.Shops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// What follows from a webhook of Shopify's: a token that is forgotten, a customer that is, a
/// merchant who is told.
final class ShopifyNews {

  /// Older than any session.
  private static final Duration KEPT_MAX = Duration.ofDays(3_650);

  private static final int SHOWN_MAX = 50;

  private final Shops shops;
  private final Grants grants;
  private final Persons persons;
  private final Ledger ledger;
  private final Wakeups wakeups;

  ShopifyNews(Wiring wiring) {
    this.shops = wiring.shops();
    this.grants = wiring.grants();
    this.persons = wiring.persons();
    this.ledger = wiring.ledger();
    this.wakeups = wiring.mailWakeups();
  }

  /// Whether all was done; else it is to come again. `id` names the webhook.
  boolean of(WebhookEvent event, String app, String id, Instant now, BooleanSupplier timeLeft) {
    Optional<Shops.Entry> shop = shops.byPlatform(Platform.SHOPIFY, event.shop().value());
    return switch (event) {
      case Uninstalled(ShopDomain domain, var at) -> uninstalled(domain, app, at.orElse(now), now);
      case DataAsked asked -> {
        shop.ifPresent(entry -> tell(asked, entry, id, now));
        yield true;
      }
      case CustomerForgotten(_, String email, String phone) -> {
        shop.ifPresent(entry -> forget(entry.shop().siteId(), email, phone, now));
        yield true;
      }
      case ShopForgotten _ -> shop.map(entry -> forget(entry, now, timeLeft)).orElse(true);
    };
  }

  /// An event can come late, when the app is installed again: then it tells of the earlier
  /// installation, and takes nothing.
  private boolean uninstalled(ShopDomain domain, String app, Instant at, Instant now) {
    Optional<Grant> known = grants.find(Platform.SHOPIFY, domain.value(), app);
    if (known.filter(grant -> at.isBefore(grant.installedAt())).isPresent()) {
      return true;
    }
    Grant grant =
        known.orElseGet(() -> Grant.installed(Platform.SHOPIFY, domain.value(), app, now));
    try {
      grants.save(grant.uninstalled());
      return true;
    } catch (Table.Stale _) {
      return false; // Installed, renewed or uninstalled at the same moment: look again.
    }
  }

  private void forget(SiteId siteId, String email, String phone, Instant now) {
    persons.ordersOf(siteId, email, phone).forEach(order -> persons.forget(order, now));
  }

  /// The persons of the shop first, and then what its platform was called with.
  private boolean forget(Shops.Entry entry, Instant now, BooleanSupplier timeLeft) {
    Shop shop = entry.shop();
    if (!persons.forgetAll(shop.siteId(), now.minus(KEPT_MAX), now, timeLeft)) {
      return false;
    }
    Connection connection = shop.connection();
    shops.save(
        shop.withConnection(new Connection(connection.platform(), connection.fields(), Map.of())),
        entry.rules());
    return true;
  }

  /// The merchant answers the customer; the mail names orders and nothing of the person.
  private void tell(DataAsked asked, Shops.Entry entry, String id, Instant now) {
    Shop shop = entry.shop();
    List<String> to = entry.rules().alertEmails();
    List<OrderId> orders = persons.ordersOf(shop.siteId(), asked.email(), asked.phone());
    if (orders.isEmpty() || to.isEmpty()) {
      return;
    }
    String named =
        orders.stream().limit(SHOWN_MAX).map(OrderId::reference).collect(Collectors.joining(", "));
    OrderId first = orders.getFirst();
    Alert alert =
        new Alert.PaymentFlagged(
            shop.siteId().value(),
            shop.label(),
            first.reference(),
            Alert.Kind.CUSTOMER_DATA_ASKED,
            asked.customer() + ": " + named);
    Mailing mailing = Alerts.mailing(new MailingId(first, "DATA#" + id), alert, to, shop, now);
    try {
      ledger.write(new Change().with(mailing));
    } catch (Table.Stale _) {
      return; // The same webhook came before.
    }
    wakeups.wake(mailing.id());
  }
}
