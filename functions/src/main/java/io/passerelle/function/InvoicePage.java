package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;

import io.passerelle.delivery.Texts;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.shop.Shop;
import java.util.Optional;

/// The form in which a buyer types the reference of an invoice, in the language of the browser:
/// what it says must not depend on a shop that may not be.
final class InvoicePage {

  private static final String LANGUAGE_OTHERWISE = "fr";
  private static final String OWN_FORM = "form-action 'self'; frame-ancestors 'none'";

  private final String path;
  private final String language;
  private final Texts texts;

  private InvoicePage(String path, String language) {
    this.path = path;
    this.language = language;
    this.texts = Texts.in(InvoicePage.class, "invoice", language);
  }

  static InvoicePage of(Request request) {
    return new InvoicePage(
        request.path(),
        Shop.languageOf(request.header("accept-language").orElse("")).orElse(LANGUAGE_OTHERWISE));
  }

  /// The form of a shop, or of none that is known.
  Reply form(Optional<Shop> shop) {
    String text =
        shop.map(one -> texts.get("text.shop").replace("%shop_name%", LinkPage.name(one)))
            .orElseGet(() -> texts.get("text"));
    return page(200, text, "");
  }

  /// The form again, and why: `name` is `unknown` or `missing`.
  Reply again(int status, String name) {
    return page(status, texts.get("text"), name);
  }

  Reply held(int status) {
    String body =
        "<h1>"
            + escaped(texts.get("held.title"))
            + "</h1>\n<p>"
            + escaped(texts.get("held.text"))
            + "</p>\n";
    return BuyerHtml.page(status, language, texts.get("held.title"), body, "form-action 'none'");
  }

  private Reply page(int status, String text, String wrong) {
    boolean isWrong = !wrong.isEmpty();
    String marks = isWrong ? " aria-invalid=\"true\" aria-describedby=\"wrong\"" : "";
    String said =
        isWrong
            ? "<span class=\"wrong\" id=\"wrong\" role=\"status\">"
                + escaped(texts.get(wrong))
                + "</span>"
            : "";
    String body =
        "<h1>"
            + escaped(texts.get("title"))
            + "</h1>\n<p>"
            + escaped(text)
            + "</p>\n<form method=\"post\" action=\""
            + escaped(path)
            + "\">\n<p class=\"field\"><label for=\"reference\">"
            + escaped(texts.get("reference"))
            + "</label><input type=\"text\" id=\"reference\" name=\"reference\""
            + " autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" required"
            + marks
            + ">"
            + said
            + "</p>\n<button>"
            + escaped(texts.get("find"))
            + "</button></form>\n";
    return BuyerHtml.page(status, language, texts.get("title"), body, OWN_FORM);
  }
}
