package io.passerelle.gateway;

import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.edge.Rejection;
import io.passerelle.gateway.RestExchange.Reply.Answered;
import io.passerelle.gateway.RestExchange.Reply.Silence;
import io.passerelle.gateway.ServiceAnswer.Failed;
import io.passerelle.gateway.ServiceAnswer.Found;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The gateway's web services (REST V4).
///
/// A business error comes with HTTP status 200, so the envelope's own status decides. What reads
/// may be repeated; what moves money is asked for by [MoneyCalls] alone, and must not be.
public final class WebServices {

  private static final int TRANSACTIONS_MAX = 100;

  private final RestExchange exchange;

  public WebServices(RestExchange exchange) {
    this.exchange = exchange;
  }

  /// All transactions of an order, of every operation (`Order/Get`).
  public ServiceAnswer ofOrder(RestAccount account, String reference) {
    return call(account, "Order/Get", Map.of("orderId", reference));
  }

  /// One transaction (`Transaction/Get`).
  public ServiceAnswer ofTransaction(RestAccount account, String uuid) {
    return call(account, "Transaction/Get", Map.of("uuid", uuid));
  }

  /// A kept card as it is now (`Token/Get`). A date of cancellation that has come counts.
  public TokenAnswer ofToken(RestAccount account, String token, Instant now) {
    return call(
        account,
        "Token/Get",
        Map.of("paymentMethodToken", token),
        envelope -> TokenAnswers.of(account, token, envelope, now),
        failed -> new TokenAnswer.Failed(failed.trouble(), failed.code()));
  }

  ServiceAnswer call(RestAccount account, String service, Map<String, ?> argument) {
    return call(account, service, argument, envelope -> found(account, envelope), one -> one);
  }

  private <T> T call(
      RestAccount account,
      String service,
      Map<String, ?> argument,
      Function<Json, T> found,
      Function<Failed, T> failed) {
    RestExchange.Reply reply =
        exchange.post(account.url() + service, account.authorization(), JsonTree.text(argument));
    return switch (reply) {
      case Silence(String why) -> failed.apply(new Failed(ServiceTrouble.UNAVAILABLE, why));
      case Answered(int status, String text) -> answer(status, text, found, failed);
    };
  }

  private static <T> T answer(
      int status, String text, Function<Json, T> found, Function<Failed, T> failed) {
    if (status == 429) {
      return failed.apply(new Failed(ServiceTrouble.RATE_LIMITED, "HTTP 429"));
    }
    if (status >= 500) {
      return failed.apply(new Failed(ServiceTrouble.UNAVAILABLE, "HTTP " + status));
    }
    try {
      Json envelope = Json.parse(text);
      return switch (envelope.get("status").text("")) {
        case "SUCCESS" -> found.apply(envelope);
        case "ERROR" -> failed.apply(failed(envelope.get("answer").get("errorCode").text("")));
        default -> failed.apply(unreadable(status));
      };
    } catch (Rejection _) {
      return failed.apply(unreadable(status));
    }
  }

  private static Failed unreadable(int status) {
    ServiceTrouble trouble =
        status == 401 ? ServiceTrouble.BAD_CREDENTIALS : ServiceTrouble.GARBAGE;
    return new Failed(trouble, "HTTP " + status);
  }

  private static Failed failed(String code) {
    String shown = code.matches("[A-Z]{1,10}_[0-9]{1,5}") ? code : "(no code)";
    return new Failed(ServiceTrouble.of(shown), shown);
  }

  private static ServiceAnswer found(RestAccount account, Json envelope) {
    Json answer = envelope.get("answer");
    String mode = envelope.get("mode").text(account.mode().name());
    List<Json> items =
        answer.has("transactions") ? answer.get("transactions").items() : List.of(answer);
    List<ToldTransaction> transactions =
        items.stream()
            .map(ToldTransaction::new)
            .sorted(Comparator.comparing(ToldTransaction::createdAt))
            .toList();
    boolean ours =
        mode.equals(account.mode().name())
            && transactions.stream().allMatch(one -> one.isOf(account));
    if (!ours) {
      return new Failed(ServiceTrouble.GARBAGE, "another shop or mode");
    }
    if (transactions.size() > TRANSACTIONS_MAX) {
      return new Failed(ServiceTrouble.TOO_MANY_RESULTS, transactions.size() + " transactions");
    }
    return transactions.isEmpty()
        ? new Failed(ServiceTrouble.NOT_FOUND, "no transaction")
        : new Found(transactions);
  }
}
