package io.passerelle.alert;

import io.passerelle.delivery.CleanText;
import io.passerelle.delivery.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody has to be told, as facts.
///
/// No record has a place for a secret, a signature or a card, and whatever text comes from outside
/// is made safe as the record is made, so that no way to a mail goes around it.
public sealed interface Alert {

  String siteId();

  String shopLabel();

  String orderId();

  /// An attempt to tell the shop failed. `targetUrl` is kept without its query; `excerpt` is the
  /// first part of what the shop answered; `next` is empty where no attempt follows by itself,
  /// because all were made or because the rule does not replay.
  record DeliveryFailed(
      String siteId,
      String shopLabel,
      String orderId,
      String ruleLabel,
      String targetUrl,
      int attempt,
      int attemptsMax,
      Verdict.Failed failure,
      boolean paid,
      String excerpt,
      Optional<Instant> next,
      Optional<String> resendLink,
      boolean automaticReplay)
      implements Alert {

    private static final Pattern LINK = Pattern.compile("https?://[!-~&&[^\"<>]]{1,2000}");

    public DeliveryFailed {
      siteId = CleanText.line(siteId, 40);
      shopLabel = CleanText.line(shopLabel, 100);
      orderId = CleanText.line(orderId, 64);
      ruleLabel = CleanText.line(ruleLabel, 100);
      targetUrl = CleanText.line(Redaction.ofUrl(targetUrl), 300);
      excerpt = CleanText.line(Redaction.of(excerpt), 300);
      if (resendLink.filter(link -> !LINK.matcher(link).matches()).isPresent()) {
        throw new IllegalArgumentException("not a link");
      }
    }
  }

  /// A target that could not be told since `since` was told again: the end of what a mail on change
  /// began.
  record TargetRecovered(
      String siteId,
      String shopLabel,
      String orderId,
      String ruleLabel,
      String targetUrl,
      Instant since)
      implements Alert {

    public TargetRecovered {
      siteId = CleanText.line(siteId, 40);
      shopLabel = CleanText.line(shopLabel, 100);
      orderId = CleanText.line(orderId, 64);
      ruleLabel = CleanText.line(ruleLabel, 100);
      targetUrl = CleanText.line(Redaction.ofUrl(targetUrl), 300);
    }
  }

  /// A payment needs a person's eye. `detail` says what was met, in a few words.
  record PaymentFlagged(String siteId, String shopLabel, String orderId, Kind kind, String detail)
      implements Alert {

    public PaymentFlagged {
      siteId = CleanText.line(siteId, 40);
      shopLabel = CleanText.line(shopLabel, 100);
      orderId = CleanText.line(orderId, 64);
      detail = CleanText.line(Redaction.of(detail), 300);
    }
  }

  /// Why a payment was flagged.
  enum Kind {
    AMOUNT_DIFFERS,
    CURRENCY_DIFFERS,
    MODE_DIFFERS,
    /// The gateway used a word that we do not know; it is the detail.
    UNKNOWN_STATUS,
    DOUBLE_PAYMENT,
    CONTRADICTION,
    TOO_MANY_TRANSACTIONS,
    /// The shop answered with success, and its text says that it did nothing; it is the detail.
    SHOP_REFUSED
  }
}
