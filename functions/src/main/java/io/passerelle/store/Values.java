package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;
import java.io.IOException;
import java.time.LocalDate;

/// Amounts and attempts within documents. What we wrote ourselves is there when it is read.
final class Values {

  private Values() {}

  static void write(JsonGenerator json, AttemptId attempt) throws IOException {
    json.writeStringField("day", attempt.day().toString());
    json.writeStringField("transactionId", attempt.transactionId());
  }

  static AttemptId attempt(Json json) {
    return new AttemptId(LocalDate.parse(text(json, "day")), text(json, "transactionId"));
  }

  static void write(JsonGenerator json, String name, Money money) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("minorUnits", money.minorUnits());
    json.writeStringField("currency", money.currency().name());
    json.writeEndObject();
  }

  static Money money(Json json) {
    return Money.of(
        json.get("minorUnits").number().orElseThrow(), Currency.valueOf(text(json, "currency")));
  }

  static String text(Json json, String name) {
    return json.get(name).text().orElseThrow(() -> new IllegalStateException("no " + name));
  }
}
