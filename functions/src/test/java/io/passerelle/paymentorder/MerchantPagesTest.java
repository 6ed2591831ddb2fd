package io.passerelle.paymentorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What merchants read of payment orders says the same in both languages, and what the code does.
class MerchantPagesTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final List<Status> COLUMNS =
      List.of(Status.RUNNING, Status.ACCEPTED, Status.REFUSED, Status.EXPIRED, Status.CANCELLED);
  private static final Pattern CODE = Pattern.compile("`([A-Za-z_]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"payment-orders.md", "ordres-de-paiement.fr.md"})
  void theTableOfWhatCanBeDoneIsTheLifeCycle(String page) throws IOException {
    Set<Action> told = EnumSet.noneOf(Action.class);
    for (List<String> row : rowsUnder(page, "`do`")) {
      for (String name : codes(row.get(1))) {
        Action action = Action.valueOf(name);
        told.add(action);
        for (int i = 0; i < COLUMNS.size(); i++) {
          assertThat(!row.get(2 + i).isEmpty())
              .as("%s of %s", action, COLUMNS.get(i))
              .isEqualTo(LifeCycle.allows(COLUMNS.get(i), action));
        }
      }
    }

    assertThat(told).containsExactlyInAnyOrder(Action.values());
  }

  @ParameterizedTest
  @CsvSource({"payment-orders.md, meaning", "ordres-de-paiement.fr.md, sens"})
  void everyFieldOfAPaymentOrderIsExplained(String page, String title) throws IOException {
    Set<String> told = new TreeSet<>();
    rowsUnder(page, title).forEach(row -> told.addAll(codes(row.getFirst())));
    Set<String> known = new TreeSet<>(Draft.FIELDS);
    known.add("template");

    assertThat(told).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"payment-orders.md", "ordres-de-paiement.fr.md"})
  void everyVariableStatusAndDeliveryIsExplained(String page) throws IOException {
    String text = text(page);

    for (String variable : MessageText.VARIABLES) {
      assertThat(text).contains("| `%" + variable + "%` |");
    }
    for (Status status : COLUMNS) {
      assertThat(text).contains("\n| `" + status.shown() + "` (");
    }
    for (DeliveryStatus status : DeliveryStatus.values()) {
      assertThat(text).contains("\n| `" + status + "` (");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "payment-orders.md, ordres-de-paiement.fr.md",
    "payment-pages.md, ordres-de-paiement-pages.fr.md",
    "payment-orders-search.md, ordres-de-paiement-recherche.fr.md"
  })
  void bothLanguagesHaveTheSameSectionsAndTables(String english, String french) throws IOException {
    assertThat(shape(french)).isEqualTo(shape(english));
    assertThat(text(english)).contains("(" + french + ")");
    assertThat(text(french)).contains("(" + english + ")");
  }

  @Test
  void everyLinkOfTheDocumentationLeadsSomewhere() throws IOException {
    List<String> astray = new ArrayList<>();
    try (Stream<Path> pages = Files.list(DOCS)) {
      for (Path page : Stream.concat(pages, Stream.of(Path.of("..", "README.md"))).toList()) {
        for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
          if (!leads(page, link.group(1))) {
            astray.add(page.getFileName() + " to " + link.group(1));
          }
        }
      }
    }

    assertThat(astray).isEmpty();
  }

  private static boolean leads(Path page, String link) throws IOException {
    if (link.startsWith("http")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(target)
        && (parts.length == 1 || anchors(Files.readString(target)).contains(parts[1]));
  }

  /// As the places where these pages are read make them of headings.
  private static Set<String> anchors(String text) {
    return text.lines()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /// The level of each heading, and the columns and lengths of the tables between.
  private static List<String> shape(String page) throws IOException {
    return text(page)
        .lines()
        .filter(line -> line.startsWith("#") || line.startsWith("|") || line.startsWith("* "))
        .map(line -> line.startsWith("|") ? "|" + cells(line).size() : line.split(" ", 2)[0])
        .toList();
  }

  /// The rows of the table that has this title over one of its columns.
  private static List<List<String>> rowsUnder(String page, String title) throws IOException {
    return text(page)
        .lines()
        .dropWhile(line -> !line.startsWith("|") || !cells(line).contains(title))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(MerchantPagesTest::cells)
        .toList();
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceAll("^\\||\\|$", "");
    return Stream.of(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  private static String text(String page) throws IOException {
    return Files.readString(DOCS.resolve(page));
  }
}
