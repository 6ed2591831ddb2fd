package io.passerelle.webservice;

import io.passerelle.aws.Table;
import io.passerelle.desk.Making;
import io.passerelle.desk.PaymentOrderDesk;
import io.passerelle.desk.Shown;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The gateway's web services on payment orders (REST V4), for clients that know the gateway alone.
///
/// What is wrong with the business of a call comes with HTTP status 200 and the status ERROR in the
/// envelope. As there, no call is idempotent: whoever lost an answer reads before asking again.
public final class GatewayCalls {

  private static final int TURNS_MAX = 5;
  private static final int TEXT_MAX = 2_000;

  private final Callers callers;
  private final PaymentOrderDesk desk;
  private final Clock clock;

  public GatewayCalls(Callers callers, PaymentOrderDesk desk, Clock clock) {
    this.callers = callers;
    this.desk = desk;
    this.clock = clock;
  }

  /// `service` is what follows `V4/` in the path.
  public Reply answer(String service, Request request) {
    String ticket = ticket();
    Instant now = clock.instant();
    String called = service.matches("[A-Za-z/]{1,60}") ? service : "";
    GatewayEnvelope unknown = new GatewayEnvelope(called, Optional.empty(), now, ticket);
    try {
      Caller caller = callers.of(request);
      return answer(caller, new GatewayEnvelope(called, Optional.of(caller), now, ticket), request);
    } catch (Rejection rejection) {
      Log.line("web service refused").with(Log.Field.REASON, rejection.reason().name()).write();
      return rejection.reason() == Reason.TOO_MANY_TRIES
          ? unknown.failure(200, fault(GatewayFault.TOO_OFTEN, "Too many requests", rejection))
          : unknown.failure(
              401, fault(GatewayFault.WRONG_LOGIN, "Invalid login or key", rejection));
    }
  }

  /// The answer to a request that could not be read at all.
  public static Reply unread(Rejection rejection, Instant now) {
    return new GatewayEnvelope("", Optional.empty(), now, ticket())
        .failure(rejection.reason().status(), unreadable(rejection));
  }

  private static String ticket() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private Reply answer(Caller caller, GatewayEnvelope envelope, Request request) {
    try {
      return envelope.success(call(caller, envelope.service(), JsonBody.of(request)));
    } catch (GatewayFault fault) {
      return envelope.failure(200, fault);
    } catch (Rejection rejection) {
      Log.line("web service refused").with(Log.Field.REASON, rejection.reason().name()).write();
      int status = rejection.reason() == Reason.MALFORMED ? 200 : rejection.reason().status();
      return envelope.failure(status, unreadable(rejection));
    }
  }

  private static GatewayFault unreadable(Rejection rejection) {
    return fault(GatewayFault.NO_JSON, "The request cannot be read", rejection);
  }

  private static GatewayFault fault(String code, String text, Rejection rejection) {
    return new GatewayFault(code, text, rejection.detail());
  }

  private Map<String, @Nullable Object> call(Caller caller, String service, Json json) {
    return switch (service) {
      case "Charge/SDKTest" -> test(json);
      case "Charge/CreatePaymentOrder" -> create(caller, json);
      case "Charge/PaymentOrder/Get", "PaymentOrder/Get" -> GatewayOrder.of(found(caller, json));
      case "Charge/PaymentOrder/Update", "PaymentOrder/Update" -> update(caller, json);
      case "Charge/PaymentOrder/Cancel", "PaymentOrder/Cancel" ->
          GatewayOrder.of(acted(caller, json, Action.CANCEL, Map.of()));
      default -> throw new GatewayFault(GatewayFault.UNKNOWN_SERVICE, "Unknown web service", "");
    };
  }

  /// Says that site id and password are right.
  private static Map<String, @Nullable Object> test(Json json) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    String value = json.get("value").text("");
    answer.put("value", value.length() > TEXT_MAX ? value.substring(0, TEXT_MAX) : value);
    answer.put("_type", "V4/Charge/SDKTest");
    return answer;
  }

  private Map<String, @Nullable Object> create(Caller caller, Json json) {
    GatewayDraft.Written written = GatewayDraft.read(json);
    Map<String, String> fields = new LinkedHashMap<>(written.fields());
    fields.put("mode", caller.mode().name());
    try {
      return GatewayOrder.of(
          desk.create(caller.shop(), fields, Making.fresh(clock.instant())).shown().getFirst());
    } catch (InvalidField invalid) {
      throw GatewayField.fault(invalid, written.paths());
    } catch (Rejection refused) {
      boolean taken = refused.reason() == Reason.CONFLICT;
      throw GatewayField.fault(
          taken ? "orderId" : "channelOptions", taken ? 13 : 99, refused.detail());
    }
  }

  private Map<String, @Nullable Object> update(Caller caller, Json json) {
    Shown shown = found(caller, json);
    Map<String, String> fields = GatewayUpdate.read(json, shown);
    if (shown.status() != Status.RUNNING) {
      throw wrongState("it is not running");
    }
    return GatewayOrder.of(
        fields.isEmpty() ? shown : acted(caller, json, Action.CHANGE_VALIDITY, fields));
  }

  private Shown found(Caller caller, Json json) {
    Json id = json.get(GatewayUpdate.ID);
    if (GatewayMembers.isNothing(id)) {
      throw GatewayField.fault(GatewayUpdate.ID, 99, "is needed");
    }
    return id.text()
        .flatMap(handle -> OrderHandle.read(handle, caller.shop().siteId()))
        .flatMap(code -> desk.find(caller.shop(), code))
        .filter(shown -> shown.order().mode() == caller.mode())
        .orElseThrow(() -> new GatewayFault(GatewayFault.NOT_FOUND, "Payment order not found", ""));
  }

  /// Reads again where somebody was first, such as a buyer who has left to pay.
  private Shown acted(Caller caller, Json json, Action action, Map<String, String> fields) {
    for (int turn = 0; turn < TURNS_MAX; turn++) {
      try {
        return desk.update(caller.shop(), found(caller, json).order(), action, fields);
      } catch (Table.Stale _) {
        // Read again, and decide again.
      } catch (InvalidField invalid) {
        throw GatewayField.fault(GatewayUpdate.END, 99, invalid.reason());
      } catch (Rejection refused) {
        throw wrongState(refused.detail());
      }
    }
    throw wrongState("others are changing it");
  }

  private static GatewayFault wrongState(String why) {
    return new GatewayFault(
        GatewayFault.WRONG_STATE, "Action not allowed in the order's state", why);
  }
}
