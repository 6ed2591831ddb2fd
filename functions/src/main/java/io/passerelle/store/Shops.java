package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Keyset;
import io.passerelle.shop.Shop;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The shops and their rules.
public final class Shops {

  /// A shop with its rules, which stand in one row because they are read together.
  public record Entry(Shop shop, Rules rules) {}

  private final Table table;
  private final ShopItem items;

  public Shops(Table table, Supplier<Keyset> keyset) {
    this.table = table;
    this.items = new ShopItem(keyset);
  }

  public Optional<Entry> find(SiteId siteId) {
    return table
        .get(ShopItem.key(siteId))
        .map(row -> {
          Json json = Json.ours(row.document());
          return new Entry(items.read(siteId, row, json), rules(json));
        });
  }

  private static Rules rules(Json json) {
    try {
      return Rules.read(json.get("rules"));
    } catch (Rejection rejection) {
      throw new IllegalStateException("rules of ours cannot be read: " + rejection.words());
    }
  }

  /// Saves a shop as the version after the one it was read at.
  public void save(Shop shop, Rules rules) {
    table.write(List.of(items.write(shop, rules.toJson())));
  }
}
