package io.passerelle.function;

import io.passerelle.carddesk.Companies;
import io.passerelle.edge.JsonTree;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Shop;
import io.passerelle.store.CardMonth;
import io.passerelle.store.CardMonth.Written;
import io.passerelle.store.CardMonths;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What operators see of the files of expiring cards that were written for a shop and its company,
/// and of the months' work.
final class CardFileDesk {

  /// As the bucket's life cycle has it, and as the gateway keeps its own.
  private static final Duration KEPT = Duration.ofDays(21);

  private static final int MONTHS_MAX = 24;

  private final CardMonths months;
  private final Clock clock;

  CardFileDesk(Wiring wiring) {
    this.months = wiring.cardMonths();
    this.clock = wiring.clock();
  }

  /// `{"months": [{"month", "mode", "state", "begun", "ended"}], "files": [{"name", "key",
  /// "siteId", "month", "mode", "state", "at", "until", "details", "left"}]}`, the latest first. A
  /// file without a site is the company's; no other shop's is shown.
  String list(Shop shop) {
    List<Map<String, @Nullable Object>> done = new ArrayList<>();
    List<Map<String, @Nullable Object>> files = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      months.all(Companies.of(shop), mode).stream()
          .limit(MONTHS_MAX)
          .forEach(month -> {
            done.add(shown(month));
            month.files().stream()
                .filter(file -> file.shop().isEmpty() || file.shop().get().equals(shop.siteId()))
                .forEach(file -> files.add(shown(month, file)));
          });
    }
    return JsonTree.text(Map.of("months", done, "files", files));
  }

  private static Map<String, @Nullable Object> shown(CardMonth month) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("month", month.id().month().toString());
    shown.put("mode", month.id().mode().name());
    shown.put("state", month.isDone() ? "DONE" : month.begun().isPresent() ? "BEGUN" : "PLANNED");
    shown.put("begun", month.begun().map(Instant::toString).orElse(null));
    shown.put("ended", month.ended().map(Instant::toString).orElse(null));
    return shown;
  }

  private Map<String, @Nullable Object> shown(CardMonth month, Written file) {
    Instant until = file.at().plus(KEPT);
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("name", file.name());
    shown.put("key", file.key());
    shown.put("siteId", file.shop().map(SiteId::value).orElse(null));
    shown.put("month", month.id().month().toString());
    shown.put("mode", month.id().mode().name());
    shown.put("state", until.isAfter(clock.instant()) ? "AVAILABLE" : "GONE");
    shown.put("at", file.at().toString());
    shown.put("until", until.toString());
    shown.put("details", (long) file.details());
    shown.put("left", (long) file.left());
    return shown;
  }
}
