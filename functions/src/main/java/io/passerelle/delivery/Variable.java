package io.passerelle.delivery;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.passerelle.payment.Currency;
import io.passerelle.payment.EventKind;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Operation;
import io.passerelle.payment.OrderState;
import io.passerelle.payment.TransactionState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Something of a notification or its order that a condition may ask about, the same in whichever
/// format the notification came. `words` are the only values that it can have; empty where any text
/// is possible.
///
/// A closed list, so that a misspelt name is refused when the rule is saved and not found out when
/// the rule never matches; only the shop's own free fields (`ext_info_…`) may have any name.
public record Variable(String name, Type type, List<String> words) {

  /// What the values of a variable are, and so what they can be held against.
  public enum Type {
    /// Compared without regard to case.
    TEXT,
    /// A whole number.
    NUMBER,
    /// A decimal amount in the currency's main unit, such as `49.90`, never a floating-point one.
    AMOUNT,
    /// Texts with `;` between.
    LIST;

    boolean isNumeric() {
      return this == NUMBER || this == AMOUNT;
    }
  }

  /// Before the name of a free field: `vads_ext_info_…` of a form, an entry of the metadata of an
  /// answer.
  public static final String FREE = "ext_info_";

  private static final Pattern FREE_NAME = Pattern.compile(FREE + "[A-Za-z0-9_.-]{1,60}");
  private static final Map<String, Variable> KNOWN =
      Stream.of(
              sources(),
              words("mode", Mode.values()),
              words("status", TransactionState.values()),
              words("operation", Operation.values()),
              of("amount", Type.AMOUNT),
              words("currency", Currency.values()),
              of("effective_amount", Type.AMOUNT),
              words("effective_currency", Currency.values()),
              of("sequence_number", Type.NUMBER),
              of("transaction_id", Type.TEXT),
              of("transaction_uuid", Type.TEXT),
              of("payment_method", Type.TEXT),
              of("card_country", Type.TEXT),
              of("liability_shift", Type.TEXT),
              of("risk_assessment", Type.LIST),
              of("buyer_country", Type.TEXT),
              of("buyer_language", Type.TEXT),
              of("buyer_email", Type.TEXT),
              of("buyer_reference", Type.TEXT),
              of("order_reference", Type.TEXT),
              words("order_state", OrderState.values()),
              of("paid_attempts", Type.NUMBER))
          .collect(toUnmodifiableMap(Variable::name, variable -> variable));

  /// What became of a kept card. The words are those of the package for cards, which this one does
  /// not know; a test holds them together.
  private static final Map<String, Variable> OF_CARDS =
      Stream.of(
              words("mode", Mode.values()),
              of("token", Type.TEXT),
              word("token_state", "ACTIVE", "SUSPENDED", "CANCELLED"),
              word("token_network_state", "UNKNOWN", "ACTIVE", "SUSPENDED", "DELETED"),
              word("token_change", "SUSPENDED", "REACTIVATED", "RENEWED", "CLOSED", "CANCELLED"),
              word("token_advice", "NOTHING", "ASK_BUYER", "SHOW_NEW_CARD", "ASK_NEW_CARD"),
              word("token_source", "ISSUER", "GATEWAY", "BUYER", "UNKNOWN"),
              of("card_brand", Type.TEXT),
              of("card_last_four", Type.TEXT),
              of("card_expiry", Type.NUMBER),
              of("order_reference", Type.TEXT))
          .collect(toUnmodifiableMap(Variable::name, variable -> variable));

  public Variable {
    words = List.copyOf(words);
  }

  /// Those that a rule for kept cards may ask about, by name.
  public static Map<String, Variable> ofCards() {
    return OF_CARDS;
  }

  /// The variable of a name, or nothing for a name that none has.
  public static Optional<Variable> named(String name) {
    return FREE_NAME.matcher(name).matches()
        ? Optional.of(of(name, Type.TEXT))
        : Optional.ofNullable(KNOWN.get(name));
  }

  /// The names in the closed list, in the order of letters.
  public static List<String> names() {
    return List.copyOf(new TreeSet<>(KNOWN.keySet()));
  }

  /// A replay is told as what it replays.
  private static Variable sources() {
    List<String> words =
        Arrays.stream(EventKind.values())
            .filter(kind -> kind != EventKind.REPLAY && kind != EventKind.OPERATION)
            .map(EventKind::name)
            .toList();
    return new Variable("event_source", Type.TEXT, words);
  }

  private static Variable of(String name, Type type) {
    return new Variable(name, type, List.of());
  }

  private static Variable word(String name, String... words) {
    return new Variable(name, Type.TEXT, List.of(words));
  }

  private static Variable words(String name, Enum<?>[] words) {
    return new Variable(name, Type.TEXT, Arrays.stream(words).map(Enum::name).toList());
  }
}
