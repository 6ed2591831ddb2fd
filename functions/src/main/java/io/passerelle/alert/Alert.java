package io.passerelle.alert;

import io.passerelle.delivery.CleanText;
import io.passerelle.delivery.Verdict;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody has to be told, as facts.
///
/// No record has a place for a secret, a signature or a card, and whatever text comes from outside
/// is made safe as the record is made, so that no way to a mail goes around it.
public sealed interface Alert
    permits Alert.DeliveryFailed,
        Alert.TargetRecovered,
        Alert.PaymentFlagged,
        Alert.PaymentTold,
        CardsExpiring,
        CardFileFaulty,
        FileServerFailing {

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

  /// What a merchant's rule tells the merchant or the buyer of a payment. `subject` is what
  /// happened to it, `transaction` the id by which the shop and the gateway know it, `at` when we
  /// heard.
  record PaymentTold(
      String siteId,
      String shopLabel,
      String orderId,
      Reader reader,
      Subject subject,
      Money amount,
      String transaction,
      Mode mode,
      Instant at)
      implements Alert {

    public PaymentTold {
      siteId = CleanText.line(siteId, 40);
      shopLabel = CleanText.line(shopLabel, 100);
      orderId = CleanText.line(orderId, 64);
      transaction = CleanText.line(transaction, 64);
    }
  }

  /// Whom a mail is written for.
  enum Reader {
    MERCHANT,
    BUYER
  }

  /// What happened to a payment, as a mail names it.
  enum Subject {
    PAYMENT_ACCEPTED,
    PAYMENT_REFUSED,
    PAYMENT_FAILED,
    PAYMENT_EXPIRED,
    PAYMENT_PENDING,
    PAYMENT_CANCELLED,
    PAYMENT_ABANDONED,
    PAYMENT_REFUNDED,
    REFUND_PENDING,
    REFUND_REFUSED,
    REFUND_CANCELLED,
    CARD_VERIFIED,
    CARD_REFUSED,
    INSTALMENT_REFUSED
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
    SHOP_REFUSED,
    /// The gateway was asked and knew more than it had told; the detail says what.
    REPAIRED,
    /// The gateway does not answer to the shop's site id and password; the detail is its code.
    GATEWAY_NOT_ASKED,
    /// A refund, cancellation, capture or modification was not made; the detail says which and why.
    OPERATION_REFUSED,
    /// A customer asks the merchant what is kept of them; the detail names their orders.
    CUSTOMER_DATA_ASKED,
    /// The buyer of a payment order that has expired asks for a new link; the detail is what it
    /// asks for.
    LINK_ASKED,
    /// What became of a card that was kept with the order; the detail is the card as it is now.
    CARD_SUSPENDED,
    CARD_REACTIVATED,
    CARD_RENEWED,
    CARD_REPLACED,
    CARD_CLOSED,
    CARD_CANCELLED;

    /// Whether it concerns a card that was kept, and not the payment.
    boolean isOfACard() {
      return name().startsWith("CARD_");
    }
  }
}
