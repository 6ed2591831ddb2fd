package io.passerelle.desk;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.LifeCycle;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.paymentorder.Terms;
import io.passerelle.store.PaymentOrderPage.Place;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Payment orders as merchants read them: what was asked, how it stands, what may be done with it.
final class PaymentOrderView {

  private PaymentOrderView() {}

  /// With the link as a QR code, which a list leaves out.
  static String of(PaymentLinks.Shown shown) {
    LinkQr qr = new LinkQr(shown.url());
    return Json.object(json -> {
      write(json, shown);
      json.writeStringField("qrSvg", qr.svg());
      json.writeStringField("qrPng", Base64.getEncoder().encodeToString(qr.png()));
    });
  }

  static String list(List<PaymentLinks.Shown> all, Optional<Place> next) {
    return Json.object(json -> {
      json.writeArrayFieldStart("paymentOrders");
      for (PaymentLinks.Shown one : all) {
        json.writeStartObject();
        write(json, one);
        json.writeEndObject();
      }
      json.writeEndArray();
      if (next.isPresent()) {
        json.writeStringField("page", next.get().toString());
      }
    });
  }

  private static void write(JsonGenerator json, PaymentLinks.Shown shown) throws IOException {
    PaymentOrder order = shown.order();
    Status status = order.status(shown.payment(), shown.at());
    json.writeStringField("siteId", order.id().siteId().toString());
    json.writeStringField("reference", order.id().reference());
    json.writeStringField("mode", order.mode().name());
    json.writeStringField("channel", order.channel().name());
    json.writeNumberField("amount", order.amount().minorUnits());
    json.writeStringField("currency", order.amount().currency().name());
    json.writeStringField("status", status.shown());
    json.writeBooleanField("beingPaid", order.isBeingPaid(shown.payment(), shown.at()));
    json.writeStringField("delivery", order.delivery().name());
    json.writeStringField("createdAt", order.createdAt().toString());
    json.writeStringField("validUntil", order.validUntil().toString());
    json.writeStringField("to", order.message().to());
    json.writeStringField("subject", order.message().subject());
    json.writeStringField("message", order.message().text());
    write(json, order.terms());
    json.writeStringField("link", shown.url());
    if (order.channel() == Channel.INVOICE) {
      json.writeStringField("invoiceForm", PaymentLinks.invoiceForm(shown));
    }
    json.writeStringField("sentence", shown.sentence());
    json.writeArrayFieldStart("actions");
    for (Action action : Action.values()) {
      if (LifeCycle.refusal(status, action, order.channel()).isEmpty()) {
        json.writeString(action.name());
      }
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Terms terms) throws IOException {
    json.writeStringField("language", terms.language());
    json.writeStringField("authentication", terms.authentication().name());
    json.writeStringField("description", terms.description());
    json.writeStringField("token", terms.token().name());
    json.writeBooleanField("dataForm", terms.collectsData());
    if (terms.captureDelay().isPresent()) {
      json.writeNumberField("captureDelay", terms.captureDelay().getAsInt());
    }
    if (terms.validatedByHand().isPresent()) {
      boolean byHand = terms.validatedByHand().get();
      json.writeStringField("validation", byHand ? "MANUAL" : "AUTOMATIC");
    }
  }
}
