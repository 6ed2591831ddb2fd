package io.passerelle.function;

import io.passerelle.edge.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The file of payment orders that tests import, `march.csv` of the shop 12345678, and what became
/// of it.
record MarchFile(Bridge bridge) {

  static final String KEY = "imports/12345678/march.csv";
  static final String HEADER = "02;12345678;TEST;ALL\n";

  /// So many links, whose references begin so.
  static String lines(String prefix, int count) {
    return HEADER
        + IntStream.range(0, count)
            .mapToObj(i -> "URL;;" + prefix + i + ";" + (100 + i) + "\n")
            .collect(Collectors.joining());
  }

  Json seen() {
    return bridge
        .operator("{\"action\":\"import\",\"siteId\":\"12345678\",\"import\":\"march.csv\"}")
        .get("body");
  }

  String state() {
    return seen().get("state").text("");
  }

  /// Line, field and reason of each.
  List<String> errors() {
    return seen().get("errors").items().stream()
        .map(one ->
            one.get("line").number().orElseThrow()
                + " "
                + one.get("field").text("")
                + " "
                + one.get("reason").text(""))
        .toList();
  }
}
