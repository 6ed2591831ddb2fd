package io.passerelle.sandbox.gateway;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of cards that end soon (guide on expiring cards, chapter 4): one for a company,
/// without quotes, and one for each of its shops with a subscription, with quotes.
public final class ExpiryFiles {

  private static final int MONTHS = 2;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

  private final GatewayShops shops;
  private final KeptCards cards;
  private final Clock clock;

  ExpiryFiles(GatewayShops shops, KeptCards cards, Clock clock) {
    this.shops = shops;
    this.cards = cards;
    this.clock = clock;
  }

  /// A file, and the folder of its company in which it lies.
  public record Made(String company, String folder, String name, String text) {}

  /// Those of this month, for all companies. The gateway itself knows a shop's company; here others
  /// are asked for it.
  public List<Made> make(Function<String, String> companyOf) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Made> made = new ArrayList<>();
    shops.all().stream()
        .collect(Collectors.groupingBy(shop -> companyOf.apply(shop.siteId())))
        .forEach((company, its) -> {
          for (Mode mode : Mode.values()) {
            if (mode == Mode.TEST || its.stream().anyMatch(GatewayShop::isLive)) {
              made.add(company(company, its, mode, now));
              its.stream()
                  .filter(shop -> ending(shop, mode, now).anyMatch(KeptCards.Held::isSubscribed))
                  .forEach(shop -> made.add(shop(company, shop, mode, now)));
            }
          }
        });
    return made;
  }

  private Stream<KeptCards.Held> ending(GatewayShop shop, Mode mode, LocalDateTime now) {
    return cards.all().stream()
        .filter(held -> held.card().siteId().equals(shop.siteId()))
        .filter(held -> held.card().mode() == mode && held.card().cancelledAt() == null)
        .filter(held -> isEnding(held.card(), now));
  }

  private static boolean isEnding(KeptCard card, LocalDateTime now) {
    return !now.toLocalDate().plusMonths(MONTHS).isBefore(end(card).atEndOfMonth());
  }

  private static YearMonth end(KeptCard card) {
    return YearMonth.of(card.expiryYear(), card.expiryMonth());
  }

  private Made company(String company, List<GatewayShop> its, Mode mode, LocalDateTime now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.join(";", "00", "EXP_CARDS", letter(mode), DATE.format(now), TIME.format(now)));
    its.stream()
        .flatMap(shop -> ending(shop, mode, now))
        .map(held ->
            String.join(
                ";",
                "02",
                held.card().token(),
                plain(held.holder()),
                plain(held.email()),
                DATE.format(end(held.card()).atEndOfMonth()),
                held.isSubscribed() ? "1" : "0"))
        .forEach(lines::add);
    int details = lines.size() - 1;
    lines.add(String.join(";", "01", "" + details, DATE.format(now), TIME.format(now)));
    return new Made(company, "ROOT/expired", name(now, "", company, mode), text(lines));
  }

  private Made shop(String company, GatewayShop shop, Mode mode, LocalDateTime now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        quoted("00", "EXP_CARDS", letter(mode), shop.siteId(), DATE.format(now), TIME.format(now)));
    ending(shop, mode, now)
        .filter(KeptCards.Held::isSubscribed)
        .map(held -> detail(held, now))
        .forEach(lines::add);
    String details = Integer.toString(lines.size() - 1);
    lines.add(quoted("01", details, details, DATE.format(now), TIME.format(now)));
    return new Made(
        company,
        shop.siteId() + "/expired",
        name(now, shop.siteId() + ".", shop.label(), mode),
        text(lines));
  }

  private static String detail(KeptCards.Held held, LocalDateTime now) {
    long due = ChronoUnit.MONTHS.between(held.since(), now);
    return quoted(
        "02",
        held.card().token(),
        held.holder(),
        held.email(),
        DATE.format(end(held.card()).atEndOfMonth()),
        "REC_" + held.card().token(),
        Math.min(due, 999) + "",
        held.subscription(),
        DATE.format(held.since()),
        held.amount(),
        "",
        "0");
  }

  private static String name(LocalDateTime now, String shop, String label, Mode mode) {
    String month = DATE.format(now).substring(0, 6);
    String plain = label.replaceAll("[\\\\/\\p{Cntrl}]", "-");
    return month + "." + shop + "EXP_CARDS." + plain + "." + letter(mode) + ".csv";
  }

  private static String letter(Mode mode) {
    return mode == Mode.TEST ? "T" : "P";
  }

  /// A layout without quotes has no way to write a semicolon.
  private static String plain(String text) {
    return text.replace(';', ',').replace('"', '\'');
  }

  private static String quoted(String... fields) {
    return List.of(fields).stream()
        .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining(";"));
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
