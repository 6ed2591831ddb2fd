package io.passerelle.desk;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.edge.Json;
import io.passerelle.payment.Transaction;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.LifeCycle;
import io.passerelle.paymentorder.Message;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Reminders;
import io.passerelle.paymentorder.Status;
import io.passerelle.paymentorder.Terms;
import io.passerelle.store.Sending;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/// Payment orders as merchants read them: what was asked, how it stands, what may be done with it.
public final class PaymentOrderView {

  private PaymentOrderView() {}

  /// With the link as a QR code, the message, what was sent of it and what was paid, which a list
  /// leaves out.
  public static String of(Shown shown) {
    LinkQr qr = new LinkQr(shown.url());
    return Json.object(json -> {
      write(json, shown);
      boolean sms = shown.order().channel().isToPhone();
      json.writeObjectFieldStart("written");
      TemplateView.write(json, shown.message(), sms);
      json.writeEndObject();
      write(json, shown.sendings(), sms);
      writeTransactions(json, shown);
      json.writeStringField("qrSvg", qr.svg());
      json.writeStringField("qrPng", Base64.getEncoder().encodeToString(qr.png()));
    });
  }

  private static void writeTransactions(JsonGenerator json, Shown shown) throws IOException {
    json.writeArrayFieldStart("transactions");
    for (Transaction one : shown.transactions()) {
      json.writeStartObject();
      json.writeStringField("transactionUuid", one.key());
      json.writeStringField("transactionId", one.attempt().transactionId());
      json.writeStringField("date", one.attempt().day().toString());
      json.writeStringField("operation", one.operation().name());
      json.writeStringField("status", one.state().name());
      json.writeNumberField("amount", one.effective().minorUnits());
      json.writeStringField("currency", one.effective().currency().name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// What has gone to the buyer, the oldest first.
  private static void write(JsonGenerator json, List<Sending> sendings, boolean sms)
      throws IOException {
    json.writeArrayFieldStart("sendings");
    for (Sending one : sendings) {
      json.writeStartObject();
      json.writeStringField("cause", one.cause().name());
      json.writeStringField("at", one.createdAt().toString());
      json.writeStringField("state", one.state().name());
      json.writeStringField("reason", one.reason());
      json.writeStringField("to", one.to());
      TemplateView.write(json, new Composed(one.subject(), one.text(), ""), sms);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Those that were made together.
  public static String list(PaymentOrderDesk.Made made) {
    return Json.object(json -> {
      write(json, made.shown());
      json.writeNumberField("count", made.count());
    });
  }

  static String list(PaymentOrderSearches.Listed listed) {
    return Json.object(json -> {
      write(json, listed.orders());
      writePage(json, listed);
    });
  }

  /// The same with these columns alone, each as a text.
  static String list(PaymentOrderSearches.Listed listed, List<OrderColumn> columns) {
    return Json.object(json -> {
      json.writeArrayFieldStart("paymentOrders");
      for (Shown one : listed.orders()) {
        json.writeStartObject();
        for (OrderColumn column : columns) {
          json.writeStringField(column.title(), column.of(one));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      writePage(json, listed);
    });
  }

  private static void write(JsonGenerator json, List<Shown> all) throws IOException {
    json.writeArrayFieldStart("paymentOrders");
    for (Shown one : all) {
      json.writeStartObject();
      write(json, one);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writePage(JsonGenerator json, PaymentOrderSearches.Listed listed)
      throws IOException {
    if (listed.next().isPresent()) {
      json.writeStringField("page", listed.next().get().toString());
    }
  }

  private static void write(JsonGenerator json, Shown shown) throws IOException {
    PaymentOrder order = shown.order();
    Status status = shown.status();
    json.writeStringField("siteId", order.id().siteId().toString());
    json.writeStringField("reference", order.id().reference());
    json.writeStringField("mode", order.mode().name());
    json.writeStringField("channel", order.channel().name());
    json.writeNumberField("amount", order.amount().minorUnits());
    json.writeStringField("currency", order.amount().currency().name());
    json.writeStringField("status", status.shown());
    json.writeBooleanField("beingPaid", shown.isBeingPaid());
    json.writeStringField("delivery", order.delivery().name());
    json.writeStringField("failure", order.sends().failure());
    json.writeNumberField("sends", order.sends().count());
    json.writeStringField("createdAt", order.createdAt().toString());
    json.writeStringField("validUntil", order.validUntil().toString());
    write(json, order.message());
    write(json, order.terms());
    json.writeStringField("link", shown.url());
    if (order.channel() == Channel.INVOICE) {
      json.writeStringField("invoiceForm", PaymentLinks.invoiceForm(shown));
    }
    writeWords(json, order.channel(), shown.message());
    write(json, order.sends().reminders());
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

  private static void write(JsonGenerator json, Message message) throws IOException {
    json.writeStringField("to", message.to());
    json.writeStringField("phone", message.phone());
    json.writeStringField("bcc", String.join(";", message.blindCopies()));
    json.writeStringField("subject", message.subject());
    json.writeStringField("message", message.text());
  }

  /// What a merchant copies, or what a text message costs.
  private static void writeWords(JsonGenerator json, Channel channel, Composed message)
      throws IOException {
    if (channel.isByHand()) {
      json.writeStringField("sentence", message.text());
    }
    if (channel.isToPhone()) {
      json.writeNumberField("smsCount", message.sms().count());
      json.writeStringField("smsEncoding", message.sms().encoding().name());
    }
  }

  private static void write(JsonGenerator json, Reminders reminders) throws IOException {
    json.writeArrayFieldStart(Reminders.FIELD);
    for (int day : reminders.days()) {
      json.writeNumber(day);
    }
    json.writeEndArray();
    if (reminders.due().isPresent()) {
      json.writeStringField("nextReminder", reminders.due().get().toString());
    }
  }
}
