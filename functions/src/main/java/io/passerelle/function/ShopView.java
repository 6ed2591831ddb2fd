package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.shop.PageSettings;
import io.passerelle.shop.Shop;
import io.passerelle.store.Shops;
import io.passerelle.store.Suppression;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A shop as operators read it: which keys there are, and never a key.
final class ShopView {

  private ShopView() {}

  /// `suppressed` are those of its addresses that get no mail; `madeNow` is the webhook secret that
  /// was made just now, and is told this once.
  static String of(
      Shops.Entry entry,
      RestAccounts accounts,
      List<Suppression> suppressed,
      Optional<Secret> madeNow) {
    Shop shop = entry.shop();
    return Json.object(json -> {
      json.writeStringField("siteId", shop.siteId().value());
      json.writeStringField("label", shop.label());
      json.writeStringField("company", shop.company());
      json.writeStringField("brand", shop.brand());
      json.writeStringField("mode", shop.mode().name());
      json.writeStringField(
          "algorithm",
          shop.keys(shop.mode()).form().current().map(key -> key.algorithm().label()).orElse(""));
      json.writeBooleanField("hasTestKey", hasKey(shop, Mode.TEST));
      json.writeBooleanField("hasProductionKey", hasKey(shop, Mode.PRODUCTION));
      json.writeBooleanField(
          "hasRestPassword", shop.keys(shop.mode()).restPassword().current().isPresent());
      json.writeBooleanField("hasWebhookSecret", shop.webhookKeys().current().isPresent());
      if (madeNow.isPresent()) {
        json.writeStringField("webhookSecret", madeNow.get().reveal());
      }
      json.writeStringField("reconciliation", accounts.standing(shop, shop.mode()));
      json.writeObjectFieldStart("connection");
      String platform = shop.connection().platform().name();
      json.writeStringField("platform", platform.toLowerCase(Locale.ROOT));
      write(json, shop.connection().fields());
      json.writeEndObject();
      json.writeFieldName("rules");
      json.writeRawValue(entry.rules().toJson());
      MailAddresses.write(json, suppressed);
      json.writeObjectFieldStart("settings");
      writeSettings(json, shop.settings());
      json.writeEndObject();
    });
  }

  /// As they can be saved again.
  private static void writeSettings(JsonGenerator json, Map<String, String> settings)
      throws IOException {
    Map<String, String> texts = new TreeMap<>(settings);
    String instalments = texts.remove(PageSettings.INSTALMENTS);
    write(json, texts);
    if (instalments != null) {
      json.writeFieldName(PageSettings.INSTALMENTS);
      json.writeRawValue(instalments);
    }
  }

  private static void write(JsonGenerator json, Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
  }

  private static boolean hasKey(Shop shop, Mode mode) {
    return shop.keys(mode).form().current().isPresent();
  }
}
