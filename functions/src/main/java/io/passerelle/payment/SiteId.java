package io.passerelle.payment;

/// The gateway's name for a shop: eight digits.
public record SiteId(String value) {

  public SiteId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a site id has 8 digits");
    }
  }

  public static boolean isValid(String value) {
    return value.length() == 8 && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
