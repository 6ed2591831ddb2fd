package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.delivery.Delivery;
import io.passerelle.edge.Json;
import io.passerelle.store.RecoveryRun.Sum;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What came of a recovery, or would: how many deliveries go, of which orders, and which orders
/// have failed deliveries that are up to date, because a later one was delivered.
final class Recovered {

  private final Set<String> orders = new TreeSet<>();
  private final Set<String> upToDate = new TreeSet<>();
  private long deliveries;
  private long underWay;
  private long triedTooOften;

  synchronized void goes(Delivery delivery) {
    deliveries++;
    orders.add(delivery.id().order().reference());
  }

  synchronized void isUpToDate(Delivery delivery) {
    upToDate.add(delivery.id().order().reference());
  }

  synchronized void isUnderWay() {
    underWay++;
  }

  synchronized void wasTriedTooOften() {
    triedTooOften++;
  }

  synchronized int orders() {
    return orders.size() + upToDate.size();
  }

  synchronized Sum sum() {
    return new Sum(deliveries, upToDate.size(), underWay, triedTooOften);
  }

  /// `next` is there where somebody has to ask again.
  synchronized String json(boolean more, Optional<RecoveryCursor> next) {
    return Json.object(json -> {
      json.writeNumberField("deliveries", deliveries);
      write(json, "orders", orders);
      write(json, "upToDate", upToDate);
      json.writeNumberField("underWay", underWay);
      json.writeNumberField("triedTooOften", triedTooOften);
      json.writeBooleanField("more", more);
      if (next.isPresent()) {
        json.writeStringField("page", next.get().toString());
      }
    });
  }

  private static void write(JsonGenerator json, String name, Set<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
