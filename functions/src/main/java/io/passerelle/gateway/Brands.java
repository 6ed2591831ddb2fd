package io.passerelle.gateway;

import io.passerelle.edge.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The brands that are known: those whose hosts are published, and those that a deployment adds.
///
/// The source of the hosts is `reference` of the vendor's modules and pages. Where a REST host is
/// not published, a deployment that needs it gives it.
public final class Brands {

  private static final List<Brand> PUBLISHED =
      List.of(
          brand("payzen", "secure.payzen.eu", "api.payzen.eu"),
          brand("lyra", "secure.lyra.com", "api.lyra.com"),
          brand("systempay", "paiement.systempay.fr", "api.systempay.fr"),
          brand(
              "sogecommerce",
              "sogecommerce.societegenerale.eu",
              "api-sogecommerce.societegenerale.eu"),
          brand(
              "scellius",
              "scelliuspaiement.labanquepostale.fr",
              "api.scelliuspaiement.labanquepostale.fr"),
          brand("clicandpay", "clicandpay.groupecdn.fr"),
          brand("osb", "secure.osb.pf"),
          brand("micuentaweb", "secure.micuentaweb.pe", "api.micuentaweb.pe"),
          brand("payzen-latam", "secure.payzen.lat", "api.payzen.lat"),
          brand("payzen-brazil", "secure.payzen.com.br", "api.payzen.com.br"));

  private final Map<String, Brand> byName = new TreeMap<>();

  private Brands(Collection<Brand> brands) {
    brands.forEach(brand -> byName.put(brand.name(), brand));
  }

  public static Brands published() {
    return new Brands(PUBLISHED);
  }

  /// The published brands and a deployment's own, which may replace one: `{"name": {"form":
  /// "https://…/vads-payment/", "rest": "https://…/api-payment/V4/"}}`.
  public static Brands with(String json) {
    Brands brands = published();
    Json.parse(json)
        .members()
        .forEach((name, hosts) -> {
          String form =
              hosts
                  .get("form")
                  .text()
                  .orElseThrow(() -> new IllegalArgumentException("brand without form URL"));
          brands.byName.put(name, new Brand(name, form, hosts.get("rest").text()));
        });
    return brands;
  }

  public Optional<Brand> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Collection<String> names() {
    return byName.keySet();
  }

  private static Brand brand(String name, String formHost) {
    return new Brand(name, "https://" + formHost + Brand.FORM_PATH, Optional.empty());
  }

  private static Brand brand(String name, String formHost, String restHost) {
    return new Brand(
        name,
        "https://" + formHost + Brand.FORM_PATH,
        Optional.of("https://" + restHost + Brand.REST_PATH));
  }
}
