package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Payment.Ending;
import io.passerelle.sandbox.pages.Layout;
import io.passerelle.sandbox.pages.Words;
import io.passerelle.sandbox.web.WebReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a buyer sees of a payment, in the form's language where the pages know it.
final class PageViews {

  private PageViews() {}

  static WebReply missing() {
    return WebReply.html(404, Layout.page("en", "Payment gateway", "gateway/missing", Map.of()));
  }

  static WebReply payment(GatewayShop shop, Payment payment) {
    Map<String, Object> facts = facts(shop, payment);
    facts.put("cards", cards(payment));
    facts.put("asksToKeep", payment.asksToKeepCard());
    return page(payment, "gateway/payment", facts);
  }

  static WebReply challenge(GatewayShop shop, Payment payment, TestCard card, boolean keeps) {
    Map<String, Object> facts = facts(shop, payment);
    facts.put("card", card.number());
    facts.put("masked", card.masked());
    facts.put("keeps", keeps);
    return page(payment, "gateway/challenge", facts);
  }

  /// Right after the buyer's deed: on to the shop where the form wants that at once, else the
  /// result. Who cancels goes back without a page between.
  static WebReply ended(GatewayShop shop, Payment payment) {
    Way way = Way.back(shop, payment);
    boolean atOnce = payment.ending() == Ending.CANCELLED || timeout(payment).equals("0");
    if (way.isNowhere() || !atOnce) {
      return result(shop, payment);
    }
    return way.isPost() ? result(shop, payment) : WebReply.seeOther(way.address());
  }

  static WebReply result(GatewayShop shop, Payment payment) {
    Way way = Way.back(shop, payment);
    Map<String, Object> facts = facts(shop, payment);
    boolean waits =
        payment.transactions().stream().anyMatch(one -> one.status().rest().equals("RUNNING"));
    facts.put("title", Words.in(language(payment)).getOrDefault(title(payment, waits), ""));
    facts.put("good", payment.ending() == Ending.ACCEPTED);
    facts.put("message", payment.field(field(payment, "vads_redirect_%s_message")));
    facts.put("hasWay", !way.isNowhere());
    facts.put("way", way.isPost() ? way.url() : way.address());
    facts.put("post", way.isPost());
    facts.put("fields", way.fields().entrySet());
    facts.put("atOnce", way.isPost() && goesAtOnce(payment));
    facts.put("timeout", way.isPost() || way.isNowhere() ? "" : timeout(payment));
    return page(payment, "gateway/result", facts);
  }

  private static boolean goesAtOnce(Payment payment) {
    return payment.ending() == Ending.CANCELLED || timeout(payment).equals("0");
  }

  private static String title(Payment payment, boolean waits) {
    if (payment.isOfACardAlone()) {
      return switch (payment.ending()) {
        case ACCEPTED -> "resultRegistered";
        case REFUSED -> "resultNotRegistered";
        case CANCELLED -> "resultCancelled";
        case OPEN, EXPIRED -> "resultExpired";
      };
    }
    return switch (payment.ending()) {
      case ACCEPTED -> waits ? "resultPending" : "resultAccepted";
      case REFUSED -> "resultRefused";
      case CANCELLED -> "resultCancelled";
      case OPEN, EXPIRED -> "resultExpired";
    };
  }

  private static String timeout(Payment payment) {
    return payment.field(field(payment, "vads_redirect_%s_timeout"));
  }

  private static String field(Payment payment, String name) {
    return name.formatted(payment.ending() == Ending.ACCEPTED ? "success" : "error");
  }

  private static Map<String, Object> facts(GatewayShop shop, Payment payment) {
    Map<String, Object> facts = new HashMap<>();
    String name = payment.field("vads_shop_name");
    facts.put("id", payment.id());
    facts.put("shop", name.isEmpty() ? shop.label() : name);
    facts.put("siteId", shop.siteId());
    facts.put("brand", shop.brand());
    facts.put("test", payment.mode() == Mode.TEST);
    facts.put("hasAmount", payment.amount() > 0);
    facts.put("amount", amount(payment, payment.amount()));
    facts.put("currency", payment.currency().alpha());
    facts.put("order", payment.field("vads_order_id"));
    facts.put("transId", payment.field("vads_trans_id"));
    facts.put("plan", plan(payment));
    return facts;
  }

  /// The parts of a plan; nothing where it is paid at once.
  private static List<Map<String, String>> plan(Payment payment) {
    List<Plan.Instalment> parts = Plan.of(payment.form(), payment.startedAt()).instalments();
    return parts.size() < 2
        ? List.of()
        : parts.stream()
            .map(part ->
                Map.of(
                    "date", part.capturedAt().toString().substring(0, 10),
                    "amount", amount(payment, part.amount())))
            .toList();
  }

  private static List<Map<String, Object>> cards(Payment payment) {
    Map<String, String> words = Words.in(language(payment));
    return TestCard.listed(
            payment.mode(), payment.field("vads_payment_cards"), payment.field("vads_currency"))
        .stream()
        .map(card ->
            Map.<String, Object>of(
                "number", card.number(),
                "shown", card.spaced(),
                "brand", card.brand().replace('_', ' '),
                "what", words.getOrDefault("card" + card.outcome(), ""),
                "good", !card.outcome().name().contains("REFUSED")))
        .toList();
  }

  private static String amount(Payment payment, long amount) {
    return Words.number(language(payment), payment.currency().inUnits(amount));
  }

  private static WebReply page(Payment payment, String template, Map<String, Object> facts) {
    String language = language(payment);
    String title = Words.in(language).getOrDefault("gatewayTitle", "");
    return WebReply.html(200, Layout.page(language, title, template, facts));
  }

  private static String language(Payment payment) {
    String language = payment.field("vads_language");
    return language.isEmpty() ? "en" : language;
  }
}
