package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.Authorisation.ThreeDs;
import io.passerelle.sandbox.gateway.Transaction.Operation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the form's notification and the buyer's return say of a payment (chapter 3.3): the fields
/// of the request as sent, then what became of it. Not yet signed.
final class NotificationFields {

  private final GatewayShop shop;
  private final Payment payment;
  private final Map<String, String> fields;

  private NotificationFields(GatewayShop shop, Payment payment) {
    this.shop = shop;
    this.payment = payment;
    this.fields = new LinkedHashMap<>(payment.form());
  }

  /// `transaction` is absent where the buyer left without paying.
  static Map<String, String> of(
      GatewayShop shop, Payment payment, @Nullable Transaction transaction) {
    var made = new NotificationFields(shop, payment);
    if (transaction == null) {
      made.abandonment();
    } else {
      made.outcome(transaction);
      made.authorisation(transaction);
      made.card();
      made.threeDs(transaction.authorisation().threeDs());
      made.token(transaction);
    }
    return made.fields;
  }

  /// Chapter 3.3: neither operation nor sequence number nor transaction.
  private void abandonment() {
    fields.put("vads_trans_status", Status.ABANDONED.name());
    fields.put("vads_result", "17");
    fields.put("vads_extra_result", "");
    fields.put("vads_auth_result", "");
    fields.put("vads_effective_amount", payment.field("vads_amount"));
    fields.put("vads_effective_currency", payment.field("vads_currency"));
  }

  private void outcome(Transaction transaction) {
    boolean refused = transaction.status().isRefusal();
    fields.put("vads_trans_uuid", transaction.uuid());
    fields.put("vads_trans_status", transaction.status().name());
    fields.put("vads_operation_type", transaction.operation().name());
    fields.put("vads_sequence_number", Integer.toString(transaction.sequence()));
    fields.put("vads_result", refused ? "05" : "00");
    fields.put("vads_extra_result", "");
    fields.put("vads_effective_creation_date", WireTime.write(transaction.createdAt()));
    fields.put("vads_presentation_date", WireTime.write(transaction.capturedAt()));
    fields.put("vads_capture_delay", captureDelay(transaction));
    fields.put(
        "vads_validation_mode", payment.field("vads_validation_mode").equals("1") ? "1" : "0");
    fields.put("vads_payment_src", "EC");
    fields.put("vads_occurrence_type", "UNITAIRE");
    if (refused && transaction.authorisation().threeDs() == ThreeDs.FAILED) {
      fields.put("vads_payment_error", "39");
    }
    if (payment.amount() > 0) {
      amounts(transaction.amount());
    }
  }

  private static String captureDelay(Transaction transaction) {
    Instant created = transaction.createdAt();
    return Long.toString(ChronoUnit.DAYS.between(created, transaction.capturedAt()));
  }

  /// Chapter 3.6: what this transaction moves, in the currency that the acquirer takes.
  private void amounts(long amount) {
    Currency currency = payment.currency();
    if (shop.converted().contains(currency.numeric())) {
      fields.put("vads_effective_amount", Long.toString(currency.inCents(amount)));
      fields.put("vads_effective_currency", Currency.EURO.numeric());
      fields.put("vads_change_rate", currency.perEuro() + "000000");
    } else {
      fields.put("vads_effective_amount", Long.toString(amount));
      fields.put("vads_effective_currency", currency.numeric());
    }
  }

  private void authorisation(Transaction transaction) {
    Authorisation answer = transaction.authorisation();
    fields.put("vads_auth_result", answer.code());
    fields.put("vads_auth_mode", answer.mark() ? "MARK" : "FULL");
    fields.put("vads_auth_number", answer.number());
    if (answer.isAccepted()) {
      fields.put("vads_payment_certificate", answer.certificate());
    }
  }

  private void card() {
    boolean hasNumber = !payment.cardNumber().isEmpty();
    fields.put("vads_card_brand", payment.cardBrand());
    fields.put("vads_card_number", payment.cardNumber());
    fields.put("vads_expiry_month", hasNumber ? "6" : "");
    fields.put("vads_expiry_year", hasNumber ? Integer.toString(expiryYear(payment)) : "");
    fields.put("vads_card_country", hasNumber ? "FR" : "");
    fields.put("vads_pays_ip", "FR");
    fields.put("vads_bank_code", hasNumber ? "17807" : "");
    fields.put("vads_bank_label", hasNumber ? "Banque de démo et de l'innovation" : "");
    fields.put("vads_bank_product", hasNumber ? "F" : "");
    fields.put("vads_contract_used", "5555555");
    fields.put("vads_acquirer_network", hasNumber ? "CB" : payment.cardBrand());
    fields.put("vads_tid", "001");
    if (hasNumber) {
      String brand = payment.cardBrand();
      fields.put(
          "vads_brand_management",
          "{\"userChoice\":false,\"brandList\":\"" + brand + "\",\"brand\":\"" + brand + "\"}");
    }
  }

  /// The test cards never expire while they are used: two years from the payment.
  static int expiryYear(Payment payment) {
    return payment.startedAt().atOffset(java.time.ZoneOffset.UTC).getYear() + 2;
  }

  private void threeDs(ThreeDs threeDs) {
    boolean authenticated = threeDs.status().equals("Y");
    fields.put("vads_threeds_enrolled", threeDs.enrolled());
    fields.put("vads_threeds_status", threeDs.status());
    fields.put("vads_threeds_auth_type", threeDs.type());
    fields.put("vads_threeds_eci", authenticated ? "05" : "");
    fields.put("vads_threeds_xid", "");
    fields.put("vads_threeds_cavv", authenticated ? "Q2F2dkNhdnZDYXZ2Q2F2dkNhdnY=" : "");
    fields.put("vads_threeds_cavvAlgorithm", authenticated ? "2" : "");
    fields.put("vads_threeds_sign_valid", authenticated ? "1" : "");
    fields.put("vads_threeds_error_code", "");
    fields.put("vads_threeds_exit_status", threeDs.exit());
    fields.put("vads_warranty_result", threeDs.warranty());
  }

  /// A form that registers the card learns its token, or that there is none; one whose buyer did
  /// not want it learns nothing.
  private void token(Transaction transaction) {
    String action = payment.field("vads_page_action");
    if (!payment.keepsCard() || transaction.operation() == Operation.CREDIT) {
      return;
    }
    String done = action.contains("UPDATE") ? "UPDATED" : "CREATED";
    fields.put("vads_identifier_status", payment.token().isPresent() ? done : "NOT_" + done);
    payment.token().ifPresent(token -> fields.put("vads_identifier", token));
    if (action.contains("SUBSCRIBE")) {
      subscription(transaction);
    }
  }

  /// One that the shop gave no id has one of the gateway's.
  private void subscription(Transaction transaction) {
    boolean made = payment.token().isPresent();
    fields.put("vads_recurrence_status", made ? "CREATED" : "NOT_CREATED");
    if (made) {
      fields.putIfAbsent("vads_subscription", "REC_" + transaction.uuid().substring(0, 28));
    }
  }
}
