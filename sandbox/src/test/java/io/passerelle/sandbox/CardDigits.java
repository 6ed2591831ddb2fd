package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks for more of a test card than its last four digits: the number with or without separators,
/// its beginning beside hidden digits, and both of them in Base64.
final class CardDigits {

  /// The beginnings of the cards that tests use.
  private static final List<String> BEGINNINGS =
      List.of(
          "497010", "497011", "597010", "500055", "491748", "405170", "451545", "411111", "378282");

  private static final String GAP = "(?:[ ._-]|%20|\\+|&nbsp;|\u00A0)?";
  static final Pattern NUMBER =
      Pattern.compile(
          BEGINNINGS.stream()
                  .map(digits -> digits.chars().mapToObj(Character::toString))
                  .map(digits -> digits.collect(Collectors.joining(GAP)))
                  .collect(Collectors.joining("|", "(?:", ")"))
              + "(?:"
              + GAP
              + "[0-9Xx*•#]){5,9}"
              + GAP
              + "[0-9]{4}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{20,}");

  private CardDigits() {}

  /// Where in the text more than four digits are, with what stands around them; empty where there
  /// is nothing.
  static Set<String> in(String place, String text) {
    Set<String> found = new TreeSet<>();
    Stream.concat(Stream.of(text), decoded(text))
        .flatMap(one -> NUMBER.matcher(one).results().map(match -> around(one, match.start())))
        .forEach(around -> found.add(place + ": …" + around + "…"));
    return found;
  }

  static Set<String> in(String place, byte[] bytes) {
    return in(place, new String(bytes, ISO_8859_1));
  }

  /// Texts in Base64 begin anywhere: each of the four places is tried.
  private static Stream<String> decoded(String text) {
    Matcher runs = BASE64.matcher(text);
    return runs.results()
        .map(run -> run.group().replace('-', '+').replace('_', '/'))
        .flatMap(run ->
            Stream.of(0, 1, 2, 3)
                .map(run::substring)
                .map(rest -> rest.length() % 4 == 1 ? rest.substring(0, rest.length() - 1) : rest)
                .map(whole -> new String(Base64.getDecoder().decode(whole), ISO_8859_1)));
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 30))
        .replaceAll("[^ -~]", "?");
  }
}
