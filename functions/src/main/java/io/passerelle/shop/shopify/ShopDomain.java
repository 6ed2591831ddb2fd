package io.passerelle.shop.shopify;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A shop's name at Shopify: `lyra-own.myshopify.com`, in lower case.
///
/// Everything that is sent to a shop goes to this host, so that a name which only looks like one
/// must never be taken: the pattern is Shopify's own (OAuth, "Verify the installation request").
public record ShopDomain(String value) {

  private static final int LENGTH_MAX = 255;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]*\\.myshopify\\.com");

  public ShopDomain {
    if (!isValid(value) || !value.equals(value.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("not a shop's name at Shopify");
    }
  }

  public static boolean isValid(String text) {
    return text.length() <= LENGTH_MAX && NAME.matcher(text).matches();
  }

  /// Empty for anything that is not a shop's name, with a port, a path or a dot more.
  public static Optional<ShopDomain> parse(String text) {
    return isValid(text)
        ? Optional.of(new ShopDomain(text.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
