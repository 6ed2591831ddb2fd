package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Outgoing;
import io.passerelle.edge.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The gateway's side of refunds, cancellations and captures, with its rules (REST V4): a refund
/// that is asked for twice is made twice, an amount can only go down, a captured payment cannot be
/// cancelled.
final class RefundingGateway {

  /// One transaction; amounts are in cents.
  static final class Made {
    final String uuid;
    final String order;
    final String operation;
    final String parent;
    final int sequence;
    String status;
    long amount;

    /// The comment of the call that made it.
    String by = "";

    /// The buyer's attempt.
    String transactionId = "360000";

    Instant at = Instant.parse("2026-01-15T10:00:00Z");

    Made(String uuid, String order, String operation, String parent, int sequence) {
      this.uuid = uuid;
      this.order = order;
      this.operation = operation;
      this.parent = parent;
      this.sequence = sequence;
      this.status = "AUTHORISED";
    }
  }

  /// What goes wrong with the next call that would move money.
  enum Fault {
    LOST_BEFORE,
    LOST_AFTER,
    HTML_AFTER,
    UNAVAILABLE_BEFORE,
    UNAVAILABLE_AFTER,
    TOO_MANY,
    NO_NAME
  }

  final Map<String, Made> all = new LinkedHashMap<>();
  final List<String> writes = new ArrayList<>();
  final Deque<Object> faults = new ArrayDeque<>();

  /// How much was given back, or not taken, by the calls with one comment.
  final Map<String, Long> moved = new HashMap<>();

  /// Done while a call is under way, after it was taken.
  Runnable meanwhile = () -> {};

  private final Map<String, List<Made>> byOrder = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  Made pays(String order, String uuid, String status, long amount) {
    Made made = new Made(uuid, order, "DEBIT", "", 1);
    made.status = status;
    made.amount = amount;
    add(made);
    return made;
  }

  void add(Made made) {
    all.put(made.uuid, made);
    byOrder.computeIfAbsent(made.order, _ -> new ArrayList<>()).add(made);
  }

  List<Made> of(String order) {
    return byOrder.getOrDefault(order, List.of());
  }

  long refunded(String uuid) {
    Made debit = all.get(uuid);
    return debit == null ? 0 : refunded(uuid, debit.order);
  }

  private long refunded(String uuid, String order) {
    return of(order).stream()
        .filter(one -> one.parent.equals(uuid) && !one.status.equals("REFUSED"))
        .mapToLong(one -> one.amount)
        .sum();
  }

  Answer answer(Outgoing outgoing) {
    String service = outgoing.url().replaceAll(".*/V4/", "");
    Json argument = Json.parse(Requests.text(outgoing.body()));
    if (service.equals("Order/Get")) {
      return order(argument.get("orderId").text(""));
    }
    if (service.equals("Transaction/Get")) {
      return one(argument.get("uuid").text(""));
    }
    writes.add(service + " " + Requests.text(outgoing.body()));
    return faulty(() -> write(service, argument));
  }

  private Answer faulty(Supplier<Answer> write) {
    Object fault = faults.isEmpty() ? "" : faults.removeFirst();
    return switch (fault) {
      case Fault.LOST_BEFORE -> Bridge.unanswered(Trouble.TIMEOUT, "no full answer in time");
      case Fault.UNAVAILABLE_BEFORE -> Bridge.answered(503, "");
      case Fault.TOO_MANY -> Bridge.answered(429, "slow down");
      case Fault.NO_NAME -> Bridge.unanswered(Trouble.DNS, "no such name");
      case Fault.LOST_AFTER -> {
        Answer _ = write.get();
        yield Bridge.unanswered(Trouble.CONNECTION, "closed");
      }
      case Fault.HTML_AFTER -> {
        Answer _ = write.get();
        yield Bridge.answered(200, "<html>Maintenance</html>");
      }
      case Fault.UNAVAILABLE_AFTER -> {
        Answer _ = write.get();
        yield Bridge.answered(502, "Bad gateway");
      }
      case String code when !code.isEmpty() -> Bridge.error(code);
      default -> {
        Answer answer = write.get();
        meanwhile.run();
        yield answer;
      }
    };
  }

  private Answer write(String service, Json argument) {
    Made made = all.get(argument.get("uuid").text(""));
    if (made == null) {
      return Bridge.error("PSP_010");
    }
    String by = argument.get("comment").text("");
    return switch (service) {
      case "Transaction/CancelOrRefund" ->
          argument.get("resolutionMode").text("").equals("REFUND_ONLY")
              ? refund(made, argument.get("amount").number().orElse(made.amount), by)
              : cancel(made, by);
      case "Transaction/Update" ->
          update(made, argument.get("cardUpdate").get("amount").number().orElseThrow(), by);
      case "Transaction/Validate" -> validate(made);
      default -> Bridge.error("INT_901");
    };
  }

  private Answer refund(Made debit, long amount, String by) {
    if (!debit.status.equals("CAPTURED")) {
      return Bridge.error(debit.status.equals("CANCELLED") ? "PSP_105" : "PSP_076");
    }
    long rest = debit.amount - refunded(debit.uuid);
    if (amount > rest) {
      return Bridge.error(rest == 0 ? "PSP_104" : "PSP_511");
    }
    int number = numbers.merge(debit.uuid, 1, Integer::sum);
    Made credit =
        new Made(debit.uuid + "-" + number, debit.order, "CREDIT", debit.uuid, debit.sequence);
    credit.amount = amount;
    credit.by = by;
    moved.merge(by, amount, Long::sum);
    credit.transactionId = "930244";
    credit.at = debit.at.plusSeconds(60);
    add(credit);
    return one(credit.uuid);
  }

  private Answer cancel(Made made, String by) {
    if (made.status.equals("CAPTURED") || made.status.equals("CANCELLED")) {
      return Bridge.error(made.status.equals("CAPTURED") ? "PSP_075" : "PSP_105");
    }
    moved.merge(by, made.amount, Long::sum);
    made.status = "CANCELLED";
    return one(made.uuid);
  }

  private Answer update(Made made, long amount, String by) {
    if (!made.status.startsWith("AUTHORISED") || amount > made.amount) {
      return Bridge.error("PSP_503");
    }
    moved.merge(by, made.amount - amount, Long::sum);
    made.amount = amount;
    return one(made.uuid);
  }

  private Answer validate(Made made) {
    if (!made.status.equals("AUTHORISED_TO_VALIDATE")) {
      return Bridge.error("PSP_503");
    }
    made.status = "AUTHORISED";
    return one(made.uuid);
  }

  private Answer one(String uuid) {
    Optional<Made> made = Optional.ofNullable(all.get(uuid));
    return made.map(one -> success(json -> write(json, one))).orElseGet(Bridge::notFound);
  }

  private Answer order(String reference) {
    List<Made> made = of(reference);
    if (made.isEmpty()) {
      return Bridge.notFound();
    }
    return success(json -> {
      json.writeArrayFieldStart("transactions");
      for (Made one : made) {
        json.writeStartObject();
        write(json, one);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static Answer success(Writing writing) {
    return Bridge.answered(
        200,
        Json.object(json -> {
          json.writeStringField("status", "SUCCESS");
          json.writeStringField("mode", "TEST");
          json.writeObjectFieldStart("answer");
          writing.to(json);
          json.writeEndObject();
        }));
  }

  private void write(JsonGenerator json, Made one) throws IOException {
    json.writeStringField("shopId", "12345678");
    json.writeStringField("uuid", one.uuid);
    json.writeNumberField("amount", one.amount);
    json.writeStringField("currency", "EUR");
    json.writeStringField("detailedStatus", one.status);
    json.writeStringField("operationType", one.operation);
    json.writeStringField("creationDate", one.at.toString());
    json.writeObjectFieldStart("transactionDetails");
    json.writeNumberField("sequenceNumber", one.sequence);
    json.writeNumberField("effectiveAmount", one.amount);
    json.writeStringField("effectiveCurrency", "EUR");
    if (!one.parent.isEmpty()) {
      json.writeStringField("parentTransactionUuid", one.parent);
    }
    json.writeObjectFieldStart("cardDetails");
    json.writeStringField("legacyTransId", one.transactionId);
    json.writeStringField("legacyTransDate", one.at.toString());
    json.writeObjectFieldStart("captureResponse");
    long refunded = refunded(one.uuid);
    if (refunded > 0) {
      json.writeNumberField("refundAmount", refunded);
      json.writeStringField("refundCurrency", "EUR");
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
