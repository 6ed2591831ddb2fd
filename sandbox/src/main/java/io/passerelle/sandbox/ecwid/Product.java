package io.passerelle.sandbox.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Something for sale, priced in cents of the store's currency.
record Product(String id, long price) {

  static final List<Product> ALL =
      text().lines().filter(line -> !line.startsWith("#")).map(Product::parse).toList();

  static Optional<Product> named(String id) {
    return ALL.stream().filter(product -> product.id.equals(id)).findFirst();
  }

  /// Such as `49.90`.
  static String decimal(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }

  private static Product parse(String line) {
    String[] row = line.split(";", -1);
    return new Product(row[0], Long.parseLong(row[1]));
  }

  private static String text() {
    try (InputStream in = Product.class.getResourceAsStream("/ecwid/products.csv")) {
      if (in == null) {
        throw new IllegalStateException("the catalogue is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
