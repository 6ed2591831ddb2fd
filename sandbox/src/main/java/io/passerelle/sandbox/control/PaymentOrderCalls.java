package io.passerelle.sandbox.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `POST` and `GET /sandbox/api/paymentorders/{siteId}`, which make payment orders and search for
/// them by what the query says, and `GET` and `POST …/{reference}`, which read one and change it
/// (`{"do": …}`). With `format=csv` a search answers a file, or a page of one: the header
/// `x-next-page` has the `page` to ask for next.
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
    return answer(request, place[0], ask, place.length == 2);
  }

  private WebReply answer(WebRequest request, String siteId, ObjectNode ask, boolean one) {
    return switch (request.method() + (one ? " one" : " all")) {
      case "POST all" -> operator.ask("createPaymentOrder", ask).reply();
      case "GET all" -> {
        Map<String, String> asked = new HashMap<>(request.query());
        String format = Optional.ofNullable(asked.remove("format")).orElse("json");
        asked.forEach(ask::put);
        ask.put("siteId", siteId);
        yield switch (format) {
          case "json" -> operator.ask("paymentOrders", ask).reply();
          case "csv" -> csv(operator.ask("exportPaymentOrders", ask));
          default -> error(400, "The format is json or csv");
        };
      }
      case "GET one" -> operator.ask("paymentOrder", ask).reply();
      case "POST one" -> operator.ask("updatePaymentOrder", ask).reply();
      default -> error(405, "Only GET and POST can be asked here");
    };
  }

  private static WebReply csv(Operator.Answer answer) {
    if (!answer.isOk()) {
      return answer.reply();
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "text/csv; charset=utf-8");
    if (answer.body().has("page")) {
      headers.put("x-next-page", answer.body().path("page").asText());
    }
    return new WebReply(200, headers, answer.body().path("csv").asText().getBytes(UTF_8));
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
