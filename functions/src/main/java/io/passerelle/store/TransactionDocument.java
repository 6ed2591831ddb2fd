package io.passerelle.store;

import static io.passerelle.store.Values.attempt;
import static io.passerelle.store.Values.money;
import static io.passerelle.store.Values.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Transaction;
import io.passerelle.payment.TransactionState;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// An order's transactions within its document.
final class TransactionDocument {

  private TransactionDocument() {}

  static void write(JsonGenerator json, Collection<Transaction> transactions) throws IOException {
    json.writeArrayFieldStart("transactions");
    for (Transaction transaction : transactions) {
      json.writeStartObject();
      json.writeStringField("key", transaction.key());
      Values.write(json, transaction.attempt());
      json.writeStringField("operation", transaction.operation().name());
      json.writeNumberField("sequence", transaction.sequence());
      json.writeStringField("state", transaction.state().name());
      Values.write(json, "effective", transaction.effective());
      json.writeArrayFieldStart("told");
      for (TransactionState told : new TreeSet<>(transaction.told())) {
        json.writeString(told.name());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static Map<String, Transaction> read(Json json) {
    Map<String, Transaction> transactions = new HashMap<>();
    for (Json item : json.get("transactions").items()) {
      Transaction transaction =
          new Transaction(
              text(item, "key"),
              attempt(item),
              Operation.valueOf(text(item, "operation")),
              item.get("sequence").number().orElse(1L).intValue(),
              TransactionState.valueOf(text(item, "state")),
              money(item.get("effective")),
              told(item));
      transactions.put(transaction.key(), transaction);
    }
    return transactions;
  }

  private static Set<TransactionState> told(Json transaction) {
    Set<TransactionState> told = EnumSet.noneOf(TransactionState.class);
    transaction.get("told").items().stream()
        .flatMap(word -> word.text().stream())
        .map(TransactionState::valueOf)
        .forEach(told::add);
    return told;
  }
}
