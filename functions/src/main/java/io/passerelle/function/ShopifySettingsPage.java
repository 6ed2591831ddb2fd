package io.passerelle.function;

import static io.passerelle.function.BuyerHtml.escaped;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.payment.Mode;
import io.passerelle.shop.Shop;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/// The page on which a merchant enters the shop's id and keys after the installation, in French or
/// English. No key is ever part of it.
final class ShopifySettingsPage {

  private static final String BUNDLE = "io.passerelle.function.shopify";
  private static final String POLICY = "form-action 'self'; frame-ancestors 'none'";

  private static final List<String> ALGORITHMS = List.of("HMAC-SHA-256", "SHA-1");

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
  Reply form(
      Optional<Shop> shop, Collection<String> brands, String domain, String ticket, String wrong) {
    String site = shop.map(one -> one.siteId().value()).orElse("");
    String body =
        """
        <h1>%s</h1>
        <p>%s <strong>%s</strong></p>
        %s<form method="post" action="/shopify/authorized" autocomplete="off">
        <input type="hidden" name="ticket" value="%s">
        <input type="hidden" name="shop" value="%s">
        %s%s%s%s%s%s%s%s
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
                choice("brand", brands, shop.map(Shop::brand).orElse("lyra")),
                field("siteId", "text", site, "inputmode=\"numeric\" maxlength=\"8\" required"),
                secret("testKey"),
                secret("productionKey"),
                choice("mode", List.of("TEST", "PRODUCTION"), mode(shop)),
                choice("algorithm", ALGORITHMS, algorithm(shop)),
                secret("testRestPassword"),
                secret("productionRestPassword"),
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

  private String secret(String name) {
    return field(name, "password", "", "maxlength=\"512\"");
  }

  private String choice(String name, Collection<String> values, String chosen) {
    String options =
        values.stream()
            .map(value ->
                "<option value=\"%s\"%s>%s</option>"
                    .formatted(
                        escaped(value), value.equals(chosen) ? " selected" : "", escaped(value)))
            .collect(Collectors.joining());
    return "<p><label>%s<br><select name=\"%s\">%s</select></label></p>\n"
        .formatted(text(name), name, options);
  }

  private static String mode(Optional<Shop> shop) {
    return shop.map(Shop::mode).orElse(Mode.TEST).name();
  }

  private static String algorithm(Optional<Shop> shop) {
    return shop.stream()
        .flatMap(one -> one.keys().values().stream())
        .flatMap(keys -> keys.form().current().stream())
        .map(one -> one.algorithm().label())
        .findFirst()
        .orElse(ALGORITHMS.getFirst());
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
