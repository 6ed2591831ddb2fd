package io.passerelle.delivery;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads the events and conditions of an advanced notification, and refuses what could never match
/// or never be meant: a name that no variable has, an operator that does not fit, a word that the
/// variable never is.
final class WhenReader {

  private final String path;
  private final boolean ofCards;

  private WhenReader(String path, boolean ofCards) {
    this.path = path;
    this.ofCards = ofCards;
  }

  /// A rule of the merchant's own has events and conditions, one for kept cards conditions alone,
  /// over variables of their own; a built-in one of payments has neither.
  static When read(RuleKind kind, Json rule, String path) {
    if (kind != RuleKind.CUSTOM) {
      refuse(rule, "events", path);
    }
    if (kind != RuleKind.CUSTOM && kind != RuleKind.CARD_UPDATE) {
      refuse(rule, "conditions", path);
      return When.always();
    }
    return read(rule, path, kind == RuleKind.CARD_UPDATE);
  }

  private static void refuse(Json rule, String field, String path) {
    Json list = rule.get(field);
    if (list.isPresent() && (!list.isArray() || !list.items().isEmpty())) {
      throw refused(path + "." + field, "is for CUSTOM rules alone");
    }
  }

  private static When read(Json rule, String rulePath, boolean ofCards) {
    List<Json> conditions = array(rule, "conditions", rulePath);
    if (conditions.size() > When.CONDITIONS_MAX) {
      throw refused(rulePath + ".conditions", "must be at most " + When.CONDITIONS_MAX);
    }
    Set<PaymentEvent> events = events(array(rule, "events", rulePath), rulePath + ".events");
    List<Condition> read = new ArrayList<>();
    for (Json condition : conditions) {
      String path = rulePath + ".conditions[" + read.size() + "]";
      read.add(new WhenReader(path, ofCards).condition(condition));
    }
    return new When(events, read);
  }

  private static List<Json> array(Json rule, String field, String path) {
    Json array = rule.get(field);
    if (array.isPresent() && !array.isArray()) {
      throw refused(path + "." + field, "must be an array");
    }
    return array.items();
  }

  private static Set<PaymentEvent> events(List<Json> items, String path) {
    Set<PaymentEvent> events = EnumSet.noneOf(PaymentEvent.class);
    for (int i = 0; i < items.size(); i++) {
      String place = path + "[" + i + "]";
      events.add(word(items.get(i), PaymentEvent.values(), place));
    }
    return events;
  }

  private Condition condition(Json json) {
    if (!json.isObject()) {
      throw refused(path, "must be {\"variable\", \"operator\", \"value\"}");
    }
    Variable variable =
        variable(json.get("variable").text(""))
            .orElseThrow(() -> refused(path + ".variable", "must be one of " + names()));
    Operator operator = word(json.get("operator"), Operator.values(), path + ".operator");
    if (!operator.fits(variable.type())) {
      throw refused(
          path + ".operator",
          operator + " does not fit " + variable.name() + ", which is of type " + variable.type());
    }
    return new Condition(variable, operator, values(json.get("value"), variable, operator));
  }

  private Optional<Variable> variable(String name) {
    return ofCards ? Optional.ofNullable(Variable.ofCards().get(name)) : Variable.named(name);
  }

  private String names() {
    return ofCards
        ? new TreeSet<>(Variable.ofCards().keySet()).toString()
        : Variable.names() + " or " + Variable.FREE + "…";
  }

  private List<String> values(Json value, Variable variable, Operator operator) {
    if (!operator.takesValue()) {
      return List.of();
    }
    List<String> values = operator.takesList() ? list(value) : List.of(single(value));
    if (values.isEmpty() || values.stream().anyMatch(String::isEmpty)) {
      throw refused(path + ".value", "must not be empty");
    }
    if (values.size() > Condition.VALUES_MAX) {
      throw refused(path + ".value", "must have at most " + Condition.VALUES_MAX + " items");
    }
    values.forEach(one -> check(one, variable, operator));
    return values;
  }

  /// An array, or one text with `;` between.
  private List<String> list(Json value) {
    if (value.isArray()) {
      return value.items().stream().map(this::single).toList();
    }
    return Arrays.stream(single(value).split(";"))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private String single(Json value) {
    return value
        .text()
        .or(() -> value.decimal().filter(WhenReader::isShort).map(BigDecimal::toPlainString))
        .map(String::strip)
        .orElseThrow(() -> refused(path + ".value", "must be a text or a number"));
  }

  /// Written out, a number of few characters may be one of a billion digits.
  private static boolean isShort(BigDecimal number) {
    return number.precision() <= 30 && Math.abs(number.scale()) <= 30;
  }

  private void check(String value, Variable variable, Operator operator) {
    if (value.length() > Condition.VALUE_LENGTH_MAX
        || value.codePoints().anyMatch(Character::isISOControl)) {
      throw refused(
          path + ".value",
          "must be one line of at most " + Condition.VALUE_LENGTH_MAX + " characters");
    }
    if (variable.type().isNumeric() && Condition.decimal(value).isEmpty()) {
      throw refused(path + ".value", "must be a number such as 49.90");
    }
    boolean whole = operator != Operator.CONTAINS && !variable.words().isEmpty();
    if (whole && variable.words().stream().noneMatch(value::equalsIgnoreCase)) {
      throw refused(path + ".value", "must be one of " + variable.words());
    }
  }

  private static <E extends Enum<E>> E word(Json json, E[] words, String path) {
    Optional<String> name = json.text();
    return Arrays.stream(words)
        .filter(word -> name.filter(word.name()::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> refused(path, "must be one of " + List.of(words)));
  }

  private static Rejection refused(String place, String must) {
    return new Rejection(Reason.INVALID, place + " " + must);
  }
}
