package io.passerelle.paymentorder;

/// The secret in a payment order's link: 80 bits in sixteen letters and digits, of which none looks
/// like another, since people type it off paper.
public record LinkCode(String text) {

  /// How many random bytes a code is made of.
  public static final int BYTES = 10;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int BITS_EACH = 5;

  /// How many letters and digits it has.
  public static final int LENGTH = BYTES * 8 / BITS_EACH;

  public LinkCode {
    if (!isPossible(text)) {
      throw new IllegalArgumentException("a link's code has 16 letters and digits");
    }
  }

  public static boolean isPossible(String text) {
    return text.length() == LENGTH && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  /// Of random bytes that nobody can guess.
  public static LinkCode of(byte[] random) {
    if (random.length != BYTES) {
      throw new IllegalArgumentException("a link's code is made of 10 bytes");
    }
    StringBuilder text = new StringBuilder(LENGTH);
    int held = 0;
    int bits = 0;
    for (byte one : random) {
      held = (held << 8) | (one & 0xFF);
      bits += 8;
      while (bits >= BITS_EACH) {
        bits -= BITS_EACH;
        text.append(ALPHABET.charAt((held >>> bits) & 0x1F));
      }
      held &= (1 << bits) - 1;
    }
    return new LinkCode(text.toString());
  }

  /// The random bytes that it was made of.
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    int held = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < LENGTH; i++) {
      held = (held << BITS_EACH) | ALPHABET.indexOf(text.charAt(i));
      bits += BITS_EACH;
      if (bits >= 8) {
        bits -= 8;
        bytes[at] = (byte) (held >>> bits);
        at++;
      }
      held &= (1 << bits) - 1;
    }
    return bytes;
  }

  /// Whoever reads a log must not be able to open the link.
  @Override
  public String toString() {
    return "link code";
  }
}
