package io.passerelle.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.alert.Alert;
import io.passerelle.alert.Alert.DeliveryFailed;
import io.passerelle.alert.Alert.PaymentFlagged;
import io.passerelle.alert.Alert.PaymentTold;
import io.passerelle.alert.Alert.TargetRecovered;
import io.passerelle.alert.CardFileFaulty;
import io.passerelle.alert.CardsExpiring;
import io.passerelle.alert.FileServerFailing;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Due;
import io.passerelle.aws.Table.Row;
import io.passerelle.delivery.FailureClass;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Verdict;
import io.passerelle.edge.Json;
import io.passerelle.payment.OrderId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// A mail to send as a row, and back.
final class MailingItem {

  private static final String PREFIX = "MAIL#";

  private MailingItem() {}

  static Table.Key key(MailingId id) {
    return new Table.Key(OrderItem.partition(id.order()), PREFIX + id.id());
  }

  static String id(Table.Key key) {
    return key.sort().substring(PREFIX.length());
  }

  static Row write(Mailing mailing) {
    String document =
        Json.object(json -> {
          write(json, mailing.alert());
          json.writeArrayFieldStart("to");
          for (String address : mailing.to()) {
            json.writeString(address);
          }
          json.writeEndArray();
          json.writeStringField("language", mailing.language());
          json.writeStringField("zone", mailing.zone());
          json.writeStringField("createdAt", mailing.createdAt().toString());
          json.writeNumberField("tries", mailing.tries());
          if (mailing.lease().isPresent()) {
            json.writeStringField("lease", mailing.lease().get().toString());
          }
          if (mailing.place().isPresent()) {
            json.writeStringField("place", mailing.place().get().toString());
          }
        });
    Optional<Due> due =
        mailing.due().map(at -> new Due(DueBuckets.mails(mailing.id().order()), at));
    return new Row(key(mailing.id()), mailing.version(), document, due, Optional.empty());
  }

  private static void write(JsonGenerator json, Alert alert) throws IOException {
    json.writeStringField("alert", alert.getClass().getSimpleName());
    json.writeStringField("shopLabel", alert.shopLabel());
    switch (alert) {
      case DeliveryFailed failed -> write(json, failed);
      case TargetRecovered recovered -> {
        json.writeStringField("ruleLabel", recovered.ruleLabel());
        json.writeStringField("targetUrl", recovered.targetUrl());
        json.writeStringField("since", recovered.since().toString());
      }
      case PaymentFlagged flagged -> {
        json.writeStringField("kind", flagged.kind().name());
        json.writeStringField("detail", flagged.detail());
      }
      case PaymentTold told -> PaymentToldDocument.write(json, told);
      case CardsExpiring expiring -> CardsExpiringDocument.write(json, expiring);
      case CardFileFaulty faulty -> FileAlertDocument.write(json, faulty);
      case FileServerFailing failing -> FileAlertDocument.write(json, failing);
    }
  }

  private static void write(JsonGenerator json, DeliveryFailed failed) throws IOException {
    json.writeStringField("ruleLabel", failed.ruleLabel());
    json.writeStringField("targetUrl", failed.targetUrl());
    json.writeNumberField("attempt", failed.attempt());
    json.writeNumberField("attemptsMax", failed.attemptsMax());
    json.writeStringField("failure", failed.failure().failureClass().name());
    json.writeNumberField("status", failed.failure().status().orElse(0));
    json.writeStringField("finding", failed.failure().finding().map(Finding::words).orElse(""));
    json.writeBooleanField("paid", failed.paid());
    json.writeStringField("excerpt", failed.excerpt());
    if (failed.next().isPresent()) {
      json.writeStringField("next", failed.next().get().toString());
    }
    if (failed.resendLink().isPresent()) {
      json.writeStringField("resendLink", failed.resendLink().get());
    }
    json.writeBooleanField("automaticReplay", failed.automaticReplay());
  }

  static Mailing read(MailingId id, Row row) {
    Json json = Json.ours(row.document());
    return new Mailing(
        id,
        alert(id.order(), json),
        json.get("to").items().stream().flatMap(address -> address.text().stream()).toList(),
        json.get("language").text("fr"),
        json.get("zone").text("UTC"),
        Instant.parse(json.get("createdAt").text("")),
        number(json, "tries"),
        row.due().map(Due::at),
        json.get("lease").text().map(Instant::parse),
        json.get("place").text().map(Instant::parse),
        row.version());
  }

  private static Alert alert(OrderId order, Json json) {
    return switch (json.get("alert").text("")) {
      case "DeliveryFailed" -> deliveryFailed(order, json);
      case "TargetRecovered" ->
          new TargetRecovered(
              order.siteId().value(),
              json.get("shopLabel").text(""),
              order.reference(),
              json.get("ruleLabel").text(""),
              json.get("targetUrl").text(""),
              Instant.parse(json.get("since").text("")));
      case "PaymentFlagged" ->
          new PaymentFlagged(
              order.siteId().value(),
              json.get("shopLabel").text(""),
              order.reference(),
              Alert.Kind.valueOf(json.get("kind").text("")),
              json.get("detail").text(""));
      case "PaymentTold" -> PaymentToldDocument.read(order, json);
      case "CardsExpiring" -> CardsExpiringDocument.read(order, json);
      case "CardFileFaulty" -> FileAlertDocument.faulty(order, json);
      case "FileServerFailing" -> FileAlertDocument.failing(order, json);
      default -> throw new IllegalStateException("an unknown alert is stored");
    };
  }

  private static DeliveryFailed deliveryFailed(OrderId order, Json json) {
    return new DeliveryFailed(
        order.siteId().value(),
        json.get("shopLabel").text(""),
        order.reference(),
        json.get("ruleLabel").text(""),
        json.get("targetUrl").text(""),
        number(json, "attempt"),
        number(json, "attemptsMax"),
        failure(json),
        json.get("paid").flag().orElse(false),
        json.get("excerpt").text(""),
        json.get("next").text().map(Instant::parse),
        json.get("resendLink").text(),
        json.get("automaticReplay").flag().orElse(true));
  }

  private static Verdict.Failed failure(Json json) {
    int status = number(json, "status");
    return new Verdict.Failed(
        FailureClass.valueOf(json.get("failure").text("OTHER")),
        status == 0 ? OptionalInt.empty() : OptionalInt.of(status),
        Finding.of(json.get("finding").text("")));
  }

  private static int number(Json json, String name) {
    return json.get(name).number().orElse(0L).intValue();
  }
}
