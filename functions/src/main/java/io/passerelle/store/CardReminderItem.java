package io.passerelle.store;

import static io.passerelle.store.Values.text;

import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.card.CardReminder;
import io.passerelle.card.LastFour;
import io.passerelle.card.TokenId;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// A plan of reminders as a row, and back, with a row that leads to it from its link. Both go some
/// time after the card's validity has ended.
final class CardReminderItem {

  static final String KIND = "CARDREMIND";

  private static final String PREFIX = KIND + "#";
  private static final String LINK = "CARDLINK#";
  private static final Duration KEPT = Duration.ofDays(400);

  private CardReminderItem() {}

  /// Where the plans of all companies that have this token stand.
  static String partition(TokenId token) {
    return PREFIX + token.mode() + "#" + token.token();
  }

  static Table.Key key(ReminderId id) {
    TokenId token = id.token();
    return new Table.Key(partition(token), ReminderId.month(id.expiry()) + "#" + token.company());
  }

  static ReminderId id(Table.Key key) {
    String[] place = key.partition().split("#", 3);
    String[] sort = key.sort().split("#", 2);
    TokenId token = new TokenId(sort[1], Mode.valueOf(place[1]), place[2]);
    return new ReminderId(token, ReminderId.expiry(sort[0]));
  }

  static Table.Key link(String link) {
    return new Table.Key(LINK + link, "LINK");
  }

  static ReminderId target(Row row) {
    return ReminderId.parse(text(Json.ours(row.document()), "reminder"));
  }

  /// A plan that is new is written with its link.
  static List<Row> write(CardReminder reminder) {
    Row row = row(reminder);
    if (reminder.version() > 0) {
      return List.of(row);
    }
    String target = ReminderId.of(reminder).toString();
    String document = Json.object(json -> json.writeStringField("reminder", target));
    return List.of(
        row, new Row(link(reminder.link()), 0, document, Optional.empty(), row.expires()));
  }

  private static Row row(CardReminder reminder) {
    String document =
        Json.object(json -> {
          json.writeStringField("lastFour", reminder.lastFour().map(LastFour::digits).orElse(""));
          json.writeNumberField("registered", reminder.registered());
          json.writeStringField("link", reminder.link());
          json.writeNumberField("sent", reminder.sent());
          json.writeBooleanField("placed", reminder.placed());
          if (reminder.lease().isPresent()) {
            json.writeStringField("lease", reminder.lease().get().toString());
          }
          json.writeNumberField("tries", reminder.tries());
          json.writeStringField("outcome", reminder.outcome());
        });
    String bucket = DueBuckets.of(KIND, reminder.link());
    Instant over = reminder.expiry().lastDay().atStartOfDay().toInstant(ZoneOffset.UTC);
    return new Row(
        key(ReminderId.of(reminder)),
        reminder.version(),
        document,
        reminder.due().map(at -> new Due(bucket, at)),
        Optional.of(over.plus(KEPT)));
  }

  static CardReminder read(Row row) {
    Json json = Json.ours(row.document());
    ReminderId id = id(row.key());
    return new CardReminder(
        id.token(),
        id.expiry(),
        LastFour.of(text(json, "lastFour")),
        json.get("registered").number().orElse(0L),
        text(json, "link"),
        json.get("sent").number().orElse(0L).intValue(),
        row.due().map(Due::at),
        json.get("placed").flag().orElse(false),
        json.get("lease").text().map(Instant::parse),
        json.get("tries").number().orElse(0L).intValue(),
        json.get("outcome").text(""),
        row.version());
  }
}
