package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Payment.Ending;
import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.pages.Words;
import io.passerelle.sandbox.state.JsonText;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The gateway's own back office, to look at and to act in: the latest payments, and of each its
/// transactions, what can happen to them, and the history of its notifications.
final class BackOffice {

  private static final int SHOWN_MOST = 100;

  private final GatewayShops shops;
  private final Payments payments;
  private final Notifier notifier;
  private final GatewayControl control;

  BackOffice(GatewayShops shops, Payments payments, Notifier notifier, GatewayControl control) {
    this.shops = shops;
    this.payments = payments;
    this.notifier = notifier;
    this.control = control;
  }

  /// `path` is what comes after `/sandbox/gateway/`: empty for the list, `payments/{id}` for one.
  WebReply answer(WebRequest request, String path) {
    if (path.isEmpty()) {
      return list();
    }
    String[] parts = path.split("/", -1);
    Optional<Payment> payment =
        parts.length >= 2 && parts[0].equals("payments")
            ? payments.find(parts[1])
            : Optional.empty();
    if (payment.isEmpty()) {
      return PageViews.missing();
    }
    return request.method().equals("POST")
        ? happen(request, payment.get())
        : detail(payment.get(), "");
  }

  private WebReply happen(WebRequest request, Payment payment) {
    Map<String, String> form = GatewaySite.form(request).orElse(Map.of());
    Map<String, Object> order = new HashMap<>(Map.of("event", form.getOrDefault("event", "")));
    String amount = form.getOrDefault("amount", "").trim();
    if (amount.matches("\\d{1,12}")) {
      order.put("amount", Long.parseLong(amount));
    }
    try {
      control.event(form.getOrDefault("uuid", ""), JsonText.write(order));
      return WebReply.seeOther("/sandbox/gateway/payments/" + payment.id());
    } catch (BadRequest e) {
      return detail(payment, String.valueOf(e.getMessage()));
    }
  }

  private WebReply list() {
    List<Map<String, Object>> rows = payments.latest(SHOWN_MOST).stream().map(this::row).toList();
    String page =
        Layout.page(
            "en",
            "Gateway back office",
            "gateway/payments",
            Map.of("payments", rows, "most", SHOWN_MOST));
    return WebReply.html(200, page);
  }

  private Map<String, Object> row(Payment payment) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", payment.id());
    row.put("at", Words.time(payment.startedAt()));
    row.put("order", payment.field("vads_order_id"));
    row.put("shop", shops.find(payment.siteId()).map(GatewayShop::label).orElse(""));
    row.put("siteId", payment.siteId());
    row.put("mode", payment.mode().name());
    row.put("amount", payment.currency().inUnits(payment.amount()));
    row.put("currency", payment.currency().alpha());
    row.put("state", state(payment));
    row.put("good", payment.ending() == Ending.ACCEPTED && isGood(payment));
    row.put("bad", payment.ending() != Ending.OPEN && !isGood(payment));
    row.put("open", payment.isOpen());
    return row;
  }

  private static String state(Payment payment) {
    return payment.transactions().isEmpty()
        ? payment.ending().name()
        : payment.transactions().getLast().status().name();
  }

  private static boolean isGood(Payment payment) {
    return !payment.transactions().isEmpty() && payment.transactions().getLast().status().isGood();
  }

  private WebReply detail(Payment payment, String problem) {
    Map<String, Object> facts = new HashMap<>(row(payment));
    facts.put("problem", problem);
    facts.put("card", payment.cardBrand() + " " + payment.cardNumber());
    facts.put(
        "transactions",
        payment.transactions().stream().map(one -> transaction(payment, one)).toList());
    facts.put(
        "attempts",
        notifier.ofPayment(payment.id()).stream()
            .flatMap(notice -> notice.attempts().stream().map(one -> attempt(notice, one)))
            .toList());
    facts.put("fields", payment.form().entrySet());
    String page = Layout.page("en", "Gateway back office", "gateway/payment-detail", facts);
    return WebReply.html(problem.isEmpty() ? 200 : 400, page);
  }

  private static Map<String, Object> transaction(Payment payment, Transaction one) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("uuid", one.uuid());
    facts.put("sequence", one.sequence());
    facts.put("operation", one.operation().name());
    facts.put("status", one.status().name());
    facts.put("good", one.status().isGood());
    facts.put("bad", !one.status().isGood());
    facts.put("amount", payment.currency().inUnits(one.amount()));
    facts.put("minor", one.amount());
    facts.put("captured", Words.time(one.capturedAt()));
    facts.put(
        "events",
        Arrays.stream(Event.values())
            .filter(event -> event.isPossible(one.status()))
            .map(Event::name)
            .toList());
    return facts;
  }

  private static Map<String, Object> attempt(Notice notice, Notice.Attempt attempt) {
    boolean good = attempt.succeeded();
    String answer = attempt.error().isEmpty() ? attempt.body() : attempt.error();
    return Map.of(
        "at",
        Words.time(attempt.at()),
        "source",
        notice.source().name(),
        "url",
        notice.url(),
        "good",
        good,
        "status",
        attempt.status(),
        "info",
        (good ? "SENT" : "FAILED") + ", duration=~" + attempt.millis() + "ms",
        "answer",
        answer,
        "next",
        next(notice, attempt));
  }

  /// When the next attempt comes, told at the last one made.
  private static String next(Notice notice, Notice.Attempt attempt) {
    Instant due = notice.due();
    return due == null || !attempt.equals(notice.attempts().getLast()) ? "" : Words.time(due);
  }
}
