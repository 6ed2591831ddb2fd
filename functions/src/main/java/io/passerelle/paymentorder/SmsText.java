package io.passerelle.paymentorder;

import java.util.ArrayList;
import java.util.List;

/// A text message as carriers cut it and count it.
///
/// In the GSM 7-bit alphabet (3GPP TS 23.038) 160 septets make one SMS, and 153 each part of a
/// longer one; a character of its extension table takes two. A text with any other character goes
/// in UCS-2: 70 units of 16 bits, or 67 each part. Neither an escape with its character nor the two
/// halves of an emoji are divided between two parts.
public record SmsText(String text) {

  /// How many characters a merchant may write: code points, so that an emoji is one.
  public static final int WRITTEN_MAX = 500;

  /// How many characters SNS takes in one message, once all variables are written out.
  public static final int SENT_MAX = 1_600;

  private static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
          + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";

  /// How the characters go over the air.
  public enum Encoding {
    GSM_7(160, 153),
    UCS_2(70, 67);

    private final int alone;
    private final int each;

    Encoding(int alone, int each) {
      this.alone = alone;
      this.each = each;
    }
  }

  public Encoding encoding() {
    return text.chars().allMatch(SmsText::isGsm) ? Encoding.GSM_7 : Encoding.UCS_2;
  }

  private static boolean isGsm(int unit) {
    return ALPHABET.indexOf(unit) >= 0 || EXTENSION.indexOf(unit) >= 0;
  }

  /// How many SMS it costs.
  public int count() {
    return parts().size();
  }

  /// The text as it is cut.
  public List<String> parts() {
    Encoding encoding = encoding();
    int all = text.codePoints().map(point -> size(point, encoding)).sum();
    return all <= encoding.alone ? List.of(text) : cut(encoding);
  }

  private List<String> cut(Encoding encoding) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int taken = 0;
    for (int point : text.codePoints().toArray()) {
      int size = size(point, encoding);
      if (taken + size > encoding.each) {
        parts.add(part.toString());
        part.setLength(0);
        taken = 0;
      }
      part.appendCodePoint(point);
      taken += size;
    }
    parts.add(part.toString());
    return parts;
  }

  private static int size(int point, Encoding encoding) {
    return encoding == Encoding.UCS_2
        ? Character.charCount(point)
        : EXTENSION.indexOf(point) >= 0 ? 2 : 1;
  }

  /// With spaces in place of those that do not break, which alone would make three SMS of one.
  public static SmsText plain(String text) {
    return new SmsText(text.replace('\u00a0', ' ').replace('\u202f', ' '));
  }
}
