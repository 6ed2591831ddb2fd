package io.passerelle.shop;

import static io.passerelle.shop.SettingRule.must;

import io.passerelle.edge.Json;
import io.passerelle.edge.JsonTree;
import io.passerelle.payment.InstalmentOption;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// The ways to pay in parts as operators write them, read into [InstalmentOption]s: `[{"code":
/// "3x", "active": true, "label": …, "count": 3, "intervalDays": 30, "firstPercent": 50,
/// "minAmount": 10000, "maxAmount": 200000}]`. They are kept as the same JSON, with every default
/// written out.
final class InstalmentSettings {

  private static final int OPTIONS_MAX = 10;
  private static final int LABEL_LENGTH_MAX = 100;
  private static final int INTERVAL_DAYS = 30;
  private static final List<String> FIELDS =
      List.of(
          "code",
          "active",
          "label",
          "count",
          "intervalDays",
          "firstPercent",
          "minAmount",
          "maxAmount");

  private InstalmentSettings() {}

  /// The text to keep; what was read back of a saved shop is taken too.
  static String read(String field, Json value) {
    String text = value.text("").strip();
    if (!value.isPresent() || (value.text().isPresent() && text.isEmpty())) {
      return "";
    }
    Json list = text.startsWith("[") ? Json.parse(text) : value;
    if (!list.isArray() || list.items().size() > OPTIONS_MAX) {
      throw must(field, "be a list of at most " + OPTIONS_MAX + " options");
    }
    List<InstalmentOption> options = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (Json item : list.items()) {
      options.add(option(field + "[" + options.size() + "]", item));
      if (!codes.add(options.getLast().code())) {
        throw must(field, "not have the code " + options.getLast().code() + " twice");
      }
    }
    return options.isEmpty() ? "" : written(options);
  }

  /// Options that were checked.
  static List<InstalmentOption> options(Json list) {
    return list.items().stream().map(item -> option(PageSettings.INSTALMENTS, item)).toList();
  }

  private static InstalmentOption option(String field, Json item) {
    if (!FIELDS.containsAll(item.members().keySet()) || !item.isObject()) {
      throw must(field, "be an object of " + String.join(", ", FIELDS));
    }
    String code = code(field, item);
    String label = SettingRule.text(LABEL_LENGTH_MAX).read(field + ".label", item.get("label"));
    OptionalLong least = number(field, item, "minAmount", 0, Money.MINOR_UNITS_MAX);
    OptionalLong most = number(field, item, "maxAmount", 1, Money.MINOR_UNITS_MAX);
    if (least.orElse(0) > most.orElse(Money.MINOR_UNITS_MAX)) {
      throw must(field + ".maxAmount", "not be less than minAmount");
    }
    OptionalLong percent = number(field, item, "firstPercent", 1, 99);
    return new InstalmentOption(
        code,
        isActive(field, item),
        label.isEmpty() ? code : label,
        count(field, item, code),
        (int)
            number(field, item, "intervalDays", 1, Instalments.INTERVAL_DAYS_MAX)
                .orElse(INTERVAL_DAYS),
        percent.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) percent.getAsLong()),
        least,
        most);
  }

  private static String code(String field, Json item) {
    return Optional.of(SettingRule.text(field + ".code", item.get("code")))
        .filter(code -> !code.isEmpty() && code.length() <= InstalmentOption.CODE_LENGTH_MAX)
        .filter(code -> code.chars().allMatch(InstalmentSettings::isOfACode))
        .orElseThrow(() -> must(field + ".code", "be 1 to 20 letters, digits, - or _: 3x"));
  }

  private static boolean isOfACode(int c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || c == '-' || c == '_';
  }

  /// As its code says, `3x`, unless it is given.
  private static int count(String field, Json item, String code) {
    OptionalLong count = number(field, item, "count", Instalments.COUNT_MIN, Instalments.COUNT_MAX);
    String named = code.substring(0, code.length() - 1);
    boolean says =
        code.endsWith("x")
            && SettingRule.isNumber(named, Instalments.COUNT_MIN, Instalments.COUNT_MAX);
    if (count.isEmpty() && !says) {
      throw must(field + ".count", "be given");
    }
    return count.isPresent() ? (int) count.getAsLong() : Integer.parseInt(named);
  }

  private static boolean isActive(String field, Json item) {
    return switch (SettingRule.text(field + ".active", item.get("active"))) {
      case "", "true" -> true;
      case "false" -> false;
      default -> throw must(field + ".active", "be true or false");
    };
  }

  private static OptionalLong number(String field, Json item, String name, long least, long most) {
    String text = SettingRule.text(field + "." + name, item.get(name));
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!SettingRule.isNumber(text, least, most)) {
      throw must(field + "." + name, "be a number from " + least + " to " + most);
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  private static String written(List<InstalmentOption> options) {
    String object =
        JsonTree.text(Map.of("options", options.stream().map(InstalmentSettings::tree).toList()));
    return object.substring(object.indexOf('['), object.lastIndexOf(']') + 1);
  }

  private static Map<String, Object> tree(InstalmentOption option) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("code", option.code());
    tree.put("active", option.active());
    tree.put("label", option.label());
    tree.put("count", (long) option.count());
    tree.put("intervalDays", (long) option.intervalDays());
    option.firstPercent().ifPresent(percent -> tree.put("firstPercent", (long) percent));
    option.least().ifPresent(least -> tree.put("minAmount", least));
    option.most().ifPresent(most -> tree.put("maxAmount", most));
    return tree;
  }
}
