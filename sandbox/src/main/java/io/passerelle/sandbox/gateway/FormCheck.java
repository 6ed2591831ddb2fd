package io.passerelle.sandbox.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks a payment form as the gateway does and refuses it at the first bad field: who and which
/// key, then the signature, then each field, then what fields say together.
final class FormCheck {

  /// Chapter 1.4: further off than this a form is definitively lost.
  private static final Duration EARLIEST = Duration.ofHours(-1);

  private static final Duration LATEST = Duration.ofMinutes(150);

  private static final int FIELDS_MOST = 2_000;
  private static final Pattern CARD_NUMBER = Pattern.compile("[345]\\d{12,15}");
  private static final List<String> ALWAYS =
      List.of(
          "vads_version",
          "vads_trans_id",
          "vads_trans_date",
          "vads_page_action",
          "vads_action_mode");
  private static final List<String> OF_A_PAYMENT =
      List.of("vads_amount", "vads_currency", "vads_payment_config");
  private static final Set<String> WITHOUT_PAYMENT =
      Set.of("REGISTER", "REGISTER_UPDATE", "REGISTER_SUBSCRIBE", "SUBSCRIBE");

  private final GatewayShops shops;
  private final KeptCards cards;
  private final Clock clock;

  FormCheck(GatewayShops shops, KeptCards cards, Clock clock) {
    this.shops = shops;
    this.cards = cards;
    this.clock = clock;
  }

  /// The shop whose form it is, once all has been found right but the uniqueness of its transaction
  /// id, which only the store of payments can tell.
  GatewayShop check(Map<String, String> form) throws FormRefused {
    Mode mode = "PRODUCTION".equals(form.get("vads_ctx_mode")) ? Mode.PRODUCTION : Mode.TEST;
    Optional<GatewayShop> shop = shops.find(form.getOrDefault("vads_site_id", ""));
    Optional<FormError> error =
        identity(form, shop, mode)
            .or(() -> shop.flatMap(one -> signature(form, one, mode)))
            .or(() -> missing(form))
            .or(() -> fields(form))
            .or(() -> together(form))
            .or(() -> token(form, mode));
    if (error.isPresent()) {
      throw new FormRefused(error.get(), mode);
    }
    return shop.orElseThrow();
  }

  private static Optional<FormError> identity(
      Map<String, String> form, Optional<GatewayShop> shop, Mode mode) {
    if (form.size() > FIELDS_MOST) {
      return refuse("99", "", "more than " + FIELDS_MOST + " fields");
    }
    if (form.getOrDefault("signature", "").isEmpty()) {
      return refuse("70", "signature", "absent or empty");
    }
    if (shop.isEmpty()) {
      return refuse("02", "vads_site_id", "no such shop");
    }
    String ctxMode = form.getOrDefault("vads_ctx_mode", "");
    if (!ctxMode.equals(mode.name())) {
      return refuse("11", "vads_ctx_mode", "neither TEST nor PRODUCTION");
    }
    if (mode == Mode.PRODUCTION && !shop.get().isLive()) {
      return refuse("11", "vads_ctx_mode", "the shop has no production key yet");
    }
    return Optional.empty();
  }

  private static Optional<FormError> signature(
      Map<String, String> form, GatewayShop shop, Mode mode) {
    String expected = Signature.of(form, shop.keys(mode).form(), shop.algorithm());
    if (Signature.same(expected, form.getOrDefault("signature", ""))) {
      return Optional.empty();
    }
    String explanation =
        "computed otherwise with " + shop.algorithm().label() + " and the " + mode + " key";
    return Optional.of(new FormError("00", "signature", explanation, Signature.values(form) + "+"));
  }

  private static Optional<FormError> missing(Map<String, String> form) {
    boolean pays = !WITHOUT_PAYMENT.contains(form.getOrDefault("vads_page_action", ""));
    return Stream.concat(ALWAYS.stream(), pays ? OF_A_PAYMENT.stream() : Stream.of())
        .filter(field -> form.getOrDefault(field, "").isEmpty())
        .map(field -> FormError.of(FieldRule.of(field).error(), field, "missing"))
        .findFirst();
  }

  private static Optional<FormError> fields(Map<String, String> form) {
    return form.entrySet().stream()
        .filter(field -> field.getKey().startsWith("vads_") && !field.getValue().isEmpty())
        .map(field -> field(field.getKey(), field.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<FormError> field(String name, String value) {
    if (CARD_NUMBER.matcher(value.replaceAll("[ -]", "")).matches()) {
      return refuse("999", name, "looks like a card number");
    }
    return FieldRule.of(name).check(name, value);
  }

  private Optional<FormError> together(Map<String, String> form) {
    String currency = form.getOrDefault("vads_currency", "");
    if (!currency.isEmpty() && Currency.numbered(currency).isEmpty()) {
      return refuse("10", "vads_currency", "not a currency of the gateway");
    }
    boolean registers = form.getOrDefault("vads_page_action", "").contains("REGISTER");
    if (registers && form.getOrDefault("vads_cust_email", "").isEmpty()) {
      return refuse("15", "vads_cust_email", "missing, and a card is to be registered");
    }
    return date(form.getOrDefault("vads_trans_date", "")).or(() -> plan(form));
  }

  /// Who exchanges a card has to name a token that is there and lives.
  private Optional<FormError> token(Map<String, String> form, Mode mode) {
    boolean updates = form.getOrDefault("vads_page_action", "").contains("UPDATE");
    String token = form.getOrDefault("vads_identifier", "");
    return updates && !cards.isLive(form.getOrDefault("vads_site_id", ""), mode, token)
        ? refuse("30", "vads_identifier", "no token whose card could be changed")
        : Optional.empty();
  }

  private Optional<FormError> date(String text) {
    Instant now = clock.instant();
    Optional<Instant> date = WireTime.parse(text);
    if (date.isEmpty()) {
      return refuse("04", "vads_trans_date", "no date of the form YYYYMMDDhhmmss");
    }
    boolean tooOld = date.get().isBefore(now.plus(EARLIEST));
    boolean tooNew = date.get().isAfter(now.plus(LATEST));
    return tooOld || tooNew
        ? refuse("04", "vads_trans_date", "too far from " + WireTime.write(now) + " UTC")
        : Optional.empty();
  }

  private Optional<FormError> plan(Map<String, String> form) {
    try {
      Plan.of(form, clock.instant());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return refuse("07", "vads_payment_config", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<FormError> refuse(String number, String field, String explanation) {
    return Optional.of(FormError.of(number, field, explanation));
  }
}
