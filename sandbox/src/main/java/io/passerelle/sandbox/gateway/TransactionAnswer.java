package io.passerelle.sandbox.gateway;

import static io.passerelle.sandbox.gateway.PaymentAnswer.putOrNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.gateway.Authorisation.ThreeDs;
import io.passerelle.sandbox.gateway.Transaction.Operation;

/// A transaction as the web services tell it (chapter 4.3). Under conversion `amount` is in the
/// shop's currency and the effective amount in the order's: the opposite of the form (chapter 4.4).
final class TransactionAnswer {

  private final GatewayShop shop;
  private final Payment payment;
  private final Transaction transaction;

  private TransactionAnswer(GatewayShop shop, Payment payment, Transaction transaction) {
    this.shop = shop;
    this.payment = payment;
    this.transaction = transaction;
  }

  static ObjectNode of(GatewayShop shop, Payment payment, Transaction transaction) {
    return new TransactionAnswer(shop, payment, transaction).node();
  }

  private ObjectNode node() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    boolean refused = transaction.status().isRefusal();
    boolean byIssuer = refused && !transaction.authorisation().code().isEmpty();
    node.put("shopId", shop.siteId());
    node.put("uuid", transaction.uuid());
    node.put("amount", converted() ? cents(transaction.amount()) : transaction.amount());
    node.put("currency", converted() ? "EUR" : payment.currency().alpha());
    node.put("paymentMethodType", payment.cardNumber().isEmpty() ? "PAYPAL" : "CARD");
    node.put("paymentMethodToken", payment.token().orElse(null));
    node.put("status", transaction.status().rest());
    node.put("detailedStatus", transaction.status().name());
    node.put("operationType", transaction.operation().name());
    node.put("effectiveStrongAuthentication", strong() ? "ENABLED" : "DISABLED");
    node.put("creationDate", PaymentAnswer.date(transaction.createdAt()));
    putOrNull(node, "errorCode", refused ? byIssuer ? "ACQ_001" : "AUTH_149" : "");
    putOrNull(node, "errorMessage", refused ? "payment refused" : "");
    putOrNull(node, "detailedErrorCode", byIssuer ? transaction.authorisation().code() : "");
    node.putNull("detailedErrorMessage");
    node.putNull("metadata");
    node.set("transactionDetails", details());
    return node.put("_type", "V4/PaymentTransaction");
  }

  private ObjectNode details() {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("liabilityShift", strong() ? "YES" : "NO");
    details.put("effectiveAmount", transaction.amount());
    details.put("effectiveCurrency", payment.currency().alpha());
    details.put("creationContext", creationContext());
    details.set("cardDetails", card());
    putOrNull(details, "parentTransactionUuid", transaction.parent());
    details.put("mid", "5555555");
    details.put("sequenceNumber", transaction.sequence());
    details.put("tid", "001");
    details.put("acquirerNetwork", "CB");
    details.put("occurrenceType", "UNITAIRE");
    return details.put("_type", "V4/TransactionDetails");
  }

  private String creationContext() {
    return switch (transaction.operation()) {
      case DEBIT -> "CHARGE";
      case CREDIT -> "REFUND";
      case VERIFICATION -> "VERIFICATION";
    };
  }

  private ObjectNode card() {
    ObjectNode card = JsonNodeFactory.instance.objectNode();
    boolean byHand = payment.field("vads_validation_mode").equals("1");
    card.put("paymentSource", "EC");
    card.put("manualValidation", byHand ? "YES" : "NO");
    card.put("expectedCaptureDate", PaymentAnswer.date(transaction.capturedAt()));
    card.put("effectiveBrand", payment.cardBrand());
    putOrNull(card, "pan", payment.cardNumber());
    if (!payment.cardNumber().isEmpty()) {
      card.put("expiryMonth", 6);
      card.put("expiryYear", NotificationFields.expiryYear(payment));
      card.put("country", "FR");
    }
    card.put("legacyTransId", payment.field("vads_trans_id"));
    WireTime.parse(payment.field("vads_trans_date"))
        .ifPresent(date -> card.put("legacyTransDate", PaymentAnswer.date(date)));
    card.put("paymentMethodSource", "NEW");
    card.set("authorizationResponse", authorisation());
    card.set("captureResponse", capture());
    putOrNull(card, "installmentNumber", "");
    return card.put("_type", "V4/PaymentMethod/Details/CardDetails");
  }

  private ObjectNode authorisation() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    Authorisation answer = transaction.authorisation();
    node.put("amount", transaction.amount());
    node.put("currency", payment.currency().alpha());
    node.put("authorizationDate", PaymentAnswer.date(transaction.createdAt()));
    putOrNull(node, "authorizationNumber", answer.number());
    putOrNull(node, "authorizationResult", answer.isAccepted() ? "0" : answer.code());
    node.put("authorizationMode", answer.mark() ? "MARK" : "FULL");
    return node.put("_type", "V4/PaymentMethod/Details/Cards/CardAuthorizationResponse");
  }

  private ObjectNode capture() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    long refunded = transaction.refunded();
    if (refunded > 0) {
      node.put("refundAmount", converted() ? cents(refunded) : refunded);
      node.put("refundCurrency", converted() ? "EUR" : payment.currency().alpha());
      node.put("effectiveRefundAmount", refunded);
      node.put("effectiveRefundCurrency", payment.currency().alpha());
    } else {
      node.putNull("refundAmount");
      node.putNull("refundCurrency");
    }
    if (transaction.status() == Status.CAPTURED) {
      node.put("captureDate", PaymentAnswer.date(transaction.capturedAt()));
    } else {
      node.putNull("captureDate");
    }
    return node.put("_type", "V4/PaymentMethod/Details/Cards/CardCaptureResponse");
  }

  private boolean strong() {
    ThreeDs threeDs = transaction.authorisation().threeDs();
    boolean authenticated = threeDs == ThreeDs.CHALLENGE || threeDs == ThreeDs.FRICTIONLESS;
    return authenticated && transaction.operation() != Operation.CREDIT;
  }

  private boolean converted() {
    return shop.converted().contains(payment.currency().numeric());
  }

  private long cents(long amount) {
    return payment.currency().inCents(amount);
  }
}
