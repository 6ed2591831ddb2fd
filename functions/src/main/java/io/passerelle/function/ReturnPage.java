package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;
import static io.passerelle.function.BuyerHtml.fact;

import io.passerelle.edge.Reply;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Returning.Outcome;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a buyer sees who comes back from the payment page, without any script: what became of the
/// payment, and the way back to the shop.
final class ReturnPage {

  private static final String POLICY = "form-action 'none'";

  /// The languages that write a point before the cents; all others of the page write a comma.
  private static final Set<String> POINT = Set.of("en", "ja", "zh");

  private final Shop shop;
  private final BuyerWords words;

  ReturnPage(Shop shop, BuyerWords words) {
    this.shop = shop;
    this.words = words;
  }

  /// Nothing of any order.
  Reply neutral(int status) {
    String body = heading("neutral") + paragraph(words.get("neutral.text")) + link(shopUrl());
    return BuyerHtml.page(status, words.language(), words.get("neutral.title"), body, POLICY);
  }

  /// `seconds` is after how many the page leads to `to` by itself.
  Reply outcome(Session session, Outcome outcome, Optional<String> to, OptionalInt seconds) {
    String name =
        switch (outcome) {
          case PAID -> "paid";
          case PENDING -> "pending";
          case REFUSED -> "refused";
          case LEFT -> "left";
          case UNKNOWN -> "neutral";
        };
    StringBuilder body = new StringBuilder(test(session)).append(heading(name));
    said(outcome, words.get(name + ".text")).forEach(text -> body.append(paragraph(text)));
    body.append(facts(session)).append(link(to.or(this::shopUrl)));
    boolean leads = to.isPresent() && seconds.isPresent();
    if (leads) {
      body.append(paragraph(words.get("soon")));
    }
    String head = leads ? refresh(seconds.getAsInt(), to.get()) : "";
    return page(name, head, body.toString());
  }

  /// Looks again at `again` in a moment.
  Reply waiting(Session session, Outcome outcome, String again, int seconds) {
    String name =
        switch (outcome) {
          case PAID -> "paid";
          case REFUSED -> "refused";
          case LEFT -> "left";
          case PENDING, UNKNOWN -> "waiting";
        };
    String body =
        test(session)
            + heading(name)
            + paragraph(words.get(name + ".text"))
            + facts(session)
            + link(Optional.of(again), "going.continue");
    return page(name, refresh(seconds, again), body);
  }

  private Reply page(String name, String head, String body) {
    return BuyerHtml.page(200, words.language(), words.get(name + ".title"), head, body, POLICY);
  }

  /// The shop's own words where it has any.
  private List<String> said(Outcome outcome, String otherwise) {
    PageSettings settings = shop.page();
    List<String> own =
        switch (outcome) {
          case PAID ->
              List.of(
                  settings.text(PageSettings.THANKS_MESSAGE),
                  settings.text(PageSettings.DONE_MESSAGE));
          case PENDING -> List.of(settings.text(PageSettings.PENDING_MESSAGE));
          case REFUSED -> List.of(settings.text(PageSettings.ERROR_MESSAGE));
          case LEFT -> List.of(settings.text(PageSettings.CANCEL_MESSAGE));
          case UNKNOWN -> List.<String>of();
        };
    List<String> said = own.stream().filter(text -> !text.isEmpty()).toList();
    return said.isEmpty() ? List.of(otherwise) : said;
  }

  private Optional<String> shopUrl() {
    return BuyerHtml.webUrl(shop.page().text(PageSettings.SHOP_URL));
  }

  private String heading(String name) {
    return "<h1>" + escaped(words.get(name + ".title")) + "</h1>\n";
  }

  private String test(Session session) {
    return session.mode() == Mode.TEST
        ? "<p class=\"test\">" + escaped(words.get("test")) + "</p>\n"
        : "";
  }

  private String facts(Session session) {
    return "<dl>"
        + fact(words.get("order"), session.order().reference())
        + fact(words.get("amount"), amount(session.amount()))
        + "</dl>\n";
  }

  private String amount(Money amount) {
    String decimal = amount.decimal();
    boolean point = POINT.contains(words.language());
    return (point ? decimal : decimal.replace('.', ',')) + " " + amount.currency();
  }

  private String link(Optional<String> url) {
    return link(url, "back");
  }

  private String link(Optional<String> url, String label) {
    return url.map(to ->
            "<p><a class=\"go\" rel=\"noreferrer\" href=\""
                + escaped(to)
                + "\">"
                + escaped(words.get(label))
                + "</a></p>\n")
        .orElse("");
  }

  private static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>\n";
  }

  private static String refresh(int seconds, String url) {
    return "<meta http-equiv=\"refresh\" content=\"" + seconds + ";url=" + escaped(url) + "\">";
  }
}
