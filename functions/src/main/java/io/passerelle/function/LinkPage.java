package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;

import io.passerelle.alert.Written;
import io.passerelle.delivery.Texts;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.edge.Reply;
import io.passerelle.payment.Mode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import java.time.ZoneId;
import java.util.Locale;

/// What a buyer sees at a payment order's link, without any script: what is asked for, or why it
/// cannot be paid.
final class LinkPage {

  private static final int SECONDS_BETWEEN = 3;

  private final PaymentOrder order;
  private final Shop shop;
  private final BuyerWords words;
  private final Texts texts;
  private final Locale locale;

  LinkPage(PaymentOrder order, Shop shop, BuyerWords words) {
    this.order = order;
    this.shop = shop;
    this.words = words;
    this.texts = Texts.in(LinkPage.class, "link", words.language());
    this.locale = Written.locale(words.language());
  }

  /// The request to pay with its button; `refused` where an attempt was.
  Reply payable(boolean refused) {
    String body =
        heading(texts.get("asked.title"))
            + (refused ? paragraph(texts.get("refused.text")) : "")
            + paragraph(texts.get("asked.text").replace("%shop_name%", name(shop)))
            + facts()
            + "<form method=\"post\" action=\""
            + escaped(PaymentLinks.path(order))
            + "\"><button>"
            + escaped(texts.get("pay").replace("%amount%", amount()))
            + "</button></form>\n";
    return page(200, "asked.title", "", body, "form-action 'self'");
  }

  /// A page that only says how it stands: `name` is `expired`, `cancelled`, `paying` or `paid`.
  Reply said(int status, String name) {
    return page(status, name + ".title", "", saying(name), "form-action 'none'");
  }

  /// Says that the bank is waited for, and looks again at `again` in a moment.
  Reply waiting(String again) {
    String refresh =
        "<meta http-equiv=\"refresh\" content=\""
            + SECONDS_BETWEEN
            + ";url="
            + escaped(again)
            + "\">";
    return page(200, "waiting.title", refresh, saying("waiting"), "form-action 'none'");
  }

  /// The shop's name as buyers know it.
  static String name(Shop shop) {
    String name = shop.page().text(PageSettings.SHOP_NAME);
    return name.isEmpty() ? shop.label() : name;
  }

  private String saying(String name) {
    String text = name.equals("waiting") ? words.get("waiting.text") : texts.get(name + ".text");
    return heading(title(name + ".title")) + paragraph(text) + facts() + shopLink();
  }

  private String title(String key) {
    return key.startsWith("waiting") ? words.get(key) : texts.get(key);
  }

  private Reply page(int status, String title, String head, String body, String policy) {
    String test =
        order.mode() == Mode.TEST
            ? "<p class=\"test\">" + escaped(words.get("test")) + "</p>\n"
            : "";
    return BuyerHtml.page(status, words.language(), title(title), head, test + body, policy);
  }

  private String facts() {
    return "<dl>"
        + fact(texts.get("shop"), name(shop))
        + fact(texts.get("reference"), order.id().reference())
        + fact(words.get("amount"), amount())
        + fact(texts.get("until"), until())
        + "</dl>\n";
  }

  private String amount() {
    return Written.amount(order.amount(), locale);
  }

  private String until() {
    return Written.until(order.validUntil(), ZoneId.of(shop.timeZone()), locale);
  }

  private String shopLink() {
    return BuyerHtml.webUrl(shop.page().text(PageSettings.SHOP_URL))
        .map(url ->
            "<p><a class=\"go\" rel=\"noreferrer\" href=\""
                + escaped(url)
                + "\">"
                + escaped(words.get("back"))
                + "</a></p>\n")
        .orElse("");
  }

  private static String fact(String name, String value) {
    return "<dt>" + escaped(name) + "</dt><dd>" + escaped(value) + "</dd>";
  }

  private static String heading(String text) {
    return "<h1>" + escaped(text) + "</h1>\n";
  }

  private static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>\n";
  }
}
