package io.passerelle.alert;

import io.passerelle.payment.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;

/// Amounts and days as a language writes them.
public final class Written {

  private Written() {}

  /// The locale of a language of the payment page; English is written as in Britain.
  public static Locale locale(String language) {
    return language.equals("en") ? Locale.UK : Locale.of(language);
  }

  /// With the gateway's decimals, which are not those of the JDK for every currency.
  public static String amount(Money money, Locale locale) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance(money.currency().name()));
    if (format instanceof DecimalFormat decimal) {
      decimal.setMinimumFractionDigits(money.currency().decimals());
      decimal.setMaximumFractionDigits(money.currency().decimals());
    }
    String amount =
        format.format(BigDecimal.valueOf(money.minorUnits(), money.currency().decimals()));
    // A code of letters wants a space that the JDK leaves out: KWD 4.990.
    return amount.replaceFirst("(\\p{L})(\\d)", "$1\u00a0$2");
  }

  /// The last day before `end`, where that is the end of a day, else the day and the time.
  public static String until(Instant end, ZoneId zone, Locale locale) {
    return until(end, zone, locale, FormatStyle.LONG);
  }

  /// The same with a day as long as `style`: a short one saves a text message.
  public static String until(Instant end, ZoneId zone, Locale locale, FormatStyle style) {
    ZonedDateTime at = end.atZone(zone);
    boolean wholeDay = at.equals(at.toLocalDate().atStartOfDay(zone));
    return wholeDay
        ? date(at.toLocalDate().minusDays(1), locale, style)
        : DateTimeFormatter.ofLocalizedDateTime(style, FormatStyle.SHORT)
            .withLocale(locale)
            .format(at);
  }

  public static String date(LocalDate day, Locale locale, FormatStyle style) {
    return DateTimeFormatter.ofLocalizedDate(style).withLocale(locale).format(day);
  }
}
