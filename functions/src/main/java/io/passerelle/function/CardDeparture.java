package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.card.CardToken;
import io.passerelle.carddesk.ReminderPost;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.gateway.Brand;
import io.passerelle.gateway.Brands;
import io.passerelle.gateway.CardVisit;
import io.passerelle.gateway.PaymentForm;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Start;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import io.passerelle.store.Change;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.Ledger;
import io.passerelle.store.Tries;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Sends the buyer of a reminder to the payment page, to enter another card under the same token.
/// Each visit is an order of its own, over nothing, so that what the gateway tells of it has a
/// place.
final class CardDeparture {

  private static final Tries.Limit VISITS = new Tries.Limit("CARD_VISITS", 20, Duration.ofDays(1));
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Letters alone, which no gateway takes for the number of a card, and no buyer for a word.
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private static final int REFERENCE_LETTERS = 12;
  private static final Pattern VISIT =
      Pattern.compile("CARD-[" + LETTERS + "]{" + REFERENCE_LETTERS + "}");
  private static final int TRIES_MAX = 5;

  private final Cashier cashier;
  private final Brands brands;
  private final Tries tries;
  private final Clock clock;

  CardDeparture(Ledger ledger, Brands brands, Tries tries, Clock clock) {
    this.cashier = new Cashier(ledger, clock);
    this.brands = brands;
    this.tries = tries;
    this.clock = clock;
  }

  /// The page that goes on to the gateway.
  Reply page(CardDoor.Arrival arrival, Request request) {
    CardToken token = arrival.token();
    Shop shop = arrival.shop();
    Mode mode = token.id().mode();
    Brand brand = brands.find(shop.brand()).orElseThrow(() -> new Rejection(Reason.UNKNOWN_BRAND));
    if (shop.keys(mode).form().current().isEmpty()) {
      throw new Rejection(Reason.CONFLICT, "the shop has no key of the mode " + mode);
    }
    if (!tries.take(VISITS, arrival.reminder().link(), clock.instant())) {
      throw new Rejection(Reason.TOO_MANY_TRIES);
    }
    Order order = started(token, shop);
    Start start = order.starts().getLast();
    CardVisit visit =
        new CardVisit(
            order.id(),
            mode,
            start.attempt(),
            start.at(),
            token.id().token(),
            token.holder().email(),
            arrival.page().words().language(),
            LinkPage.name(shop),
            shop.page().text(PageSettings.SHOP_URL),
            PublicUrl.of(request) + ReminderPost.path(arrival.reminder()) + "/return");
    Map<String, String> fields = PaymentForm.of(visit).signed(Verification.signer(shop, mode));
    return BuyerPage.goOn(
        brand.formUrl(),
        fields,
        arrival.page().words(),
        arrival.page().title(),
        mode == Mode.TEST,
        List.of());
  }

  private Order started(CardToken token, Shop shop) {
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      Instant now = clock.instant();
      OrderId id = reference(shop.siteId());
      AttemptId attempt = cashier.next(shop, LocalDate.ofInstant(now, ZoneOffset.UTC));
      Start start = new Start(attempt, Money.of(0, Currency.EUR), now);
      Order order = Order.starting(id, token.id().mode(), start);
      Change change =
          new Change().with(line(id, token, now)).visiting(token.id(), id, token.order());
      if (cashier.write(order, shop, start, true, change)) {
        return order;
      }
    }
    throw new Table.Stale("a visit to change a card");
  }

  private static HistoryLine line(OrderId id, CardToken token, Instant now) {
    return new HistoryLine(
        id,
        now + "#1B#0",
        now,
        "Card update begun",
        Origins.E_COMMERCE,
        "token=" + token.id().shown() + ", card=" + token.card());
  }

  /// Whether an order is a visit to change a card.
  static boolean isVisit(Order order) {
    return order.startedHere()
        && order.amount().minorUnits() == 0
        && VISIT.matcher(order.id().reference()).matches();
  }

  private static OrderId reference(SiteId siteId) {
    String letters =
        RANDOM
            .ints(REFERENCE_LETTERS, 0, LETTERS.length())
            .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
            .collect(Collectors.joining());
    return new OrderId(siteId, "CARD-" + letters);
  }
}
