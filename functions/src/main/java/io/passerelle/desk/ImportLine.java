package io.passerelle.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Hmac;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Reminders;
import io.passerelle.paymentorder.Validity;
import io.passerelle.store.Import;
import io.passerelle.store.Imports;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the records of a file mean (gateway's batch format, version 2): the header, and a payment
/// order in each line.
///
/// A line makes the same payment order whenever it is read: codes and tokens come from the import's
/// secret and the line's number, times from the import's beginning.
final class ImportLine {

  private static final String VERSION = "02";
  private static final String ACTION = "PAYMENT";

  /// By column: the first four are the gateway's own, without its action; those that follow are in
  /// the order of a payment order's fields here.
  private static final List<String> COLUMNS =
      List.of(
          "channel",
          "action",
          "reference",
          "amount",
          "currency",
          "validation",
          "captureDelay",
          "language",
          Validity.FIELD,
          "to",
          "bcc",
          "subject",
          "message",
          "token",
          "authentication",
          "dataForm",
          "description",
          "phone",
          Reminders.FIELD);

  private static final int NEEDED = 4;

  private ImportLine() {}

  /// The mode that a header names, or an [InvalidField] for what is wrong with it.
  static Mode header(List<String> fields, SiteId siteId) {
    if (fields.size() < NEEDED || !fields.getFirst().strip().equals(VERSION)) {
      throw new InvalidField("header", "must be 02;shop;TEST or PRODUCTION;ALL");
    }
    if (!fields.get(1).strip().equals(siteId.value())) {
      throw new InvalidField("header", "names another shop than " + siteId);
    }
    if (!fields.get(3).strip().equals("ALL")) {
      throw new InvalidField("header", "must have ALL as its channel: each line names its own");
    }
    requireBlank(fields, NEEDED);
    return Stream.of(Mode.values())
        .filter(mode -> mode.name().equals(fields.get(2).strip()))
        .findFirst()
        .orElseThrow(() -> new InvalidField("header", "must have the mode TEST or PRODUCTION"));
  }

  /// A line's payment order, or an [InvalidField] for the first that is wrong with it.
  static Imports.Line read(Import one, long line, List<String> fields) {
    if (fields.size() < NEEDED) {
      throw new InvalidField("line", "is short: channel, action, reference and amount are needed");
    }
    requireBlank(fields, COLUMNS.size());
    Draft draft = Draft.read(named(one, fields), one.defaults(), one.startedAt());
    if (draft.messages().size() > 1) {
      throw new InvalidField("to", "must be one recipient: a line is one payment order");
    }
    String base = "po-" + LinkCode.of(drawn(one, line, "reference", LinkCode.BYTES)).text();
    PaymentOrder order =
        draft
            .orders(
                one.siteId(), base, () -> drawn(one, line, "code", LinkCode.BYTES), one.startedAt())
            .getFirst();
    String token =
        Base64.getUrlEncoder().withoutPadding().encodeToString(drawn(one, line, "token", 32));
    return new Imports.Line(line, order, PaymentLinks.session(order, token));
  }

  private static Map<String, String> named(Import one, List<String> fields) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < Math.min(fields.size(), COLUMNS.size()); i++) {
      if (!fields.get(i).isBlank()) {
        named.put(COLUMNS.get(i), fields.get(i));
      }
    }
    String action = named.getOrDefault("action", ACTION);
    if (!action.strip().equals(ACTION)) {
      throw new InvalidField("action", "must be empty or PAYMENT");
    }
    named.remove("action");
    String channel = named.getOrDefault("channel", "").strip();
    if (channel.isEmpty()) {
      throw new InvalidField("channel", "is needed, such as URL");
    }
    named.put("channel", channel.equals("MAIL") ? Channel.EMAIL.name() : channel);
    named.put("mode", one.mode().name());
    return named;
  }

  /// Spreadsheets write empty columns behind the last.
  private static void requireBlank(List<String> fields, int from) {
    if (fields.stream().skip(from).anyMatch(field -> !field.isBlank())) {
      throw new InvalidField("line", "has more than " + from + " columns");
    }
  }

  /// Bytes that nobody guesses who has not the import's secret.
  private static byte[] drawn(Import one, long line, String use, int count) {
    byte[] all =
        Hmac.sha256(
            one.secret().getBytes(UTF_8), (one.tag() + " " + use + " " + line).getBytes(UTF_8));
    return Arrays.copyOf(all, count);
  }
}
