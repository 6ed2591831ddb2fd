package io.passerelle.sandbox.odoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Something for sale, priced in the smallest unit of its currency. The catalogue has a currency
/// without decimals and one with three, because that is where amounts go wrong.
record Product(String id, long price, String currency, String alpha, int decimals) {

  static final List<Product> ALL =
      text().lines().filter(line -> !line.startsWith("#")).map(Product::parse).toList();

  static Optional<Product> named(String id) {
    return ALL.stream().filter(product -> product.id.equals(id)).findFirst();
  }

  /// Such as `49.90 EUR`, `5200 JPY` or `125.750 KWD`.
  String shownPrice() {
    return BigDecimal.valueOf(price, decimals).toPlainString() + " " + alpha;
  }

  private static Product parse(String line) {
    String[] row = line.split(";", -1);
    return new Product(row[0], Long.parseLong(row[1]), row[2], row[3], Integer.parseInt(row[4]));
  }

  private static String text() {
    try (InputStream in = Product.class.getResourceAsStream("/odoo/products.csv")) {
      if (in == null) {
        throw new IllegalStateException("the catalogue is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
