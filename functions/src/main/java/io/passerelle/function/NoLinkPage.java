package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;

import io.passerelle.delivery.Texts;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.shop.Shop;
import java.util.function.Function;

/// What is said where no link leads to, without anything of what others are asked to pay.
final class NoLinkPage {

  private static final String LANGUAGE_OTHERWISE = "fr";

  private NoLinkPage() {}

  static Reply of(Rejection rejection, Request request) {
    return of(rejection, request, NoLinkPage::held);
  }

  /// The same where a link that is not known would have led elsewhere.
  static Reply of(Rejection rejection, Request request, Function<String, Texts> texts) {
    String language =
        Shop.languageOf(request.header("accept-language").orElse("")).orElse(LANGUAGE_OTHERWISE);
    return switch (rejection.reason()) {
      case NOT_FOUND -> page(rejection, language, texts.apply(language), "nowhere");
      case TOO_MANY_TRIES -> page(rejection, language, held(language), "held");
      default -> BuyerPage.refused(rejection);
    };
  }

  private static Texts held(String language) {
    return Texts.in(NoLinkPage.class, "link", language);
  }

  private static Reply page(Rejection rejection, String language, Texts texts, String name) {
    String title = texts.get(name + ".title");
    String body =
        "<h1>" + escaped(title) + "</h1>\n<p>" + escaped(texts.get(name + ".text")) + "</p>\n";
    return BuyerHtml.page(
        rejection.reason().status(),
        language,
        title,
        body,
        "form-action 'none'; frame-ancestors 'none'");
  }
}
