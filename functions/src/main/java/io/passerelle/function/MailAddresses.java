package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.alert.EmailAddress;
import io.passerelle.delivery.Rules;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.store.Suppression;
import io.passerelle.store.Suppressions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// What operators ask of addresses that get no mail any more.
final class MailAddresses {

  /// A shop's rules may hold a thousand addresses; each is a read.
  private static final int LOOKED_UP_MAX = 100;

  private final Suppressions suppressions;

  MailAddresses(Suppressions suppressions) {
    this.suppressions = suppressions;
  }

  /// Those of a shop's addresses that get no mail.
  List<Suppression> suppressed(Rules rules) {
    return rules.addresses().stream()
        .limit(LOOKED_UP_MAX)
        .flatMap(email -> suppressions.find(email).stream())
        .toList();
  }

  String unsuppress(Json request, Instant now) {
    EmailAddress email =
        EmailAddress.parse(request.get("email").text(""))
            .orElseThrow(() -> new Rejection(Reason.INVALID, "email is not a mail address"));
    if (!suppressions.lift(email.value(), now)) {
      throw new Rejection(Reason.NOT_FOUND, "this address is not suppressed");
    }
    Log.line("suppression lifted").with(Log.Field.OUTCOME, "LIFTED").write();
    return Json.object(json -> {
      json.writeStringField("email", email.value());
      json.writeBooleanField("suppressed", false);
    });
  }

  static void write(JsonGenerator json, List<Suppression> suppressed) throws IOException {
    json.writeArrayFieldStart("suppressed");
    for (Suppression one : suppressed) {
      json.writeStartObject();
      json.writeStringField("email", one.email());
      json.writeStringField("reason", one.reason().map(Enum::name).orElse(""));
      json.writeStringField("at", one.at().map(Instant::toString).orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
