package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.gateway.GatewayShop.Format;
import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.state.Shelf;
import io.passerelle.sandbox.time.Agenda;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Tells shops' servers what happened and, where a call fails and the shop's rule says so, tells
/// them again at the next quarter hours of the sandbox's clock, four times at most (chapter 3.1).
final class Notifier {

  private static final int MOST = 100_000;
  private static final int REPLAYS_MOST = 4;
  private static final long QUARTER_SECONDS = 15 * 60;

  private final GatewayShops shops;
  private final Shelf<Notice> notices;
  private final Caller caller;
  private final Clock clock;
  private final Agenda agenda;
  private final BooleanSupplier drops;

  /// `drops` says whether a notice is lost on its way, for good.
  Notifier(
      GatewayShops shops,
      Drawer drawer,
      Caller caller,
      Clock clock,
      Agenda agenda,
      BooleanSupplier drops) {
    this.drops = drops;
    this.shops = shops;
    this.notices =
        new Shelf<>(
            drawer, Notice.class, Notice::id, Comparator.comparing(Notice::createdAt), MOST);
    this.caller = caller;
    this.clock = clock;
    this.agenda = agenda;
    notices.all().forEach(this::remember);
  }

  /// What is to be told: `transaction` is absent where the buyer left.
  record News(
      Payment payment, @Nullable Transaction transaction, Source source, Tampering tampering) {}

  /// Sends at once and waits for the shop's answer: a notice for each format of the shop's rule.
  List<Notice> tell(News news) {
    return make(news, null).stream().map(this::send).toList();
  }

  /// Sends when the clock gets to `due`, also after a restart.
  List<Notice> tellAt(News news, Instant due) {
    List<Notice> made = make(news, due);
    made.forEach(notices::put);
    made.forEach(this::remember);
    return made;
  }

  List<Notice> ofPayment(String paymentId) {
    return notices.all().stream().filter(one -> one.paymentId().equals(paymentId)).toList();
  }

  private List<Notice> make(News news, @Nullable Instant due) {
    GatewayShop shop = shops.find(news.payment().siteId()).orElseThrow();
    List<Notice> made = new ArrayList<>();
    Format format = shop.rule().format();
    if (format != Format.REST) {
      made.add(notice(news, shop, due, Envelope.form(shop, news)));
    }
    if (format != Format.FORM) {
      made.add(notice(news, shop, due, Envelope.rest(shop, news, clock.instant())));
    }
    return made;
  }

  private Notice notice(
      News news, GatewayShop shop, @Nullable Instant due, Map<String, String> fields) {
    return new Notice(
        Ids.uuid(),
        shop.siteId(),
        news.payment().id(),
        news.payment().mode(),
        news.source(),
        shop.rule().notificationUrl(),
        fields,
        news.tampering().word(),
        clock.instant(),
        due,
        List.of());
  }

  private Notice send(Notice notice) {
    GatewayShop shop = shops.find(notice.siteId()).orElseThrow();
    if (notice.isFirst() && drops.getAsBoolean()) {
      Notice lost = notice.after(new Notice.Attempt(clock.instant(), 0, "", "lost", 0), null);
      notices.put(lost);
      return lost;
    }
    byte[] body = Envelope.seal(shop, notice);
    Notice.Attempt attempt = caller.post(url(shop, notice), body);
    boolean again =
        !attempt.succeeded()
            && shop.rule().replay()
            && notice.attempts().size() < REPLAYS_MOST
            && !attempt.error().equals("interrupted");
    Notice after = notice.after(attempt, again ? nextQuarter(clock.instant()) : null);
    notices.put(after);
    remember(after);
    return after;
  }

  /// Chapter 1.7: the form's own URL serves for the immediate call alone. A URL that was corrected
  /// meanwhile serves the replays too.
  private static String url(GatewayShop shop, Notice notice) {
    String once = notice.fields().getOrDefault("vads_url_check", "");
    boolean immediate = notice.isFirst() && notice.source() == Source.PAY && !once.isEmpty();
    return immediate ? once : shop.rule().notificationUrl();
  }

  private void remember(Notice notice) {
    Instant due = notice.due();
    if (due != null) {
      agenda.at(due, () -> sendIfStillDue(notice.id(), due));
    }
  }

  private void sendIfStillDue(String id, Instant due) {
    notices.find(id).filter(notice -> due.equals(notice.due())).ifPresent(this::send);
  }

  static Instant nextQuarter(Instant now) {
    return Instant.ofEpochSecond((now.getEpochSecond() / QUARTER_SECONDS + 1) * QUARTER_SECONDS);
  }
}
