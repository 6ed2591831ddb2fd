package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;
import static io.passerelle.function.BuyerHtml.fact;
import static io.passerelle.function.BuyerHtml.heading;
import static io.passerelle.function.BuyerHtml.paragraph;

import io.passerelle.alert.Written;
import io.passerelle.delivery.Texts;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.edge.Reply;
import io.passerelle.payment.Mode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.TokenCreation;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import java.time.ZoneId;
import java.util.Locale;

/// What a buyer sees at a payment order's link, without any script: what is asked for, or why it
/// cannot be paid.
final class LinkPage {

  /// The field by which a buyer says a second time that they want to pay.
  static final String AGAIN = "again";

  /// The field by which a buyer asks for a new link.
  static final String ASK = "ask";

  private static final int SECONDS_BETWEEN = 5;
  private static final String NO_FORM = "form-action 'none'; frame-ancestors 'none'";
  private static final String OWN_FORM = "form-action 'self'; frame-ancestors 'none'";

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

  /// What a buyer who may pay is told beside.
  enum Notice {
    NONE,
    /// An attempt was refused.
    REFUSED,
    /// One was refused a moment ago in another browser, where it may be tried again.
    ELSEWHERE,
    /// This browser has left to pay, and nothing was heard of it.
    OPEN;

    /// Whether the buyer has to say that they want to pay all the same.
    boolean asksAgain() {
      return this == ELSEWHERE || this == OPEN;
    }
  }

  /// The request to pay with its button, and the fields that the buyer is asked for.
  Reply payable(int status, Notice notice, BuyerFields fields) {
    StringBuilder body = new StringBuilder(4_096);
    body.append(heading(texts.get("asked.title")));
    if (notice != Notice.NONE) {
      body.append(said("notice", notice.name().toLowerCase(Locale.ROOT) + ".text"));
    }
    body.append(paragraph(texts.get("asked.text").replace("%shop_name%", name(shop))));
    body.append(facts());
    body.append("<form method=\"post\" action=\"").append(path()).append("\">\n");
    if (!fields.isEmpty()) {
      body.append(fields.isWrong() ? said("notice", "data.wrong") : "");
      body.append(paragraph(texts.get("data.text").replace("%shop_name%", name(shop))));
      body.append(fields.html(texts, locale));
    }
    if (order.terms().token() == TokenCreation.AUTOMATIC) {
      body.append(paragraph(texts.get("token.text").replace("%shop_name%", name(shop))));
    }
    if (notice.asksAgain()) {
      body.append("<input type=\"hidden\" name=\"" + AGAIN + "\" value=\"1\">\n");
    }
    body.append(button("", texts.get("pay").replace("%amount%", amount()))).append("</form>\n");
    return page(status, "asked.title", body.toString(), OWN_FORM);
  }

  /// A page that only says how it stands: `name` is `expired`, `cancelled`, `paying` or `paid`.
  Reply said(String name) {
    return page(200, name + ".title", saying(name) + BuyerHtml.shopLink(shop, words), NO_FORM);
  }

  /// The expired one, with the button that asks for a new link.
  Reply renewable() {
    String form =
        "<form method=\"post\" action=\""
            + path()
            + "\">"
            + button(" name=\"" + ASK + "\" value=\"1\"", texts.get("renew"))
            + "</form>\n";
    return page(
        200, "expired.title", saying("expired") + form + BuyerHtml.shopLink(shop, words), OWN_FORM);
  }

  /// The expired one for which a new link was asked.
  Reply renewalAsked() {
    String body =
        heading(texts.get("expired.title"))
            + said("notice good", "renewed.text")
            + facts()
            + BuyerHtml.shopLink(shop, words);
    return page(200, "expired.title", body, NO_FORM);
  }

  /// Says that the bank is waited for, and looks again at `again` in a moment, or at once by a
  /// link.
  Reply waiting(String again) {
    String link = "<p><a href=\"" + escaped(again) + "\">" + texts.get("look") + "</a></p>\n";
    Reply page =
        page(
            200,
            "waiting.title",
            saying("waiting") + link + BuyerHtml.shopLink(shop, words),
            NO_FORM);
    return page.with("refresh", SECONDS_BETWEEN + ";url=" + again);
  }

  /// The shop's name as buyers know it.
  static String name(Shop shop) {
    String name = shop.page().text(PageSettings.SHOP_NAME);
    return name.isEmpty() ? shop.label() : name;
  }

  private String saying(String name) {
    String text = name.equals("waiting") ? words.get("waiting.text") : texts.get(name + ".text");
    return heading(title(name + ".title")) + paragraph(text) + facts();
  }

  private String title(String key) {
    return key.startsWith("waiting") ? words.get(key) : texts.get(key);
  }

  private Reply page(int status, String title, String body, String policy) {
    String test =
        order.mode() == Mode.TEST
            ? "<p class=\"test\">" + escaped(words.get("test")) + "</p>\n"
            : "";
    return BuyerHtml.page(status, words.language(), title(title), test + body, policy);
  }

  private String facts() {
    String description = order.terms().description();
    return "<dl>"
        + fact(texts.get("shop"), name(shop))
        + fact(texts.get("reference"), order.id().reference())
        + (description.isEmpty() ? "" : fact(texts.get("description"), description))
        + fact(words.get("amount"), amount()).replace("<dd>", "<dd class=\"amount\">")
        + fact(texts.get("until"), until())
        + "</dl>\n";
  }

  private String amount() {
    return Written.amount(order.amount(), locale);
  }

  private String until() {
    return Written.until(order.validUntil(), ZoneId.of(shop.timeZone()), locale);
  }

  private String path() {
    return escaped(PaymentLinks.path(order));
  }

  private String said(String look, String key) {
    return "<p class=\"" + look + "\" role=\"status\">" + escaped(texts.get(key)) + "</p>\n";
  }

  private static String button(String marks, String text) {
    return "<button" + marks + ">" + escaped(text) + "</button>";
  }
}
