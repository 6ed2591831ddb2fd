package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.payment.Mode;
import io.passerelle.shop.Shop;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// The page on which a merchant enters the shop's id and keys after the installation, in French or
/// English. No key is ever part of it.
final class ShopifySettingsPage {

  private static final String BUNDLE = "io.passerelle.function.shopify";
  private static final String POLICY = "form-action 'self'; frame-ancestors 'none'";

  private final String language;
  private final ResourceBundle texts;
  private final String address;

  ShopifySettingsPage(Request request) {
    String asked = request.header("accept-language").orElse("").toLowerCase(Locale.ROOT);
    this.language = asked.startsWith("fr") ? "fr" : "en";
    this.texts = ResourceBundle.getBundle(BUNDLE, Locale.of(language));
    this.address = PublicUrl.of(request) + "/vads-payment/shopify.callback.a";
  }

  /// `wrong` says what kept the form from being saved; empty where nothing did.
  Reply form(Optional<Shop> shop, String domain, String ticket, String wrong) {
    String site = shop.map(one -> one.siteId().value()).orElse("");
    boolean live = shop.filter(one -> one.mode() == Mode.PRODUCTION).isPresent();
    String body =
        """
        <h1>%s</h1>
        <p>%s <strong>%s</strong></p>
        %s<form method="post" action="/shopify/authorized" autocomplete="off">
        <input type="hidden" name="ticket" value="%s">
        <input type="hidden" name="shop" value="%s">
        %s%s%s
        <p><label>%s<br><select name="mode"><option value="TEST">TEST</option>
        <option value="PRODUCTION"%s>PRODUCTION</option></select></label></p>
        <p><label>%s<br><select name="algorithm"><option value="HMAC-SHA-256">HMAC-SHA-256</option>
        <option value="SHA-1">SHA-1</option></select></label></p>
        <button>%s</button>
        </form>
        <h2>%s</h2><p>%s<br><code>%s</code></p>
        """
            .formatted(
                text("title"),
                text("shop"),
                escaped(domain),
                problem(wrong),
                escaped(ticket),
                escaped(domain),
                field("siteId", "text", site, "inputmode=\"numeric\" maxlength=\"8\" required"),
                field("testKey", "password", "", "maxlength=\"64\""),
                field("productionKey", "password", "", "maxlength=\"64\""),
                text("mode"),
                live ? " selected" : "",
                text("algorithm"),
                text("save"),
                text("rules"),
                text("rulesText"),
                escaped(address));
    return BuyerHtml.page(wrong.isEmpty() ? 200 : 422, language, text("title"), body, POLICY);
  }

  /// Saved; where Shopify cannot be told so now, the merchant is.
  Reply saved(String onwards) {
    String body =
        "<h1>%s</h1><p>%s</p><p><a class=\"go\" href=\"%s\">%s</a></p>"
            .formatted(text("title"), text("saved"), escaped(onwards), text("onwards"));
    return BuyerHtml.page(200, language, text("title"), body, POLICY);
  }

  Reply refused(Rejection rejection) {
    String body =
        "<h1>%s</h1><p>%s</p><p><code>%s</code></p>"
            .formatted(text("title"), text("refused"), escaped(rejection.words()));
    return BuyerHtml.page(
        rejection.reason().status(), language, text("title"), body, "form-action 'none'");
  }

  private String field(String name, String type, String value, String more) {
    return """
    <p><label>%s<br><input type="%s" name="%s" value="%s" %s></label><br><small>%s</small></p>
    """
        .formatted(text(name), type, name, escaped(value), more, text(name + ".help"));
  }

  private String problem(String wrong) {
    return wrong.isEmpty()
        ? ""
        : "<p role=\"alert\"><strong>" + text("unsaved") + "</strong> " + escaped(wrong) + "</p>\n";
  }

  private String text(String key) {
    return escaped(texts.getString(key));
  }
}
