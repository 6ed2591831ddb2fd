package io.passerelle.payment;

/// A request's name: its order, and the key under which the one who asked knows it, such as the id
/// of a platform's refund session. The same key again is the same request.
public record OperationId(OrderId order, String key) {

  public static final int KEY_LENGTH_MAX = 200;

  public OperationId {
    if (!isValid(key)) {
      throw new IllegalArgumentException("a key has 1 to 200 visible characters of ASCII");
    }
  }

  public static boolean isValid(String key) {
    return !key.isEmpty()
        && key.length() <= KEY_LENGTH_MAX
        && key.chars().allMatch(c -> c > ' ' && c <= '~');
  }
}
