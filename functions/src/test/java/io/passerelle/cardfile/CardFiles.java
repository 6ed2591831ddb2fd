package io.passerelle.cardfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files for tests: the two examples of the gateway's guide (4.3.1 and 4.3.2), and others around
/// details of one's own.
public final class CardFiles {

  static final FileName COMPANY = name("201806.EXP_CARDS.MA-ENS.T.csv");
  static final FileName SHOP = name("201806.87654321.EXP_CARDS.PDV.P.csv");

  public static final String COMPANY_EXAMPLE =
      """
      00;EXP_CARDS;T;20180622;162639
      02;0cbb70b8f9634f2ebdb10674a8e3af4f;Dupont Durant;Durant@e-mail.com;20180722;0
      02;86d73ae99c38423fbba535d04acd2314;Axel Kant;kant@e-mail.com;20180722;0
      01;6;20180622;162639
      """;

  /// The guide's page is too narrow for the detail and breaks it in two places, once in an address.
  public static final String SHOP_EXAMPLE =
      """
      "00";"EXP_CARDS";"P";"87654321";"20180622";"162416"
      "02";"91ca494b80d338a67ef06f3450b845cf";"Dupont Durant";"Durant@e-mail.com";"20180630";\
      "REC_91ca494b80d338a67ef06f3450b845cf";"0/12";"RRULE:FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15";\
      "20180501";"2000";"";"0"
      "01";"1";"1";"20180622";"162416"
      """;

  private CardFiles() {}

  /// What was found in a file, and what came of it.
  record Reading(List<Entry> entries, Summary summary) {

    List<Detail> details() {
      return entries.stream()
          .filter(Found.class::isInstance)
          .map(entry -> ((Found) entry).detail())
          .toList();
    }

    List<Problem> problems() {
      return entries.stream()
          .filter(Problem.class::isInstance)
          .map(entry -> (Problem) entry)
          .toList();
    }
  }

  static FileName name(String text) {
    return FileName.of(text).orElseThrow();
  }

  static String company(String details) {
    return "00;EXP_CARDS;T;20260101;040000\n"
        + details
        + "01;"
        + details.lines().count()
        + ";20260101;040001\n";
  }

  static String shop(String details, int count, int tokens) {
    return "00;EXP_CARDS;P;87654321;20260101;040000\n"
        + details
        + "01;"
        + count
        + ";"
        + tokens
        + ";20260101;040001\n";
  }

  static Reading read(FileName name, String text) {
    return read(name, text.getBytes(UTF_8));
  }

  static Reading read(FileName name, byte[] file) {
    List<Entry> entries = new ArrayList<>();
    try (CardFileReader reader = new CardFileReader(name, new ByteArrayInputStream(file))) {
      Optional<Entry> entry = reader.next();
      while (entry.isPresent()) {
        entries.add(entry.get());
        entry = reader.next();
      }
      return new Reading(entries, reader.summary());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Problem> problems(FileName name, String text) {
    return read(name, text).problems();
  }
}
