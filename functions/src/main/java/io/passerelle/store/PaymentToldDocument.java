package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.alert.Alert;
import io.passerelle.alert.Alert.PaymentTold;
import io.passerelle.edge.Json;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import java.io.IOException;
import java.time.Instant;

/// The facts of a mail about a payment as JSON, and back.
final class PaymentToldDocument {

  private PaymentToldDocument() {}

  static void write(JsonGenerator json, PaymentTold told) throws IOException {
    json.writeStringField("reader", told.reader().name());
    json.writeStringField("subject", told.subject().name());
    json.writeNumberField("amount", told.amount().minorUnits());
    json.writeStringField("currency", told.amount().currency().name());
    json.writeStringField("transaction", told.transaction());
    json.writeStringField("mode", told.mode().name());
    json.writeStringField("at", told.at().toString());
  }

  static PaymentTold read(OrderId order, Json json) {
    return new PaymentTold(
        order.siteId().value(),
        json.get("shopLabel").text(""),
        order.reference(),
        Alert.Reader.valueOf(json.get("reader").text("")),
        Alert.Subject.valueOf(json.get("subject").text("")),
        Money.of(
            json.get("amount").number().orElseThrow(),
            Currency.valueOf(json.get("currency").text(""))),
        json.get("transaction").text(""),
        Mode.valueOf(json.get("mode").text("")),
        Instant.parse(json.get("at").text("")));
  }
}
