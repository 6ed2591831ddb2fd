package io.passerelle.webservice;

import io.passerelle.desk.Making;
import io.passerelle.desk.PaymentOrderDesk;
import io.passerelle.edge.JsonTree;
import io.passerelle.edge.Request;
import io.passerelle.payment.Mode;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.store.RepeatKeys;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes payment orders, and the same ones again where the caller repeats an `Idempotency-Key`.
public final class ApiCreation {

  /// How many are made by one call: each is several writes, and a caller waits for all.
  static final int RECIPIENTS_MAX = 100;

  private static final String HEADER = "idempotency-key";
  private static final String KEY = "[\\x21-\\x7E][\\x20-\\x7E]{0,254}";

  private final RepeatKeys keys;
  private final Clock clock;

  public ApiCreation(RepeatKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  PaymentOrderDesk.Made create(PaymentOrderDesk desk, Caller caller, Request request) {
    Map<String, String> fields = ApiFields.read(JsonBody.of(request));
    String mode = fields.getOrDefault("mode", caller.mode().name());
    if (!mode.equals(caller.mode().name())) {
      throw new InvalidField("mode", "must be that of the password, " + caller.mode());
    }
    for (String name : List.of("to", "phone")) {
      if (fields.getOrDefault(name, "").split(";", -1).length > RECIPIENTS_MAX) {
        throw new InvalidField(name, "must have at most " + RECIPIENTS_MAX + " recipients");
      }
    }
    fields.put("mode", caller.mode().name());
    Making fresh = Making.fresh(clock.instant());
    Optional<String> key = key(request);
    boolean known =
        key.filter(one -> keys.isKnown(caller.shop().siteId(), caller.mode(), one)).isPresent();
    if (!known) {
      desk.check(caller.shop(), fields, fresh.at());
    }
    Making making = key.map(one -> claimed(caller, one, fields, fresh)).orElse(fresh);
    return desk.create(caller.shop(), fields, making);
  }

  private static Optional<String> key(Request request) {
    Optional<String> key = request.header(HEADER).map(String::strip);
    if (key.isPresent() && !key.get().matches(KEY)) {
      throw new InvalidField("Idempotency-Key", "must be 1 to 255 printable characters");
    }
    return key;
  }

  /// What was being made under the key, or what is given.
  private Making claimed(Caller caller, String key, Map<String, String> fields, Making fresh) {
    String request = RepeatKeys.digest(JsonTree.text(fields));
    RepeatKeys.Entry given =
        new RepeatKeys.Entry(request, fresh.at(), fresh.reference(), fresh.seed());
    Mode mode = caller.mode();
    RepeatKeys.Entry entry = keys.claim(caller.shop().siteId(), mode, key, given);
    if (!entry.request().equals(request)) {
      throw new ApiFault(Problem.KEY_REUSED, "choose a new key for a new request");
    }
    return new Making(entry.at(), entry.reference(), entry.seed());
  }
}
