package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Listed;
import io.passerelle.aws.Table.Row;
import io.passerelle.card.CardFacts;
import io.passerelle.card.CardToken;
import io.passerelle.card.Expiry;
import io.passerelle.card.Holder;
import io.passerelle.card.LastFour;
import io.passerelle.card.Listing;
import io.passerelle.card.NetworkState;
import io.passerelle.card.Seen;
import io.passerelle.card.SeenCard;
import io.passerelle.card.TokenId;
import io.passerelle.card.TokenState;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// A kept card as a row, and back. Tokens that several companies chose alike stand in one
/// partition, beside the counter of their news.
final class CardTokenItem {

  static final String KIND = "TOKEN";
  static final String SORT = "COMPANY#";

  /// Where all stand that are to be asked about. Each is written once a week: one bucket has room.
  static final String DUE = KIND + "#0";

  private static final String PREFIX = KIND + "#";

  private CardTokenItem() {}

  static String partition(Mode mode, String token) {
    return PREFIX + mode + "#" + token;
  }

  static Table.Key key(TokenId id) {
    return new Table.Key(partition(id.mode(), id.token()), SORT + id.company());
  }

  static Table.Key counter(Mode mode, String token) {
    return new Table.Key(partition(mode, token), "NEWS");
  }

  static TokenId id(Table.Key key) {
    String[] place = key.partition().split("#", 3);
    return new TokenId(key.sort().substring(SORT.length()), Mode.valueOf(place[1]), place[2]);
  }

  static String list(SiteId siteId) {
    return siteId + "#" + KIND;
  }

  static Row write(CardToken token) {
    Optional<Due> due = token.due().map(at -> new Due(DUE, at));
    return new Row(
        key(token.id()),
        token.version(),
        Json.object(json -> write(json, token)),
        due,
        Optional.empty(),
        Optional.of(new Listed(list(token.order().siteId()), token.since())));
  }

  private static void write(JsonGenerator json, CardToken token) throws IOException {
    json.writeStringField("since", token.since().toString());
    json.writeStringField("siteId", token.order().siteId().value());
    json.writeStringField("order", token.order().reference());
    json.writeStringField("entered", token.entered().toString());
    CardFacts facts = token.facts();
    json.writeNumberField("registered", facts.registered());
    SeenCard card = facts.seenCard();
    write(json, "brand", card.brand());
    write(json, "lastFour", shown(card.lastFour(), LastFour::digits));
    write(json, "expiry", shown(card.expiry(), Expiry::toString));
    json.writeNumberField("another", card.another());
    Seen<Holder> holder = facts.seenHolder();
    json.writeObjectFieldStart("holder");
    json.writeStringField("name", holder.value().name());
    json.writeStringField("email", holder.value().email());
    json.writeStringField("language", holder.value().language());
    json.writeNumberField("place", holder.place());
    json.writeEndObject();
    write(json, "told", facts.told());
    write(json, "cancelled", facts.cancelled());
    write(json, "network", facts.seenNetwork());
    json.writeNumberField("deleted", facts.deleted());
    json.writeNumberField("unanswered", token.unanswered());
    if (token.listing().isPresent()) {
      write(json, token.listing().get());
    }
  }

  private static void write(JsonGenerator json, Listing listing) throws IOException {
    json.writeObjectFieldStart("listing");
    json.writeStringField("file", listing.file());
    json.writeNumberField("line", listing.line());
    json.writeBooleanField("sound", listing.sound());
    json.writeEndObject();
  }

  private static <T> Seen<String> shown(Seen<Optional<T>> seen, Function<T, String> text) {
    return new Seen<>(seen.value().map(text).orElse(""), seen.place());
  }

  private static void write(JsonGenerator json, String name, Seen<?> seen) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("value", String.valueOf(seen.value()));
    json.writeNumberField("place", seen.place());
    json.writeEndObject();
  }

  static CardToken read(Row row) {
    Json json = Json.ours(row.document());
    return new CardToken(
        id(row.key()),
        Instant.parse(text(json, "since")),
        new OrderId(new SiteId(text(json, "siteId")), text(json, "order")),
        json.get("entered").text().map(Instant::parse).orElse(Instant.EPOCH),
        facts(json),
        listing(json.get("listing")),
        row.due().map(Due::at),
        (int) number(json, "unanswered"),
        row.version());
  }

  private static CardFacts facts(Json json) {
    return new CardFacts(
        number(json, "registered"),
        new SeenCard(
            seen(json, "brand", one -> one),
            seen(json, "lastFour", LastFour::of),
            seen(json, "expiry", CardTokenItem::expiry),
            number(json, "another")),
        holder(json.get("holder")),
        seen(json, "told", TokenState::valueOf),
        seen(json, "cancelled", Boolean::valueOf),
        seen(json, "network", NetworkState::valueOf),
        number(json, "deleted"));
  }

  private static Seen<Holder> holder(Json json) {
    Holder holder = new Holder(text(json, "name"), text(json, "email"), text(json, "language"));
    return new Seen<>(holder, number(json, "place"));
  }

  private static Optional<Listing> listing(Json json) {
    return json.get("file")
        .text()
        .map(file ->
            new Listing(file, number(json, "line"), json.get("sound").flag().orElse(false)));
  }

  private static Optional<Expiry> expiry(String text) {
    String[] parts = text.split("/", 2);
    return parts.length == 2 ? Expiry.of(parts[0], parts[1]) : Optional.empty();
  }

  private static <T> Seen<T> seen(Json json, String name, Function<String, T> value) {
    Json seen = json.get(name);
    return new Seen<>(value.apply(text(seen, "value")), number(seen, "place"));
  }

  private static long number(Json json, String name) {
    return json.get(name).number().orElse(0L);
  }
}
