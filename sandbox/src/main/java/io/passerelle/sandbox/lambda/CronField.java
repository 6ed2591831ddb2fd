package io.passerelle.sandbox.lambda;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// One field of a cron expression: `*`, `?`, `7`, `1-5`, `0/15`, `MON-FRI`, and lists of them.
final class CronField {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private CronField() {}

  /// The numbers between `first` and `last` that the field allows, in order.
  static List<Integer> numbers(String field, int first, int last) {
    return numbers(field, first, last, List.of());
  }

  private static List<Integer> numbers(String field, int first, int last, List<String> names) {
    var allowed = new TreeSet<Integer>();
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", 2);
      String[] range = stepped[0].split("-", 2);
      boolean any = stepped[0].equals("*") || stepped[0].equals("?");
      int from = any ? first : number(range[0], names, first);
      int to = any || (stepped.length == 2 && range.length == 1) ? last : from;
      to = range.length == 2 ? number(range[1], names, first) : to;
      int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
      if (from < first || to > last || from > to || step < 1) {
        throw new IllegalArgumentException("Not a field of a schedule: " + field);
      }
      for (int value = from; value <= to; value += step) {
        allowed.add(value);
      }
    }
    return List.copyOf(allowed);
  }

  private static int number(String text, List<String> names, int first) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    return named < 0 ? Integer.parseInt(text) : named + first;
  }

  /// The days that the fields for day, month, weekday and year allow together.
  record Days(
      boolean lastOfMonth,
      List<Integer> ofMonth,
      List<Integer> months,
      List<Integer> weekdays,
      List<Integer> years) {

    static Days of(String day, String month, String weekday, String year) {
      boolean last = day.equals("L");
      return new Days(
          last,
          numbers(last ? "*" : day, 1, 31),
          numbers(month, 1, 12, MONTHS),
          numbers(weekday, 1, 7, WEEKDAYS),
          numbers(year, 1970, 2199));
    }

    boolean has(LocalDate date) {
      boolean dayFits =
          lastOfMonth
              ? date.getDayOfMonth() == date.lengthOfMonth()
              : ofMonth.contains(date.getDayOfMonth());
      return dayFits
          && months.contains(date.getMonthValue())
          && weekdays.contains(sundayIsOne(date.getDayOfWeek()))
          && years.contains(date.getYear());
    }

    private static int sundayIsOne(DayOfWeek day) {
      return day.getValue() % 7 + 1;
    }
  }
}
