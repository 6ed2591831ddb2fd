package io.passerelle.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.Table;
import io.passerelle.desk.PaymentOrderDesk;
import io.passerelle.desk.PaymentOrderSearches;
import io.passerelle.desk.PaymentOrderView;
import io.passerelle.desk.SearchRequest;
import io.passerelle.desk.Shown;
import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.InvalidField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Payment orders as resources, in the project's own style: what `openapi.json` says.
///
/// An update may name the state that it was decided on (`If-Match`); without that it is decided
/// anew where somebody else was first.
public final class ApiCalls {

  public static final String ALL = "/api/payment-orders";

  private static final int TURNS_MAX = 5;

  private final Callers callers;
  private final PaymentOrderDesk desk;
  private final PaymentOrderSearches searches;
  private final ApiCreation creation;

  public ApiCalls(
      Callers callers, PaymentOrderDesk desk, PaymentOrderSearches searches, ApiCreation creation) {
    this.callers = callers;
    this.desk = desk;
    this.searches = searches;
    this.creation = creation;
  }

  /// Answers every call, or says what is wrong with it.
  public Reply answer(Request request) {
    try {
      return call(callers.of(request), request);
    } catch (InvalidField invalid) {
      return Problem.INVALID_FIELD.reply(
          invalid.field() + " " + invalid.reason(),
          Map.of("field", invalid.field(), "reason", invalid.reason()));
    } catch (ApiFault fault) {
      return fault.problem().reply(fault.detail());
    } catch (Rejection rejection) {
      return refused(rejection);
    }
  }

  public static Reply refused(Rejection rejection) {
    Log.line("web service refused").with(Log.Field.REASON, rejection.reason().name()).write();
    return Problem.of(rejection).reply(rejection.detail());
  }

  private Reply call(Caller caller, Request request) {
    String reference = request.pathParameters().getOrDefault("reference", "");
    boolean all = reference.isEmpty();
    boolean acts = request.path().endsWith("/actions");
    return switch (request.method()) {
      case "GET" -> all ? list(caller, request) : one(200, found(caller, reference));
      case "POST" ->
          all ? made(caller, request) : acts ? acted(caller, reference, request) : missing();
      default -> missing();
    };
  }

  private static Reply missing() {
    throw new Rejection(Reason.NOT_FOUND);
  }

  private Reply made(Caller caller, Request request) {
    PaymentOrderDesk.Made made = creation.create(desk, caller, request);
    Map<String, String> headers = headers();
    if (made.count() == 1) {
      Shown one = made.shown().getFirst();
      headers.put("location", ALL + "/" + one.order().id().reference());
      headers.put("etag", tag(one));
    }
    return new Reply(201, headers, PaymentOrderView.list(made));
  }

  private Reply list(Caller caller, Request request) {
    Map<String, String> query = Form.parse(request.query().getBytes(UTF_8)).fields();
    for (String name : query.keySet()) {
      if (!SearchRequest.CONDITIONS.contains(name)) {
        throw new InvalidField(shown(name), "is not a parameter of the list");
      }
    }
    String asked =
        Json.object(json -> {
          json.writeStringField("mode", caller.mode().name());
          for (Map.Entry<String, String> one : query.entrySet()) {
            json.writeStringField(one.getKey(), one.getValue());
          }
        });
    SearchRequest search = new SearchRequest(Json.parse(asked), caller.shop());
    return new Reply(200, headers(), searches.list(search));
  }

  private static String shown(String name) {
    return name.matches("[A-Za-z]{1,40}") ? name : "?";
  }

  private Reply acted(Caller caller, String reference, Request request) {
    Json json = JsonBody.of(request);
    Map<String, String> fields = new HashMap<>(ApiFields.read(json));
    Action action = action(fields.getOrDefault("action", ""));
    fields.remove("action");
    Optional<String> match = request.header("if-match").filter(tags -> !tags.strip().equals("*"));
    for (int turn = 0; turn < TURNS_MAX; turn++) {
      Shown found = found(caller, reference);
      if (match.isPresent()
          && Arrays.stream(match.get().split(","))
              .map(String::strip)
              .noneMatch(tag(found)::equals)) {
        throw new ApiFault(Problem.CHANGED, "it is " + tag(found) + " now");
      }
      try {
        Shown done = desk.update(caller.shop(), found.order(), action, fields);
        return one(action == Action.CREATE_FROM ? 201 : 200, done);
      } catch (Table.Stale _) {
        // Read again, and decide again.
      }
    }
    throw new ApiFault(Problem.CONFLICT, "others are changing it, ask again");
  }

  private static Action action(String word) {
    return Arrays.stream(Action.values())
        .filter(one -> one.name().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new InvalidField("action", "must be one of " + List.of(Action.values())));
  }

  private Shown found(Caller caller, String reference) {
    return desk.find(caller.shop(), reference)
        .filter(shown -> shown.order().mode() == caller.mode())
        .orElseThrow(() -> new Rejection(Reason.NOT_FOUND));
  }

  private static Reply one(int status, Shown shown) {
    Map<String, String> headers = headers();
    headers.put("etag", tag(shown));
    if (status == 201) {
      headers.put("location", ALL + "/" + shown.order().id().reference());
    }
    return new Reply(status, headers, PaymentOrderView.of(shown));
  }

  /// The state on which an update may be decided: what was written last, and what time and payment
  /// have made of it.
  private static String tag(Shown shown) {
    return "\"" + shown.order().version() + "-" + shown.status() + "\"";
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.put("cache-control", "no-store");
    return headers;
  }
}
