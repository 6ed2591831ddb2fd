package io.passerelle.store;

import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.alert.CardsExpiring;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.payment.OrderId;
import java.io.IOException;
import java.time.YearMonth;

/// The facts of a month's mail on expiring cards as JSON, and back.
final class CardsExpiringDocument {

  private CardsExpiringDocument() {}

  static void write(JsonGenerator json, CardsExpiring expiring) throws IOException {
    json.writeStringField("mode", expiring.mode().name());
    json.writeStringField("month", expiring.month().toString());
    json.writeNumberField("months", expiring.months());
    json.writeNumberField("near", expiring.near());
    json.writeNumberField("over", expiring.over());
    json.writeArrayFieldStart("cards");
    for (CardsExpiring.Line line : expiring.cards()) {
      json.writeStartObject();
      json.writeStringField("card", line.card());
      json.writeStringField("end", line.end());
      json.writeBooleanField("over", line.over());
      json.writeStringField("order", line.order());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static CardsExpiring read(OrderId order, Json json) {
    return new CardsExpiring(
        order.siteId().value(),
        json.get("shopLabel").text(""),
        Mode.valueOf(text(json, "mode")),
        YearMonth.parse(text(json, "month")),
        number(json, "months"),
        number(json, "near"),
        number(json, "over"),
        json.get("cards").items().stream().map(CardsExpiringDocument::line).toList());
  }

  private static CardsExpiring.Line line(Json json) {
    return new CardsExpiring.Line(
        text(json, "card"),
        text(json, "end"),
        json.get("over").flag().orElse(false),
        text(json, "order"));
  }

  private static int number(Json json, String name) {
    return json.get(name).number().orElse(0L).intValue();
  }
}
