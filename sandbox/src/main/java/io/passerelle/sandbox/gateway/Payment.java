package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one accepted form started: the form's fields in the order sent, how it ended, with which
/// card (of its number the last four digits), and its transactions; `keepsCard` where a token is
/// made of it. Its id is the payment page's and cannot be guessed.
record Payment(
    String id,
    String siteId,
    Mode mode,
    Map<String, String> form,
    Instant startedAt,
    Ending ending,
    String cardNumber,
    String cardBrand,
    boolean keepsCard,
    List<Transaction> transactions) {

  /// Chapter 1.1: a buyer has ten minutes.
  static final Duration SESSION = Duration.ofMinutes(10);

  /// How the buyer's visit ended; REFUSED is a refusal, CANCELLED the buyer's choice, EXPIRED the
  /// session's end, both told as an abandonment.
  enum Ending {
    OPEN,
    ACCEPTED,
    REFUSED,
    CANCELLED,
    EXPIRED
  }

  Payment {
    form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
    transactions = List.copyOf(transactions);
  }

  static Payment open(GatewayShop shop, Map<String, String> form, Instant now) {
    Map<String, String> kept = new LinkedHashMap<>();
    form.forEach((name, value) -> {
      if (name.startsWith("vads_")) {
        kept.put(name, value);
      }
    });
    Mode mode = Mode.valueOf(kept.getOrDefault("vads_ctx_mode", "TEST"));
    return new Payment(
        Ids.uuid(), shop.siteId(), mode, kept, now, Ending.OPEN, "", "", false, List.of());
  }

  Payment ended(Ending how) {
    return new Payment(
        id, siteId, mode, form, startedAt, how, cardNumber, cardBrand, keepsCard, transactions);
  }

  Payment ended(Ending how, Deed deed, List<Transaction> made) {
    TestCard card = deed.card();
    boolean keeps =
        switch (field("vads_page_action")) {
          case "ASK_REGISTER_PAY" -> deed.keepsCard();
          default -> field("vads_page_action").contains("REGISTER");
        };
    return new Payment(
        id, siteId, mode, form, startedAt, how, card.kept(), card.brand(), keeps, made);
  }

  /// With the transaction in the place of the one of the same uuid, or added where there is none.
  Payment with(Transaction changed) {
    List<Transaction> all = new ArrayList<>(transactions);
    all.removeIf(one -> one.uuid().equals(changed.uuid()));
    int place = transactions.indexOf(transaction(changed.uuid()).orElse(changed));
    all.add(place < 0 ? all.size() : place, changed);
    return new Payment(
        id, siteId, mode, form, startedAt, ending, cardNumber, cardBrand, keepsCard, all);
  }

  Optional<Transaction> transaction(String uuid) {
    return transactions.stream().filter(one -> one.uuid().equals(uuid)).findFirst();
  }

  /// What names the kept card, where there is one: the form's own token, or one that is made now.
  Optional<String> token() {
    String sent = field("vads_identifier");
    boolean made = keepsCard && transactions.stream().anyMatch(one -> one.status().isGood());
    return made ? Optional.of(sent.isEmpty() ? id : sent) : Optional.empty();
  }

  /// The token whose card is exchanged here; empty where a new one is made, or none.
  @JsonIgnore
  Optional<String> updatedToken() {
    return Optional.of(field("vads_identifier"))
        .filter(token -> !token.isEmpty() && field("vads_page_action").contains("UPDATE"));
  }

  /// Whether a card is registered here and nothing paid.
  @JsonIgnore
  boolean isOfACardAlone() {
    return amount() == 0;
  }

  /// Whether the page asks its buyer whether the card is to be kept.
  boolean asksToKeepCard() {
    return field("vads_page_action").equals("ASK_REGISTER_PAY");
  }

  String field(String name) {
    return form.getOrDefault(name, "");
  }

  /// What identifies a form for a day: no other may bear the same, whatever became of this one.
  @JsonIgnore
  String transKey() {
    return transKey(form);
  }

  static String transKey(Map<String, String> form) {
    String day = form.getOrDefault("vads_trans_date", "        ").substring(0, 8);
    String transId = form.getOrDefault("vads_trans_id", "").toLowerCase(java.util.Locale.ROOT);
    return form.get("vads_site_id") + "/" + day + "/" + transId;
  }

  @JsonIgnore
  boolean isOpen() {
    return ending == Ending.OPEN;
  }

  Instant expiresAt() {
    return startedAt.plus(SESSION);
  }

  /// The order's total in its smallest unit; 0 where only a card is registered.
  long amount() {
    String amount = field("vads_amount");
    return amount.isEmpty() ? 0 : Long.parseLong(amount);
  }

  Currency currency() {
    return Currency.numbered(field("vads_currency")).orElse(Currency.EURO);
  }
}
