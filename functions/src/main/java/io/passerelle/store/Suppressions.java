package io.passerelle.store;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Addresses that bounced or complained, for the whole deployment: one shop's bounce is the
/// reputation of all. A row's key holds the address as a hash, its document the address itself, for
/// the operators who lift it.
public final class Suppressions {

  private static final int TRIES_MAX = 5;

  private final Table table;

  public Suppressions(Table table) {
    this.table = table;
  }

  /// What holds for an address now; empty where mails are sent to it.
  public Optional<Suppression> find(String email) {
    return read(email).filter(one -> one.reason().isPresent());
  }

  public void add(String email, Suppression.Reason reason, Instant at) {
    change(email, before -> before.with(reason, at));
  }

  /// Whether there was something to lift.
  public boolean lift(String email, Instant at) {
    boolean held = find(email).isPresent();
    if (held) {
      change(email, before -> before.lifted(at));
    }
    return held;
  }

  private void change(String email, UnaryOperator<Suppression> change) {
    for (int tries = 1; ; tries++) {
      Suppression before = read(email).orElseGet(() -> Suppression.none(canonical(email)));
      Suppression after = change.apply(before);
      if (after.equals(before)) {
        return;
      }
      try {
        table.write(List.of(write(after)));
        return;
      } catch (Table.Stale stale) {
        if (tries == TRIES_MAX) {
          throw stale;
        }
      }
    }
  }

  private Optional<Suppression> read(String email) {
    return table.get(key(email)).map(Suppressions::read);
  }

  private static Table.Key key(String email) {
    return new Table.Key("SUPPRESSED#" + DigestId.sha256(canonical(email)), "ADDRESS");
  }

  /// Mail servers may tell `A@b` from `a@b`; nobody has two such mailboxes.
  private static String canonical(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static Row write(Suppression one) {
    String document =
        Json.object(json -> {
          json.writeStringField("email", one.email());
          json.writeStringField("bouncedAt", text(one.bouncedAt()));
          json.writeStringField("complainedAt", text(one.complainedAt()));
          json.writeStringField("liftedAt", text(one.liftedAt()));
        });
    return new Row(key(one.email()), one.version(), document);
  }

  private static Suppression read(Row row) {
    Json json = Json.ours(row.document());
    return new Suppression(
        json.get("email").text(""),
        instant(json, "bouncedAt"),
        instant(json, "complainedAt"),
        instant(json, "liftedAt"),
        row.version());
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  private static Optional<Instant> instant(Json json, String name) {
    return json.get(name).text().filter(text -> !text.isEmpty()).map(Instant::parse);
  }
}
