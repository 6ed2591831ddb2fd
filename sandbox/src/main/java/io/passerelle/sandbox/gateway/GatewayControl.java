package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.gateway.Ledger.Happening;
import io.passerelle.sandbox.gateway.Ledger.Moved;
import io.passerelle.sandbox.gateway.Notifier.News;
import io.passerelle.sandbox.gateway.Payment.Ending;
import io.passerelle.sandbox.state.JsonText;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What tests and tools do at the gateway, JSON in and JSON out: the buyer's deeds on the payment
/// page, and what happens to a transaction later. What cannot be done fails with `BadRequest`.
public final class GatewayControl {

  /// Told of a notification that was lost on purpose.
  private static final int LOST = -1;

  private final GatewayShops shops;
  private final Payments payments;
  private final Cashier cashier;
  private final Ledger ledger;
  private final Notifier notifier;
  private final Clock clock;

  GatewayControl(
      GatewayShops shops,
      Payments payments,
      Cashier cashier,
      Ledger ledger,
      Notifier notifier,
      Clock clock) {
    this.shops = shops;
    this.payments = payments;
    this.cashier = cashier;
    this.ledger = ledger;
    this.notifier = notifier;
    this.clock = clock;
  }

  /// Does what the buyer would do on a payment page: `{"page", "card", "outcome", "keepCard",
  /// "notify"}` to `{"transactionUuid", "status", "notification": {"url", "status", "body"},
  /// "returnUrl"}`.
  ///
  /// `outcome` is ACCEPTED, REFUSED, REFUSED_3DS, ABANDONED, PAYPAL or any status of the gateway,
  /// and overrides the card's own; without both, the first card that is accepted at once pays. A
  /// notification's status is 0 without an answer and -1 where `notify` is false.
  public String pay(String json) {
    JsonNode order = object(json);
    String page = text(order, "page").orElseThrow(() -> new BadRequest("page is missing"));
    Payment payment =
        payments.find(pageId(page)).orElseThrow(() -> new BadRequest("no payment page " + page));
    boolean tells = !order.has("notify") || order.get("notify").asBoolean(true);
    String outcome = text(order, "outcome").orElse("");
    Cashier.Ended ended =
        outcome.equals("ABANDONED")
            ? cashier.leave(payment.id(), Ending.CANCELLED, tells)
            : cashier.pay(payment.id(), deed(order, outcome), tells);
    return answer(ended).toString();
  }

  private static Deed deed(JsonNode order, String outcome) {
    String number = text(order, "card").orElse("4970100000000055").replace(" ", "");
    TestCard card = TestCard.numbered(number).orElseGet(() -> TestCard.unknown(number));
    Deed deed =
        outcome.isEmpty()
            ? Deed.with(card)
            : Deed.named(card, outcome).orElseThrow(() -> new BadRequest("no outcome " + outcome));
    return deed.keeping(order.path("keepCard").asBoolean(false));
  }

  private ObjectNode answer(Cashier.Ended ended) {
    Payment payment = ended.payment();
    GatewayShop shop = shops.find(payment.siteId()).orElseThrow();
    Way way = Way.back(shop, payment);
    @Nullable Transaction first =
        payment.transactions().isEmpty() ? null : payment.transactions().getFirst();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("transactionUuid", first == null ? null : first.uuid());
    answer.put("status", first == null ? "ABANDONED" : first.status().name());
    notifications(answer, shop, ended.notices());
    answer.put("returnUrl", way.isNowhere() ? null : way.address());
    if (way.isPost()) {
      ObjectNode fields = answer.putObject("returnFields");
      way.fields().forEach(fields::put);
    }
    return answer;
  }

  /// What happens later: `{"event", "amount", "outcome", "twice", "late", "tamper"}` to
  /// `{"transactionUuid", "status", "notification", "notifications"}`. A REFUND answers with the
  /// uuid of the credit. `outcome` REFUSED refuses an INSTALMENT; `late` is an ISO duration.
  public String event(String uuid, String json) {
    JsonNode order = object(json);
    Event event =
        Event.named(text(order, "event").orElseThrow(() -> new BadRequest("event is missing")));
    boolean refused = text(order, "outcome").orElse("").equals("REFUSED");
    Duration late = late(order);
    Moved moved = ledger.happen(uuid, new Happening(event, amount(order), refused));
    News news =
        new News(
            moved.payment(),
            moved.told(),
            event.source(),
            new Tampering(text(order, "tamper").orElse("")));
    int times = order.path("twice").asBoolean(false) ? 2 : 1;
    List<Notice> notices = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      notices.addAll(
          late.isZero() ? notifier.tell(news) : notifier.tellAt(news, clock.instant().plus(late)));
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("transactionUuid", moved.told().uuid());
    answer.put("status", moved.told().status().name());
    notifications(answer, shops.find(moved.payment().siteId()).orElseThrow(), notices);
    return answer.toString();
  }

  private static void notifications(ObjectNode answer, GatewayShop shop, List<Notice> notices) {
    var list = JsonNodeFactory.instance.arrayNode();
    for (Notice notice : notices) {
      ObjectNode one = list.addObject().put("url", notice.url());
      Notice.@Nullable Attempt attempt = notice.isFirst() ? null : notice.attempts().getLast();
      one.put("status", attempt == null ? 0 : attempt.status());
      one.put("body", attempt == null ? "" : attempt.body());
      one.put("error", attempt == null ? "" : attempt.error());
      one.put("due", notice.due() == null ? null : String.valueOf(notice.due()));
    }
    if (list.isEmpty()) {
      String url = shop.rule().notificationUrl();
      list.addObject().put("url", url).put("status", LOST).put("body", "");
    }
    answer.set("notification", list.get(0));
    answer.set("notifications", list);
  }

  private static JsonNode object(String json) {
    try {
      JsonNode node = JsonText.tree(json);
      if (node.isObject()) {
        return node;
      }
    } catch (IllegalArgumentException e) {
      throw new BadRequest(String.valueOf(e.getMessage()));
    }
    throw new BadRequest("not a JSON object");
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asText("")).filter(text -> !text.isEmpty());
  }

  private static Optional<Long> amount(JsonNode order) {
    JsonNode amount = order.path("amount");
    if (amount.isMissingNode() || amount.isNull()) {
      return Optional.empty();
    }
    if (!amount.canConvertToLong()) {
      throw new BadRequest("amount is a number in the smallest unit");
    }
    return Optional.of(amount.longValue());
  }

  private static Duration late(JsonNode order) {
    try {
      Duration late = Duration.parse(text(order, "late").orElse("PT0S"));
      if (late.isNegative() || late.compareTo(Duration.ofDays(400)) > 0) {
        throw new BadRequest("late is between nothing and 400 days");
      }
      return late;
    } catch (DateTimeException e) {
      throw new BadRequest("late is an ISO 8601 duration such as PT1H");
    }
  }

  private static String pageId(String page) {
    String path = page.replaceAll("[?#].*", "").replaceAll("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
