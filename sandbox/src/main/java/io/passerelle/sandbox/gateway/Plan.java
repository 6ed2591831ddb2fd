package io.passerelle.sandbox.gateway;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The instalments of `vads_payment_config` (chapter 1.6): one for SINGLE, the first one and equal
/// parts with the remainder on the last for MULTI, dates and amounts as given for MULTI_EXT.
record Plan(List<Instalment> instalments) {

  private static final Pattern MULTI =
      Pattern.compile("MULTI:first=(\\d+);count=(\\d+);period=(\\d+)");

  /// One part: its amount in the order's smallest unit, and when it is captured.
  record Instalment(long amount, Instant capturedAt) {}

  Plan {
    instalments = List.copyOf(instalments);
  }

  /// Fails with `IllegalArgumentException` and the reason where the plan contradicts itself, the
  /// amount or the calendar. A form without amount, which only registers a card, has one part of 0.
  static Plan of(Map<String, String> form, Instant now) {
    String config = form.getOrDefault("vads_payment_config", "");
    long amount = number(form.getOrDefault("vads_amount", ""));
    Matcher multi = MULTI.matcher(config);
    if (multi.matches()) {
      int count = Integer.parseInt(multi.group(2));
      int days = Integer.parseInt(multi.group(3));
      return new Plan(parts(amount, number(multi.group(1)), count, days, now));
    }
    if (config.startsWith("MULTI_EXT:")) {
      return new Plan(dated(config.substring("MULTI_EXT:".length()), amount, now));
    }
    Duration delay = Duration.ofDays(number(form.getOrDefault("vads_capture_delay", "")));
    return new Plan(List.of(new Instalment(amount, now.plus(delay))));
  }

  private static List<Instalment> parts(long amount, long first, int count, int days, Instant now) {
    require(count >= 1 && days >= 1, "count and period are at least 1");
    require(first >= 1, "the first part is more than nothing");
    require(count > 1 ? first < amount : first == amount, "the first part is not below the total");
    List<Instalment> parts = new ArrayList<>(List.of(new Instalment(first, now)));
    long each = count > 1 ? (amount - first) / (count - 1) : 0;
    require(count == 1 || each >= 1, "the total does not reach for all parts");
    for (int i = 1; i < count; i++) {
      long part = i < count - 1 ? each : amount - first - each * (count - 2);
      parts.add(new Instalment(part, now.plus(Duration.ofDays((long) days * i))));
    }
    return parts;
  }

  private static List<Instalment> dated(String list, long amount, Instant now) {
    List<Instalment> parts = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(now, UTC);
    long sum = 0;
    for (String part : list.split(";", -1)) {
      int equals = part.indexOf('=');
      LocalDate date = date(part.substring(0, equals));
      require(!date.isBefore(today), "a date of the plan is past");
      require(!date.isAfter(today.plusMonths(12)), "a date of the plan is over 12 months away");
      long each = number(part.substring(equals + 1));
      require(each >= 1, "a part is more than nothing");
      sum += each;
      Instant start = date.atStartOfDay(UTC).toInstant();
      parts.add(new Instalment(each, start.isBefore(now) ? now : start));
    }
    require(sum == amount, "the parts do not add up to the amount");
    return parts;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no date: " + text, e);
    }
  }

  private static long number(String digits) {
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
