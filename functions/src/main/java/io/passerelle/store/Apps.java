package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Keyset;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The deployment's apps at the platforms, their secrets sealed.
public final class Apps {

  private final Table table;
  private final Supplier<Keyset> keyset;

  public Apps(Table table, Supplier<Keyset> keyset) {
    this.table = table;
    this.keyset = keyset;
  }

  public Optional<PlatformApp> find(Platform platform, String name) {
    return table.get(key(platform, name)).map(row -> read(platform, name, row));
  }

  public void save(PlatformApp app) {
    table.write(List.of(write(app)));
  }

  /// Keeps a secret with which an app of that name proves itself, where it is not known yet.
  public void note(Platform platform, String name, Secret secret) {
    PlatformApp app =
        find(platform, name).orElse(new PlatformApp(platform, name, "", List.of(), 0));
    if (!app.secrets().contains(secret)) {
      save(app.with(secret));
    }
  }

  private static Table.Key key(Platform platform, String name) {
    return new Table.Key("APP#" + platform + "#" + name, "APP");
  }

  private static String place(Platform platform, String name) {
    return "APP/" + platform + "/" + name;
  }

  private Row write(PlatformApp app) {
    String place = place(app.platform(), app.name());
    String document =
        Json.object(json -> {
          json.writeStringField("clientId", app.clientId());
          json.writeArrayFieldStart("secrets");
          for (Secret secret : app.secrets()) {
            json.writeString(keyset.get().seal(secret, place));
          }
          json.writeEndArray();
        });
    return new Row(key(app.platform(), app.name()), app.version(), document);
  }

  private PlatformApp read(Platform platform, String name, Row row) {
    Json json = Json.ours(row.document());
    String place = place(platform, name);
    List<Secret> secrets =
        json.get("secrets").items().stream()
            .map(sealed -> keyset.get().open(sealed.text(""), place))
            .toList();
    return new PlatformApp(platform, name, json.get("clientId").text(""), secrets, row.version());
  }
}
