package io.passerelle.gateway;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Report;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.TransactionState;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A form whose signature was verified; only [FormSigner] makes one. It is read here and nowhere
/// else.
public final class SignedForm {

  public static final String SIGNATURE = FormSigner.SIGNATURE;

  private static final int AMOUNT_DIGITS_MAX = 12;

  /// What a page does that nobody pays on (form guide, `vads_page_action`).
  private static final Set<String> CARD_ALONE = Set.of("REGISTER", "REGISTER_UPDATE");

  private final Form form;

  SignedForm(Form form) {
    this.form = form;
  }

  /// The form as a notification (form guide, chapter on the notification URL).
  public Notification notification() {
    String word = required("vads_trans_status");
    TransactionState state = StatusWords.state(word);
    Optional<String> uuid = field("vads_trans_uuid");
    int sequence = sequence();
    EventKind told = source().told(state, sequence);
    EventKind kind = source().isReplay() ? EventKind.REPLAY : told;
    Money amount = amount();
    Report report =
        new Report(
            order(),
            mode(),
            uuid,
            attempt(),
            operation(),
            sequence,
            state,
            word,
            amount,
            effective().orElse(amount),
            told);
    byte[] bytes = form.only(SignedForm::isSigned);
    return new Notification(
        Claim.Format.FORM, kind, told, List.of(report), bytes, Details.of(form), KeptCard.of(form));
  }

  /// Whether it is about the card that is kept under this token.
  public boolean isOfToken(String token) {
    return field("vads_identifier").filter(token::equals).isPresent();
  }

  /// The form as a shop module's request to pay.
  public PaymentRequest paymentRequest() {
    return new PaymentRequest(order(), mode(), attempt(), amount(), signedFields());
  }

  /// The fields that the signature covers, and the signature: never the browser's other ones.
  private Map<String, String> signedFields() {
    Map<String, String> signed = new TreeMap<>(form.fields());
    signed.keySet().removeIf(name -> !isSigned(name));
    return signed;
  }

  /// Whether the signature covers a field of this name, or is it.
  public static boolean isSigned(String name) {
    return name.startsWith("vads_") || name.equals(FormSigner.SIGNATURE);
  }

  private OrderId order() {
    // A payment may have no order, as one made in the gateway's back office: its attempt is its
    // name,
    // which the form and every notification of it have.
    String reference = field("vads_order_id").orElseGet(() -> attempt().toString());
    if (!OrderId.isValid(reference)) {
      throw new Rejection(Reason.INVALID, "vads_order_id");
    }
    return new OrderId(new SiteId(required("vads_site_id")), reference);
  }

  private Mode mode() {
    return Mode.valueOf(required("vads_ctx_mode"));
  }

  private AttemptId attempt() {
    String date = required("vads_trans_date");
    String id = required("vads_trans_id");
    if (date.length() != 14 || !AttemptId.isValid(id)) {
      throw new Rejection(Reason.INVALID, "vads_trans_date or vads_trans_id");
    }
    try {
      LocalDate day = LocalDate.parse(date.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
      return new AttemptId(day, id);
    } catch (DateTimeParseException e) {
      throw new Rejection(Reason.INVALID, "vads_trans_date");
    }
  }

  /// Where a card is registered and nothing paid, no amount need be told, nor a currency.
  private Money amount() {
    Optional<Money> told = money("vads_amount", "vads_currency");
    if (told.isPresent()) {
      return told.get();
    }
    if (operation() != Operation.VERIFICATION || field("vads_amount").isPresent()) {
      throw new Rejection(Reason.INVALID, "vads_amount or vads_currency");
    }
    return Money.of(0, field("vads_currency").flatMap(Currency::ofNumeric).orElse(Currency.EUR));
  }

  private Optional<Money> effective() {
    return money("vads_effective_amount", "vads_effective_currency");
  }

  private Optional<Money> money(String amount, String currency) {
    return field(amount)
        .filter(digits -> digits.matches("\\d{1," + AMOUNT_DIGITS_MAX + "}"))
        .flatMap(digits ->
            field(currency)
                .flatMap(Currency::ofNumeric)
                .map(known -> Money.of(Long.parseLong(digits), known)));
  }

  /// Absent when the buyer left: then it is what would have been, a debit, or a verification where
  /// the page was to register a card alone.
  private Operation operation() {
    boolean registers = CARD_ALONE.contains(field("vads_page_action").orElse(""));
    return switch (field("vads_operation_type").orElse("")) {
      case "CREDIT" -> Operation.CREDIT;
      case "VERIFICATION" -> Operation.VERIFICATION;
      case "" -> registers ? Operation.VERIFICATION : Operation.DEBIT;
      default -> Operation.DEBIT;
    };
  }

  private int sequence() {
    return field("vads_sequence_number")
        .filter(digits -> digits.matches("[1-9]\\d{0,3}"))
        .map(Integer::parseInt)
        .orElse(1);
  }

  private CallSource source() {
    return CallSource.of(field("vads_url_check_src"));
  }

  private String required(String name) {
    return field(name).orElseThrow(() -> new Rejection(Reason.MALFORMED, "no " + name));
  }

  private Optional<String> field(String name) {
    return form.field(name).filter(value -> !value.isEmpty());
  }
}
