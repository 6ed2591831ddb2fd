package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.lambda.Pump;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// `/sandbox/api/clock`: tells the time, and moves it forward by a duration or to a moment.
public final class ClockControl {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration AHEAD_MAX = Duration.ofDays(3653);

  private final Clock clock;
  private final Pump pump;

  private ClockControl(Clock clock, Pump pump) {
    this.clock = clock;
    this.pump = pump;
  }

  public static Site site(Clock clock, Pump pump) {
    var control = new ClockControl(clock, pump);
    return new ControlCall().on("GET", document -> now(clock.instant())).on("POST", control::move);
  }

  private String move(JsonNode document) {
    Instant from = clock.instant();
    Instant target = target(document, from);
    if (target.isBefore(from)) {
      throw new IllegalArgumentException("The clock shows " + from + " and does not go back");
    }
    if (target.isAfter(from.plus(AHEAD_MAX))) {
      throw new IllegalArgumentException("The clock moves at most ten years at once");
    }
    return now(pump.advanceTo(target));
  }

  private static Instant target(JsonNode document, Instant from) {
    boolean advance = document.path("advance").isTextual();
    boolean to = document.path("to").isTextual();
    if (advance == to) {
      throw new IllegalArgumentException(
          "Say either {\"advance\": \"PT15M\"} or {\"to\": \"next-quarter\"}, \"next-month\" or a"
              + " time");
    }
    if (advance) {
      return from.plus(Duration.parse(document.path("advance").asText()));
    }
    return switch (document.path("to").asText()) {
      case "next-quarter" -> nextQuarter(from);
      case "next-month" -> nextMonth(from);
      default -> Instant.parse(document.path("to").asText());
    };
  }

  private static Instant nextQuarter(Instant from) {
    long quarters = Math.floorDiv(from.getEpochSecond(), QUARTER.toSeconds());
    return Instant.ofEpochSecond((quarters + 1) * QUARTER.toSeconds());
  }

  private static Instant nextMonth(Instant from) {
    YearMonth month = YearMonth.from(from.atZone(ZoneOffset.UTC));
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String now(Instant now) {
    return Json.write(Json.object().put("now", now.toString()));
  }
}
