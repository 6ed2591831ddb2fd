package io.passerelle.cardfile;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// Where the fields of a file stand: reading and writing face each other.
sealed interface Layout permits CompanyLayout, ShopLayout {

  String HEADER = "00";
  String TRAILER = "01";
  String DETAIL = "02";
  String KIND = "EXP_CARDS";

  static Layout of(FileName name) {
    return name.shop().isPresent() ? new ShopLayout() : new CompanyLayout();
  }

  Header header(List<String> texts);

  List<String> texts(Header header);

  Detail detail(List<String> texts);

  /// Fails where the detail is one of the other layout.
  List<String> texts(Detail detail);

  Trailer trailer(List<String> texts);

  List<String> texts(Trailer trailer);

  /// Whether every field is written in quotes, as in the guide's example.
  boolean isQuoted();

  static IllegalArgumentException otherLayout() {
    return new IllegalArgumentException("a detail of the other layout");
  }

  static String text(LocalDate date) {
    return String.valueOf(
            100_000_000
                + date.getYear() * 10_000
                + date.getMonthValue() * 100
                + date.getDayOfMonth())
        .substring(1);
  }

  static String date(LocalDateTime at) {
    return text(at.toLocalDate());
  }

  static String time(LocalDateTime at) {
    LocalTime time = at.toLocalTime();
    return String.format(
        Locale.ROOT, "%02d%02d%02d", time.getHour(), time.getMinute(), time.getSecond());
  }

  static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }
}
