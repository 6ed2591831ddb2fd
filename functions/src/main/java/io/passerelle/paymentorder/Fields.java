package io.passerelle.paymentorder;

import io.passerelle.payment.CardNumbers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a merchant has written, by field: each is read once as what it must be, or refused with the
/// field and the reason.
final class Fields {

  private static final int ADDRESS_MAX = 127;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?=[^@]{1,64}@)"
              + ATOM
              + "(?:\\."
              + ATOM
              + ")*@"
              + LABEL
              + "(?:\\."
              + LABEL
              + ")*\\.[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");

  private final Map<String, String> written;

  Fields(Map<String, String> written, Set<String> known) {
    this.written = written;
    written.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new InvalidField(shown(name), "is not a field of a payment order");
        });
  }

  private static String shown(String name) {
    return name.matches("[A-Za-z0-9_]{1,40}") ? name : "?";
  }

  /// A text of one line.
  String line(String name, int most) {
    String text = text(name, most);
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidField(name, "must be one line");
    }
    return text;
  }

  /// A text of at most so many characters, without what no text has.
  String text(String name, int most) {
    String text = written.getOrDefault(name, "").strip();
    if (text.codePointCount(0, text.length()) > most) {
      throw new InvalidField(name, "must have at most " + most + " characters");
    }
    if (text.codePoints().anyMatch(Fields::isNoText)) {
      throw new InvalidField(name, "has a character that no text has");
    }
    if (!name.equals("phone") && !CardNumbers.hidden(text).equals(text)) {
      throw new InvalidField(name, "must not look like a card's number");
    }
    return text;
  }

  private static boolean isNoText(int c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    return control || Character.getType(c) == Character.SURROGATE;
  }

  OptionalLong number(String name, long least, long most) {
    String text = line(name, 20);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!text.matches("-?[0-9]{1,15}")) {
      throw new InvalidField(name, "must be a whole number");
    }
    long number = Long.parseLong(text);
    if (number < least || number > most) {
      throw new InvalidField(name, "must be from " + least + " to " + most);
    }
    return OptionalLong.of(number);
  }

  /// One of a closed list; `otherwise` where nothing is written.
  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    String text = line(name, 40).toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      return otherwise;
    }
    return Stream.of(type.getEnumConstants())
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new InvalidField(name, "must be one of " + List.of(type.getEnumConstants())));
  }

  /// Addresses with `;` between, plain ones alone: no name beside, no line's end.
  List<String> addresses(String name, int lengthMax) {
    String text = line(name, lengthMax);
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> addresses = split(text);
    for (String address : addresses) {
      if (address.length() > ADDRESS_MAX || !ADDRESS.matcher(address).matches()) {
        throw new InvalidField(
            name, "must be e-mail addresses such as buyer@shop.example, with ; between");
      }
    }
    return addresses;
  }

  /// Phone numbers with `;` between.
  List<String> phones(String name, int lengthMax) {
    String text = line(name, lengthMax);
    return text.isEmpty()
        ? List.of()
        : split(text).stream().map(one -> Phone.read(name, one)).toList();
  }

  /// A `;` at the end is no harm: lists are copied with it.
  private static List<String> split(String text) {
    return Stream.of(text.split(";")).map(String::strip).toList();
  }
}
