package io.passerelle.carddesk;

import io.passerelle.cardfile.FileName;
import io.passerelle.cardfile.InvalidRecord;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.text.Normalizer;
import java.time.YearMonth;
import java.util.Optional;

/// A company's or a shop's own name as it may stand in a file's: letters and digits of any script,
/// and few signs; a dash for what any system could take for more than a letter.
final class FileLabel {

  private static final int CHARACTERS_MAX = 60;
  private static final String SIGNS = " ._-&'+()";

  private FileLabel() {}

  /// The name of a file; `otherwise` labels it where the label as it was is none, as a name that is
  /// a card's number.
  static FileName name(
      YearMonth month, Optional<SiteId> shop, String label, String otherwise, Mode mode) {
    try {
      return new FileName(month, shop, cleaned(label), mode);
    } catch (InvalidRecord invalid) {
      return new FileName(month, shop, otherwise, mode);
    }
  }

  static String cleaned(String label) {
    StringBuilder clean = new StringBuilder();
    Normalizer.normalize(label, Normalizer.Form.NFC)
        .codePoints()
        .map(one -> Character.isLetterOrDigit(one) || SIGNS.indexOf(one) >= 0 ? one : '-')
        .limit(CHARACTERS_MAX)
        .forEach(clean::appendCodePoint);
    return clean.toString().replaceAll("-{2,}", "-").replaceAll("^[ .-]+|[ .-]+$", "");
  }
}
