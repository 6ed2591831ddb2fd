package io.passerelle.paymentorder;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A payment order as its merchant would write it down once more: what is then written over it is
/// checked as a new one is.
public final class Rewrite {

  /// What a payment order keeps for its whole life.
  private static final Set<String> FIXED = Set.of("reference", "mode", "channel");

  private Rewrite() {}

  /// All fields of `order` with those that `changes` has in their place. An end of validity that is
  /// over is left to the shop's default.
  public static Map<String, String> of(
      PaymentOrder order, Map<String, String> changes, Instant now) {
    for (String fixed : FIXED) {
      if (changes.containsKey(fixed)) {
        throw new InvalidField(fixed, "stays as it is");
      }
    }
    Map<String, String> fields = new HashMap<>(terms(order.terms()));
    fields.put("mode", order.mode().name());
    fields.put("channel", order.channel().name());
    fields.put("reference", order.id().reference());
    fields.put("amount", Long.toString(order.amount().minorUnits()));
    fields.put("currency", order.amount().currency().name());
    fields.put("to", order.message().to());
    fields.put("phone", order.message().phone());
    fields.put("bcc", String.join(";", order.message().blindCopies()));
    fields.put("subject", order.message().subject());
    fields.put("message", order.message().text());
    fields.put(Reminders.FIELD, days(order.sends().reminders().days()));
    if (order.validUntil().isAfter(now)) {
      fields.put(Validity.FIELD, order.validUntil().toString());
    }
    fields.putAll(changes);
    return fields;
  }

  private static String days(List<Integer> days) {
    return days.stream().map(String::valueOf).collect(Collectors.joining(";"));
  }

  private static Map<String, String> terms(Terms terms) {
    Map<String, String> fields = new HashMap<>();
    terms
        .validatedByHand()
        .ifPresent(byHand -> fields.put("validation", byHand ? "MANUAL" : "AUTOMATIC"));
    terms.captureDelay().ifPresent(days -> fields.put("captureDelay", Integer.toString(days)));
    fields.put("language", terms.language());
    if (terms.authentication() != Authentication.NO_PREFERENCE) {
      fields.put("authentication", terms.authentication().name());
    }
    fields.put("token", terms.token().name());
    fields.put("dataForm", Boolean.toString(terms.collectsData()));
    fields.put("description", terms.description());
    return fields;
  }
}
