package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// `POST` and `GET /sandbox/api/paymentorders/{siteId}`, which make payment orders and list them,
/// and `GET` and `POST …/{reference}`, which read one and change it (`{"do": …}`).
public final class PaymentOrderCalls implements Site {

  private static final String ALL = "/sandbox/api/paymentorders/";

  private final Operator operator;

  public PaymentOrderCalls(Operator operator) {
    this.operator = operator;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String[] place = request.path().substring(ALL.length()).split("/", 2);
    ObjectNode ask = Json.object();
    if (request.method().equals("POST")) {
      try {
        if (!(Json.read(request.text()) instanceof ObjectNode written)) {
          return error(400, "A payment order is a JSON object");
        }
        ask = written;
      } catch (UncheckedIOException e) {
        return error(400, "The body is not JSON");
      }
    }
    ask.put("siteId", place[0]);
    if (place.length == 2) {
      ask.put("reference", place[1]);
    }
    return answer(request, ask, place.length == 2);
  }

  private WebReply answer(WebRequest request, ObjectNode ask, boolean one) {
    return switch (request.method() + (one ? " one" : " all")) {
      case "POST all" -> operator.ask("createPaymentOrder", ask).reply();
      case "GET all" -> {
        for (String name : List.of("mode", "since", "page")) {
          Optional.ofNullable(request.query().get(name)).ifPresent(text -> ask.put(name, text));
        }
        yield operator.ask("paymentOrders", ask).reply();
      }
      case "GET one" -> operator.ask("paymentOrder", ask).reply();
      case "POST one" -> operator.ask("updatePaymentOrder", ask).reply();
      default -> error(405, "Only GET and POST can be asked here");
    };
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
