package io.passerelle.paymentorder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a merchant writes to buyers, with variables such as `%amount%` in it.
///
/// Values are put in once and never read again, so that a value that looks like a variable stays
/// what it is. A line all of whose variables are empty is left out: "write to us at" with no
/// address helps nobody.
public record MessageText(String written) {

  public static final String URL = "url";

  /// Every variable that there is.
  public static final Set<String> VARIABLES =
      Set.of(
          "reference",
          "amount",
          "start_date",
          "end_date",
          "shop_name",
          URL,
          "shop_contact",
          "shop_url");

  private static final Pattern VARIABLE = Pattern.compile("%([A-Za-z][A-Za-z0-9_]{0,39})%");

  /// The text, or an [InvalidField] that names the variables that there are not.
  static String checked(String field, String text) {
    Set<String> unknown = new LinkedHashSet<>(new MessageText(text).names());
    unknown.removeAll(VARIABLES);
    if (!unknown.isEmpty()) {
      String named =
          String.join(", ", unknown.stream().limit(5).map(one -> "%" + one + "%").toList());
      throw new InvalidField(field, "has variables that there are not: " + named);
    }
    return text;
  }

  /// With the link at the end, where the text does not name it.
  public MessageText withLink(String between) {
    return names().contains(URL) ? this : new MessageText(written + between + "%" + URL + "%");
  }

  private List<String> names() {
    return names(written);
  }

  private static List<String> names(String text) {
    return VARIABLE.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /// The text with its values; `literal` is done to what stands between them, such as escaping.
  public String filled(Map<String, String> values, UnaryOperator<String> literal) {
    List<String> lines = new ArrayList<>();
    for (String line : written.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
      List<String> names = names(line);
      boolean empty =
          !names.isEmpty() && names.stream().allMatch(one -> value(values, one).isEmpty());
      if (!empty) {
        lines.add(filledLine(line, values, literal));
      }
    }
    return String.join("\n", lines);
  }

  private static String filledLine(
      String line, Map<String, String> values, UnaryOperator<String> literal) {
    StringBuilder filled = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(line);
    int at = 0;
    for (MatchResult found : matcher.results().toList()) {
      filled.append(literal.apply(line.substring(at, found.start())));
      filled.append(value(values, found.group(1)));
      at = found.end();
    }
    return filled.append(literal.apply(line.substring(at))).toString();
  }

  private static String value(Map<String, String> values, String name) {
    return values.getOrDefault(name, "");
  }
}
