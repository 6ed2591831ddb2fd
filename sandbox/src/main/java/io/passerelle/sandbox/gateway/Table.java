package io.passerelle.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads the gateway's tables (fields, currencies, test cards) from the resources: one row a line,
/// columns divided by semicolons, remarks behind `#`.
final class Table {

  private Table() {}

  /// Of a row with more than `columns` columns the last one keeps its semicolons.
  static List<List<String>> rows(String name, int columns) {
    return text(name)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(line.split(";", columns)))
        .toList();
  }

  private static String text(String name) {
    try (InputStream in = Table.class.getResourceAsStream("/gateway/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no table " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
