package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;
import static io.passerelle.function.BuyerHtml.fact;
import static io.passerelle.function.BuyerHtml.heading;
import static io.passerelle.function.BuyerHtml.paragraph;

import io.passerelle.card.Card;
import io.passerelle.card.CardReminder;
import io.passerelle.card.CardToken;
import io.passerelle.card.LastFour;
import io.passerelle.carddesk.ReminderPost;
import io.passerelle.delivery.Texts;
import io.passerelle.edge.Reply;
import io.passerelle.payment.Mode;
import io.passerelle.shop.Shop;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// What a buyer sees at a reminder's link, without any script: the card as it is kept, and the
/// button that leads to where another is entered; or why there is none.
final class CardPage {

  private static final String NO_FORM = "form-action 'none'; frame-ancestors 'none'";
  private static final String OWN_FORM = "form-action 'self'; frame-ancestors 'none'";

  private final CardReminder reminder;
  private final CardToken token;
  private final Shop shop;
  private final BuyerWords words;
  private final Texts texts;
  private final boolean over;

  private CardPage(
      CardReminder reminder, CardToken token, Shop shop, BuyerWords words, boolean over) {
    this.reminder = reminder;
    this.token = token;
    this.shop = shop;
    this.words = words;
    this.texts = texts(words.language());
    this.over = over;
  }

  /// In the language of the mail.
  static CardPage of(CardReminder reminder, CardToken token, Shop shop, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneId.of(shop.timeZone()));
    return new CardPage(
        reminder,
        token,
        shop,
        BuyerWords.in(shop.pageLanguage(token.holder().language())),
        reminder.expiry().lastDay().isBefore(today));
  }

  static Texts texts(String language) {
    return Texts.in(CardPage.class, "card", language);
  }

  BuyerWords words() {
    return words;
  }

  /// What the page asks for, as its title says it.
  String title() {
    return texts.get(over ? "over.title" : "soon.title");
  }

  /// The card with the button.
  Reply open(int status) {
    String body = heading(title()) + paragraph(filled("text")) + facts(token.card()) + form();
    return page(status, title(), body, OWN_FORM);
  }

  /// What happened at the gateway, with the button to try again: `name` is `refused` or `left`.
  Reply again(String name) {
    String body =
        heading(texts.get(name + ".title"))
            + paragraph(filled(name + ".text"))
            + facts(token.card())
            + form();
    return page(200, texts.get(name + ".title"), body, OWN_FORM);
  }

  /// A page that only says how it stands: `name` is `renewed`, `cancelled`, `done` or `waiting`.
  Reply said(int status, String name, Card card) {
    String body =
        heading(texts.get(name + ".title"))
            + paragraph(filled(name + ".text"))
            + facts(card)
            + BuyerHtml.shopLink(shop, words);
    return page(status, texts.get(name + ".title"), body, NO_FORM);
  }

  private Reply page(int status, String title, String body, String policy) {
    String test =
        token.id().mode() == Mode.TEST
            ? "<p class=\"test\">" + escaped(words.get("test")) + "</p>\n"
            : "";
    return BuyerHtml.page(status, words.language(), title, test + body, policy);
  }

  private String form() {
    return "<form method=\"post\" action=\""
        + escaped(ReminderPost.path(reminder))
        + "\">\n"
        + paragraph(texts.get("safe"))
        + "<button>"
        + escaped(texts.get("button"))
        + "</button></form>\n";
  }

  private String facts(Card card) {
    String number = card.lastFour().map(LastFour::digits).map(four -> " •••• " + four).orElse("");
    String shown = (card.brand() + number).strip();
    return "<dl>"
        + fact(texts.get("shop"), LinkPage.name(shop))
        + (shown.isEmpty() ? "" : fact(texts.get("card"), shown))
        + card.expiry().map(end -> fact(texts.get("until"), end.toString())).orElse("")
        + "</dl>\n";
  }

  private String filled(String key) {
    return texts.get(key).replace("%shop%", LinkPage.name(shop));
  }
}
