package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Found;
import io.passerelle.aws.Table.Key;
import io.passerelle.aws.Table.Row;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Keyset;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The shops and their rules.
public final class Shops {

  /// A shop with its rules, which stand in one row because they are read together.
  public record Entry(Shop shop, Rules rules) {}

  private static final int PAGE = 500;

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

  /// All shops that there are, in no order that means anything.
  public List<SiteId> all() {
    List<SiteId> all = new ArrayList<>();
    Optional<Found> last = Optional.empty();
    List<Found> page;
    do {
      page = table.list(ShopItem.LIST, Instant.EPOCH, last, PAGE);
      page.forEach(found -> all.add(ShopItem.siteId(found.key())));
      last = page.isEmpty() ? last : Optional.of(page.getLast());
    } while (page.size() == PAGE);
    return all;
  }

  /// The shop that a platform names so when it calls ([Connection#identity]).
  public Optional<Entry> byPlatform(Platform platform, String identity) {
    return table
        .get(pointerKey(platform, identity))
        .map(row -> new SiteId(row.document()))
        .flatMap(this::find)
        .filter(entry -> isOf(entry, platform, identity));
  }

  private static boolean isOf(Entry entry, Platform platform, String identity) {
    Connection connection = entry.shop().connection();
    return connection.platform() == platform
        && connection.identity().filter(identity::equals).isPresent();
  }

  private static Key pointerKey(Platform platform, String identity) {
    return new Key("PLATFORM#" + platform + "#" + identity, "SHOP");
  }

  private static Rules rules(Json json) {
    try {
      return Rules.read(json.get("rules"));
    } catch (Rejection rejection) {
      throw new IllegalStateException("rules of ours cannot be read: " + rejection.words());
    }
  }

  /// Saves a shop as the version after the one it was read at. A platform's shop that another one
  /// is connected to is a [Rejection]: its payments would go to two merchants.
  public void save(Shop shop, Rules rules) {
    List<Row> rows = new ArrayList<>();
    rows.add(items.write(shop, rules.toJson()));
    Platform platform = shop.connection().platform();
    shop.connection()
        .identity()
        .flatMap(identity -> pointer(shop.siteId(), platform, identity))
        .ifPresent(rows::add);
    table.write(rows);
  }

  /// The row by which the platform's calls find the shop; empty where it stands already.
  private Optional<Row> pointer(SiteId siteId, Platform platform, String identity) {
    Key key = pointerKey(platform, identity);
    Optional<Row> known = table.get(key);
    if (known.filter(row -> row.document().equals(siteId.value())).isPresent()) {
      return Optional.empty();
    }
    if (byPlatform(platform, identity).isPresent()) {
      throw new Rejection(Reason.INVALID, "connection: another shop is connected to " + identity);
    }
    return Optional.of(new Row(key, known.map(Row::version).orElse(0L), siteId.value()));
  }
}
