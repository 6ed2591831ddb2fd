package io.passerelle.gateway;

import io.passerelle.card.Card;
import io.passerelle.edge.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Reads the answer of `Token/Get`. One of another token or mode than was asked for, or that does
/// not say readably whether the token is cancelled, is no answer.
final class TokenAnswers {

  private TokenAnswers() {}

  static TokenAnswer of(RestAccount account, String token, Json envelope, Instant now) {
    Json answer = envelope.get("answer");
    String mode = envelope.get("mode").text(account.mode().name());
    if (!mode.equals(account.mode().name())
        || !answer.get("paymentMethodToken").text("").equals(token)) {
      return new TokenAnswer.Failed(ServiceTrouble.GARBAGE, "another token or mode");
    }
    Json cancellation = answer.get("cancellationDate");
    try {
      boolean cancelled =
          cancellation.isPresent()
              && !OffsetDateTime.parse(cancellation.text("")).toInstant().isAfter(now);
      return new TokenAnswer.Known(cancelled, card(answer.get("tokenDetails")));
    } catch (DateTimeException _) {
      return new TokenAnswer.Failed(ServiceTrouble.GARBAGE, "cancellationDate");
    }
  }

  private static Card card(Json details) {
    return KeptCard.card(
        KeptCard.plain(details.get("effectiveBrand")),
        KeptCard.plain(details.get("pan")),
        KeptCard.plain(details.get("expiryMonth")),
        KeptCard.plain(details.get("expiryYear")));
  }
}
