package io.passerelle.payment;

/// An order: the shop's site id and the shop's own reference, which means nothing elsewhere.
///
/// References come from foreign modules: up to 64 characters of any kind that can be printed.
public record OrderId(SiteId siteId, String reference) {

  public static final int REFERENCE_LENGTH_MAX = 64;

  public OrderId {
    if (!isValid(reference)) {
      throw new IllegalArgumentException("an order's reference has 1 to 64 printable characters");
    }
  }

  public static boolean isValid(String reference) {
    return !reference.isBlank()
        && reference.codePointCount(0, reference.length()) <= REFERENCE_LENGTH_MAX
        && reference.codePoints().noneMatch(Character::isISOControl);
  }

  @Override
  public String toString() {
    return siteId + "/" + reference;
  }
}
