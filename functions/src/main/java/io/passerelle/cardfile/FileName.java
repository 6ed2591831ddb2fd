package io.passerelle.cardfile;

import io.passerelle.payment.CardNumbers;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a file is by its name: `201810.EXP_CARDS.MA-ENS.T.csv` for a company,
/// `201810.87654321.EXP_CARDS.PDV.T.csv` for a shop. It decides the layout.
///
/// The label is the company's or the shop's own and may hold points and blanks, but nothing that
/// would lead out of a folder.
public record FileName(YearMonth month, Optional<SiteId> shop, String label, Mode mode) {

  private static final int LABEL_MAX = 127;
  private static final int SHOWN_MAX = 100;
  private static final Pattern SHAPE =
      Pattern.compile(
          "([0-9]{4})(0[1-9]|1[0-2])\\.(?:([0-9]{8})\\.)?EXP_CARDS\\.(.{1,127})\\.([TP])\\.csv");

  public FileName {
    if (!isLabel(label) || month.getYear() < 0 || month.getYear() > 9999) {
      throw new InvalidRecord(Fault.WRONG_NAME, "");
    }
  }

  /// What a file of this name is, without its folder; empty for any other file.
  public static Optional<FileName> of(String text) {
    Matcher name = SHAPE.matcher(text);
    if (!name.matches() || !isLabel(name.group(4))) {
      return Optional.empty();
    }
    YearMonth month =
        YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)));
    Optional<SiteId> shop = Optional.ofNullable(name.group(3)).map(SiteId::new);
    return Optional.of(
        new FileName(month, shop, name.group(4), ModeLetter.read(name.group(5)).orElseThrow()));
  }

  /// The name of a file that is none of these, as it may be shown to people: on one line, not too
  /// long, and without a card's number.
  public static String shown(String text) {
    String whole = text.substring(0, Math.min(text.length(), 1_000));
    String clean = Check.text("name", whole, whole.length());
    return clean.substring(0, Math.min(clean.length(), SHOWN_MAX));
  }

  public String text() {
    return String.format(Locale.ROOT, "%04d%02d.", month.getYear(), month.getMonthValue())
        + shop.map(id -> id + ".").orElse("")
        + "EXP_CARDS."
        + label
        + "."
        + ModeLetter.of(mode)
        + ".csv";
  }

  private static boolean isLabel(String label) {
    return !label.isBlank()
        && label.length() <= LABEL_MAX
        && label.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
        && !CardNumbers.isIn(label);
  }
}
