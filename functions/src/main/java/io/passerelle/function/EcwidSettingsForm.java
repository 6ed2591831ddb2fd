package io.passerelle.function;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Credential;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import io.passerelle.shop.ecwid.EcwidStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a merchant typed into the settings page, read into a shop by the same rules as an
/// operator's document, so that nothing can be saved here that could not be saved there.
final class EcwidSettingsForm {

  static final String SETTINGS = "settings.";
  static final String LANGUAGES = "availableLanguages";
  static final String THREE_DS = "threeDsBelow";

  private static final int TEXT_MAX = 1_000;

  private final Form form;
  private final EcwidStore store;

  EcwidSettingsForm(Form form, EcwidStore store) {
    this.form = form;
    this.store = store;
  }

  Optional<SiteId> siteId() {
    return typed("siteId").filter(SiteId::isValid).map(SiteId::new);
  }

  Optional<Secret> secret(String name) {
    return typed(name).map(Secret::of);
  }

  /// What the page shows again, of which no key is part.
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    for (EcwidField field : EcwidField.values()) {
      if (field.kind() == EcwidField.Kind.LANGUAGES) {
        EcwidField.PAGE_LANGUAGES.forEach(
            one -> typed(field.name(one)).ifPresent(on -> values.put(field.name(one), on)));
      } else if (field.kind() != EcwidField.Kind.SECRET) {
        values.put(field.id(), typed(field.id()).orElse(""));
      }
    }
    return values;
  }

  static Map<String, String> values(Optional<Shop> shop, EcwidStore store) {
    Map<String, String> values = new HashMap<>();
    shop.ifPresent(known -> {
      known.settings().forEach((name, value) -> values.put(SETTINGS + name, value));
      values.put("siteId", known.siteId().value());
      values.put("mode", known.mode().name());
      known.keys().values().stream()
          .flatMap(keys -> keys.form().current().stream())
          .map(Credential::algorithm)
          .findFirst()
          .ifPresent(algorithm -> values.put("algorithm", algorithm.label()));
    });
    for (String one : values.getOrDefault(SETTINGS + LANGUAGES, "").split(";", -1)) {
      values.put(EcwidField.AVAILABLE_LANGUAGES.name(one), "on");
    }
    values.computeIfPresent(
        SETTINGS + THREE_DS,
        (_, minor) -> Money.of(Long.parseLong("0" + minor), currency(store)).decimal());
    return values;
  }

  /// The shop, where all that was typed can be saved; else what cannot, by the fields' names.
  Optional<Shop> shop(
      Optional<Shop> before,
      String brand,
      Connection connection,
      Map<String, String> problems,
      Instant now) {
    Map<String, Object> document = document(before, brand, problems);
    for (int tries = 0; tries <= EcwidField.values().length; tries++) {
      try {
        Json json = Json.parse(JsonTree.text(document));
        return Optional.of(
            ShopDocument.read(json, before, brand::equals, now).withConnection(connection));
      } catch (Rejection rejection) {
        String field = rejection.detail().split(" ", 2)[0];
        problems.putIfAbsent(field, rejection.detail());
        putAside(document, field);
      }
    }
    return Optional.empty();
  }

  private Map<String, Object> document(
      Optional<Shop> before, String brand, Map<String, String> problems) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (EcwidField field : EcwidField.values()) {
      if (!field.isSetting()) {
        typed(field.id()).ifPresent(value -> document.put(field.id(), value));
      }
    }
    document.put("brand", brand);
    if (before.isEmpty()) {
      document.put("company", "ecwid-" + store.storeId());
      document.put("label", store.name().isBlank() ? store.storeId() : store.name());
    }
    document.put("settings", settings(before, problems));
    return document;
  }

  /// The page's settings over those that it does not show, such as the language of mails.
  private Map<String, Object> settings(Optional<Shop> before, Map<String, String> problems) {
    Map<String, Object> settings = new LinkedHashMap<>();
    before.ifPresent(shop -> settings.putAll(shop.settings()));
    for (EcwidField field : EcwidField.values()) {
      if (field.isSetting()) {
        settings.put(field.setting(), setting(field, problems));
      }
    }
    settings.values().removeIf(""::equals);
    return settings;
  }

  private String setting(EcwidField field, Map<String, String> problems) {
    return switch (field.kind()) {
      case LANGUAGES -> {
        List<String> chosen = new ArrayList<>(EcwidField.PAGE_LANGUAGES);
        chosen.removeIf(one -> typed(field.name(one)).isEmpty());
        yield String.join(";", chosen);
      }
      case SWITCH -> typed(field.id()).isPresent() ? "true" : "false";
      case AMOUNT -> minorUnits(field, problems);
      default -> typed(field.id()).orElse("");
    };
  }

  private String minorUnits(EcwidField field, Map<String, String> problems) {
    String typed = typed(field.id()).orElse("").replace(',', '.');
    try {
      return typed.isEmpty() ? "" : Long.toString(Money.parse(typed, currency(store)).minorUnits());
    } catch (IllegalArgumentException e) {
      problems.put(field.id(), "must be an amount");
      return "";
    }
  }

  private static Currency currency(EcwidStore store) {
    return store.currency().flatMap(Currency::ofCode).orElse(Currency.EUR);
  }

  /// Takes what is wrong out of the document, or fills in what is missing, so that everything else
  /// is looked at too: nobody likes to be told of mistakes one by one.
  private static void putAside(Map<String, Object> document, String field) {
    if (document.get("settings") instanceof Map<?, ?> settings && field.startsWith(SETTINGS)) {
      settings.remove(field.substring(SETTINGS.length()));
    } else if (document.remove(field) == null || field.equals("siteId")) {
      document.put(field, "00000000");
    }
  }

  private Optional<String> typed(String name) {
    return form.field(name)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text);
  }
}
