package io.passerelle.carddesk;

import io.passerelle.payment.SiteId;
import io.passerelle.shop.Shop;
import io.passerelle.store.Shops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which shops are of one company.
public final class Companies {

  private Companies() {}

  /// A shop that names no company is one by itself, as in the name of a token.
  public static String of(Shop shop) {
    return shop.company().isBlank() ? shop.siteId().value() : shop.company().strip();
  }

  /// All shops, by company.
  static Map<String, List<SiteId>> all(Shops shops) {
    Map<String, List<SiteId>> companies = new TreeMap<>();
    for (SiteId siteId : shops.all()) {
      shops
          .find(siteId)
          .map(entry -> of(entry.shop()))
          .ifPresent(name -> companies.computeIfAbsent(name, _ -> new ArrayList<>()).add(siteId));
    }
    return companies;
  }
}
