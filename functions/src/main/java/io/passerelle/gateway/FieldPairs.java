package io.passerelle.gateway;

import static io.passerelle.gateway.FieldPairs.Kind.DATE;
import static io.passerelle.gateway.FieldPairs.Kind.NUMBER;
import static io.passerelle.gateway.FieldPairs.Kind.TEXT;

import java.util.List;

/// Which field of a form says the same as which member of an answer of the REST API, where nothing
/// but the name and the way of writing differs (form guide, data dictionary; REST V4 documentation,
/// `V4/Payment`).
final class FieldPairs {

  /// How a value is written: a date is fourteen digits in a form and ISO 8601 in an answer.
  enum Kind {
    TEXT,
    NUMBER,
    DATE
  }

  /// The object of an answer that has the member.
  enum Part {
    CUSTOMER("customer"),
    BILLING("customer", "billingDetails"),
    SHIPPING("customer", "shippingDetails"),
    TRANSACTION(),
    DETAILS("transactionDetails"),
    CARD("transactionDetails", "cardDetails"),
    AUTHORISATION("transactionDetails", "cardDetails", "authorizationResponse"),
    THREE_DS("transactionDetails", "cardDetails", "threeDSResponse", "authenticationResultData");

    @SuppressWarnings("ImmutableEnumChecker") // `List.of` is immutable, which the type cannot say.
    private final List<String> path;

    Part(String... path) {
      this.path = List.of(path);
    }

    List<String> path() {
      return path;
    }

    /// Whether it is within a transaction, and not beside the transactions.
    boolean isOfTransaction() {
      return compareTo(TRANSACTION) >= 0;
    }
  }

  record Pair(String field, Part part, String member, Kind kind) {}

  static final List<Pair> ALL =
      List.of(
          text("vads_cust_email", Part.CUSTOMER, "email"),
          text("vads_cust_id", Part.CUSTOMER, "reference"),
          text("vads_cust_title", Part.BILLING, "title"),
          text("vads_cust_first_name", Part.BILLING, "firstName"),
          text("vads_cust_last_name", Part.BILLING, "lastName"),
          text("vads_cust_legal_name", Part.BILLING, "legalName"),
          text("vads_cust_address_number", Part.BILLING, "streetNumber"),
          text("vads_cust_address", Part.BILLING, "address"),
          text("vads_cust_district", Part.BILLING, "district"),
          text("vads_cust_zip", Part.BILLING, "zipCode"),
          text("vads_cust_city", Part.BILLING, "city"),
          text("vads_cust_state", Part.BILLING, "state"),
          text("vads_cust_country", Part.BILLING, "country"),
          text("vads_cust_phone", Part.BILLING, "phoneNumber"),
          text("vads_cust_cell_phone", Part.BILLING, "cellPhoneNumber"),
          text("vads_cust_national_id", Part.BILLING, "identityCode"),
          text("vads_ship_to_first_name", Part.SHIPPING, "firstName"),
          text("vads_ship_to_last_name", Part.SHIPPING, "lastName"),
          text("vads_ship_to_legal_name", Part.SHIPPING, "legalName"),
          text("vads_ship_to_street_number", Part.SHIPPING, "streetNumber"),
          text("vads_ship_to_street", Part.SHIPPING, "address"),
          text("vads_ship_to_street2", Part.SHIPPING, "address2"),
          text("vads_ship_to_district", Part.SHIPPING, "district"),
          text("vads_ship_to_zip", Part.SHIPPING, "zipCode"),
          text("vads_ship_to_city", Part.SHIPPING, "city"),
          text("vads_ship_to_state", Part.SHIPPING, "state"),
          text("vads_ship_to_country", Part.SHIPPING, "country"),
          text("vads_ship_to_phone_num", Part.SHIPPING, "phoneNumber"),
          text("vads_ship_to_delivery_company_name", Part.SHIPPING, "deliveryCompanyName"),
          text("vads_identifier", Part.TRANSACTION, "paymentMethodToken"),
          date("vads_effective_creation_date", Part.TRANSACTION, "creationDate"),
          text("vads_warranty_result", Part.DETAILS, "liabilityShift"),
          text("vads_contract_used", Part.DETAILS, "mid"),
          text("vads_tid", Part.DETAILS, "tid"),
          text("vads_acquirer_network", Part.DETAILS, "acquirerNetwork"),
          text("vads_occurrence_type", Part.DETAILS, "occurrenceType"),
          text("vads_ext_trans_id", Part.DETAILS, "externalTransactionId"),
          text("vads_user_info", Part.DETAILS, "userInfo"),
          text("vads_wallet", Part.DETAILS, "wallet"),
          text("vads_payment_src", Part.CARD, "paymentSource"),
          date("vads_presentation_date", Part.CARD, "expectedCaptureDate"),
          text("vads_card_brand", Part.CARD, "effectiveBrand"),
          text("vads_card_number", Part.CARD, "pan"),
          number("vads_expiry_month", Part.CARD, "expiryMonth"),
          number("vads_expiry_year", Part.CARD, "expiryYear"),
          text("vads_card_country", Part.CARD, "country"),
          text("vads_bank_code", Part.CARD, "issuerCode"),
          text("vads_bank_label", Part.CARD, "issuerName"),
          text("vads_bank_product", Part.CARD, "effectiveProductCode"),
          text("vads_auth_number", Part.AUTHORISATION, "authorizationNumber"),
          text("vads_auth_mode", Part.AUTHORISATION, "authorizationMode"),
          text("vads_threeds_eci", Part.THREE_DS, "eci"),
          text("vads_threeds_xid", Part.THREE_DS, "xid"),
          text("vads_threeds_cavv", Part.THREE_DS, "cavv"),
          text("vads_threeds_cavvAlgorithm", Part.THREE_DS, "cavvAlgorithm"));

  private FieldPairs() {}

  private static Pair text(String field, Part part, String member) {
    return new Pair(field, part, member, TEXT);
  }

  private static Pair number(String field, Part part, String member) {
    return new Pair(field, part, member, NUMBER);
  }

  private static Pair date(String field, Part part, String member) {
    return new Pair(field, part, member, DATE);
  }
}
