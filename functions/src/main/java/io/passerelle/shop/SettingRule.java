package io.passerelle.shop;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What a setting must be: reads what was written into the text that is kept.
///
/// Nothing is kept of what is empty: the setting then has its default, so that no optional field
/// can keep a shop from being saved.
@FunctionalInterface
interface SettingRule {

  String LIST_SEPARATOR = ";";

  /// The text to keep, or a [Rejection] that names the field and what it must be.
  String read(String field, Json value);

  static SettingRule single(Predicate<String> accepts, String must) {
    return (field, value) -> {
      String text = text(field, value);
      if (!text.isEmpty() && !accepts.test(text)) {
        throw must(field, must);
      }
      return text;
    };
  }

  static SettingRule number(int least, int most) {
    SettingRule digits =
        single(text -> isNumber(text, least, most), "be a number from " + least + " to " + most);
    return (field, value) -> {
      String text = digits.read(field, value);
      return text.isEmpty() ? "" : Integer.toString(Integer.parseInt(text));
    };
  }

  static SettingRule text(int most) {
    return single(
        text ->
            text.codePointCount(0, text.length()) <= most
                && text.codePoints().noneMatch(SettingRule::isNoCharacter),
        "be a text of at most " + most + " characters");
  }

  /// Several values, as a text with `;` between or as an array; none comes twice.
  static SettingRule list(
      UnaryOperator<String> written, Predicate<String> accepts, int lengthMax, String must) {
    return (field, value) -> {
      List<String> items = new ArrayList<>();
      if (value.isArray()) {
        value.items().forEach(item -> items.add(text(field, item)));
      } else if (!text(field, value).isEmpty()) {
        items.addAll(List.of(text(field, value).split(LIST_SEPARATOR, -1)));
      }
      List<String> kept = items.stream().map(written).toList();
      String list = String.join(LIST_SEPARATOR, new LinkedHashSet<>(kept));
      if (!kept.stream().allMatch(accepts) || list.length() > lengthMax) {
        throw must(field, must);
      }
      return list;
    };
  }

  static Rejection must(String field, String must) {
    return new Rejection(Reason.INVALID, field + " must " + must);
  }

  static boolean isNumber(String text, long least, long most) {
    boolean digits =
        !text.isEmpty() && text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
  }

  private static boolean isNoCharacter(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  /// A single value as text; what is null is as what is empty.
  static String text(String field, Json value) {
    if (!value.isPresent()) {
      return "";
    }
    return plain(value).map(String::strip).orElseThrow(() -> must(field, "be a single value"));
  }

  private static Optional<String> plain(Json value) {
    return value
        .text()
        .or(() -> value.number().map(String::valueOf))
        .or(() -> value.flag().map(String::valueOf));
  }
}
