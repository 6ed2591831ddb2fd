package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.Table.Row;
import io.passerelle.edge.Rejection;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Seed;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Authentication;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.DeliveryStatus;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.Message;
import io.passerelle.paymentorder.Outcome;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Reminders;
import io.passerelle.paymentorder.Sends;
import io.passerelle.paymentorder.Status;
import io.passerelle.paymentorder.Terms;
import io.passerelle.paymentorder.TokenCreation;
import io.passerelle.store.PaymentOrderPage.Place;
import io.passerelle.store.Search.Sort;
import io.passerelle.store.Search.Span;
import io.passerelle.store.Search.Sums;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PaymentOrderSearchTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final SiteId SITE = new SiteId("12345678");
  private static final Search ALL = Search.all(SITE, Mode.TEST);
  private static final List<String> PEOPLE =
      List.of("", "zoe@buyer.example", "Ann@buyer.example", "x#y~@buyer.example", "+33612345678");
  private static final List<Currency> CURRENCIES = List.of(Currency.EUR, Currency.JPY);

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(Seed.of(PaymentOrderSearchTest.class));
  private final InMemoryTable table = new InMemoryTable();
  private final PaymentOrders orders = new PaymentOrders(table);
  private final List<PaymentOrder> stored = new ArrayList<>();

  /// Whatever is asked, in whatever order and by pages of whatever length: it is what a look at
  /// every order would have found.
  @Test
  void everySearchFindsWhatALookAtEveryOrderFinds() {
    for (int i = 0; i < 1_500; i++) {
      store(drawn("R%04d".formatted(i)));
    }

    for (int i = 0; i < 300; i++) {
      Search search = search();
      assertThat(found(search, 10 + random.nextInt(90)))
          .as(search.toString())
          .isEqualTo(expected(search));
    }
  }

  @Test
  void aPageLooksAtSoManyAndNoMoreHoweverManyThereAre() {
    for (int i = 0; i < 4_000; i++) {
      store(order("R" + i, Channel.URL, i, NOW.plusSeconds(i), NOW.plusSeconds(9_000), ""));
    }
    Search none = with(ALL, Set.of(Channel.SMS), Set.of(), Sums.ANY, Sort.CREATION, false);

    PaymentOrderPage page = orders.search(none, Optional.empty(), 10, NOW);

    assertThat(page.orders()).isEmpty();
    assertThat(page.next()).isPresent();
    assertThat(pages(none, 10)).isBetween(3, 5);
  }

  @Test
  void ofFewThatAreLeftNoneIsFarAway() {
    for (int i = 0; i < 5_000; i++) {
      store(order("R" + i, Channel.URL, i, NOW.plusSeconds(i), NOW.plusSeconds(9_000), ""));
    }
    Sums few = new Sums(Optional.of(Currency.EUR), 17, 19);
    Search search = with(ALL, Set.of(), Set.of(), few, Sort.CREATION, false);

    PaymentOrderPage page = orders.search(search, Optional.empty(), 2, NOW);
    PaymentOrderPage next = orders.search(search, page.next(), 2, NOW);

    assertThat(references(page)).containsExactly("R19", "R18");
    assertThat(references(next)).containsExactly("R17");
    assertThat(next.next()).isEmpty();
  }

  /// What became too many to be gathered is walked along from the same place on.
  @Test
  void aPageGoesOnThoughMeanwhileManyMore() {
    for (int i = 0; i < 1_000; i++) {
      store(
          order(
              "R%05d".formatted(i),
              Channel.URL,
              5,
              NOW.plusSeconds(i),
              NOW.plusSeconds(9),
              "a@b.cd"));
    }
    Search search = person("A@B.cd", Sort.REFERENCE, true);
    PaymentOrderPage first = orders.search(search, Optional.empty(), 400, NOW);
    for (int i = 1_000; i < 1_300; i++) {
      store(
          order(
              "R%05d".formatted(i),
              Channel.URL,
              5,
              NOW.plusSeconds(i),
              NOW.plusSeconds(9),
              "a@b.cd"));
    }

    List<String> rest = new ArrayList<>(references(first));
    for (Optional<Place> next = first.next(); next.isPresent(); ) {
      PaymentOrderPage page = orders.search(search, next, 400, NOW);
      rest.addAll(references(page));
      next = page.next();
    }

    assertThat(rest).hasSize(1_300).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void theClockAloneMovesAnOrderFromOneStatusToAnother() {
    store(order("R1", Channel.URL, 5, NOW, NOW.plusSeconds(60), ""));
    Search running = status(Status.RUNNING);
    Search expired = status(Status.EXPIRED);

    assertThat(found(running, 10)).containsExactly("R1");
    assertThat(found(expired, 10)).isEmpty();
    assertThat(references(orders.search(running, Optional.empty(), 10, NOW.plusSeconds(60))))
        .isEmpty();
    assertThat(references(orders.search(expired, Optional.empty(), 10, NOW.plusSeconds(60))))
        .containsExactly("R1");
  }

  @Test
  void aPlaceOfAnotherOrderOrNoneAtAllIsRefused() {
    Place place = new Place(Sort.AMOUNT, true, false, "EUR 000000000001 R1");

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> orders.search(ALL, Optional.of(place), 10, NOW));
    for (String text : List.of("", "x", "é", "AAAA", "Q1JFQVRJT04", "=".repeat(10_000))) {
      assertThatExceptionOfType(Rejection.class).as(text).isThrownBy(() -> Place.parse(text));
    }
    assertThat(Place.parse(place.toString())).isEqualTo(place);
  }

  @Test
  void aPlaceThatIsMadeUpLeadsNowhereElse() {
    store(order("R1", Channel.URL, 5, NOW, NOW.plusSeconds(60), ""));
    for (String after : List.of("~~~~", "!", "2026-01-15T10:00:00.000Z R0", "zzz")) {
      for (boolean ascending : List.of(true, false)) {
        Search search = with(ALL, Set.of(), Set.of(), Sums.ANY, Sort.CREATION, ascending);
        Optional<Place> place = Optional.of(new Place(Sort.CREATION, ascending, false, after));

        assertThat(references(orders.search(search, place, 10, NOW))).isSubsetOf("R1");
      }
    }
  }

  /// As long as the index is behind, its cards say what was.
  @Test
  void whatHasChangedSinceTheIndexWasWrittenIsLeftOut() {
    PaymentOrder order = order("R1", Channel.URL, 5, NOW, NOW.plusSeconds(60), "");
    Row before = PaymentOrderItem.write(order);
    Row after = PaymentOrderItem.write(order.inCancellation(true));
    table.write(
        List.of(
            new Row(
                after.key(),
                0,
                after.document(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before.shelved())));

    assertThat(found(status(Status.RUNNING), 10)).isEmpty();
    assertThat(found(ALL, 10)).containsExactly("R1");
  }

  private void store(PaymentOrder order) {
    table.write(List.of(PaymentOrderItem.write(order)));
    stored.add(order);
  }

  private PaymentOrder drawn(String reference) {
    Instant created = NOW.minus(Duration.ofMinutes(random.nextInt(60)));
    PaymentOrder order =
        order(
            (random.nextBoolean() ? "A-" : "b_") + reference,
            List.of(Channel.values()).get(random.nextInt(Channel.values().length)),
            random.nextInt(500),
            created,
            NOW.plus(Duration.ofMinutes(random.nextInt(-30, 30))),
            PEOPLE.get(random.nextInt(PEOPLE.size())));
    return new PaymentOrder(
        order.id(),
        random.nextInt(5) == 0 ? Mode.PRODUCTION : Mode.TEST,
        order.channel(),
        Money.of(order.amount().minorUnits(), CURRENCIES.get(random.nextInt(2))),
        order.terms(),
        order.message(),
        order.code(),
        order.createdAt(),
        order.validUntil(),
        random.nextInt(4) == 0,
        order.delivery(),
        order.sends(),
        "",
        List.of(Outcome.values()).get(random.nextInt(3)),
        0);
  }

  private static PaymentOrder order(
      String reference, Channel channel, long amount, Instant created, Instant end, String to) {
    return new PaymentOrder(
        new OrderId(SITE, reference),
        Mode.TEST,
        channel,
        Money.of(amount, Currency.EUR),
        new Terms(
            Optional.empty(),
            OptionalInt.empty(),
            "",
            Authentication.NO_PREFERENCE,
            TokenCreation.NONE,
            false,
            ""),
        new Message(to, "", List.of(), "", ""),
        LinkCode.of(new byte[LinkCode.BYTES]),
        created,
        end,
        false,
        DeliveryStatus.MANUAL,
        new Sends(0, "", Reminders.none(ZoneOffset.UTC)),
        "",
        Outcome.OPEN,
        0);
  }

  private Search search() {
    Sort sort = List.of(Sort.values()).get(random.nextInt(4));
    boolean some = random.nextInt(3) == 0;
    return new Search(
        SITE,
        random.nextInt(5) == 0 ? Mode.PRODUCTION : Mode.TEST,
        random.nextInt(4) == 0 ? Set.of(Channel.URL, Channel.SMS) : Set.of(),
        statuses(),
        span(),
        span(),
        sums(),
        random.nextInt(20) == 0 ? stored.get(random.nextInt(100)).id().reference() : "",
        some ? List.of("A-R00", "b_", "A-R0", "c", "A-R1499").get(random.nextInt(5)) : "",
        random.nextInt(3) == 0
            ? PEOPLE.get(random.nextInt(PEOPLE.size())).toUpperCase(Locale.ROOT)
            : "",
        sort,
        random.nextBoolean());
  }

  private Set<Status> statuses() {
    List<Status> shown =
        List.of(Status.RUNNING, Status.ACCEPTED, Status.REFUSED, Status.EXPIRED, Status.CANCELLED);
    return switch (random.nextInt(4)) {
      case 0, 1 -> Set.of(shown.get(random.nextInt(5)));
      case 2 -> Set.of(Status.RUNNING, Status.REFUSED);
      default -> Set.of();
    };
  }

  private Span span() {
    if (random.nextInt(3) > 0) {
      return Span.ALWAYS;
    }
    Optional<Instant> from = Optional.of(NOW.plusSeconds(random.nextInt(-3_600, 1_800)));
    Optional<Instant> before = Optional.of(NOW.plusSeconds(random.nextInt(-3_600, 1_800)));
    return switch (random.nextInt(3)) {
      case 0 -> new Span(from, Optional.empty());
      case 1 -> new Span(Optional.empty(), before);
      default -> new Span(from, before);
    };
  }

  private Sums sums() {
    return switch (random.nextInt(6)) {
      case 0 -> new Sums(Optional.of(Currency.JPY), 0, Money.MINOR_UNITS_MAX);
      case 1 -> new Sums(Optional.of(Currency.EUR), random.nextInt(500), random.nextInt(500));
      default -> Sums.ANY;
    };
  }

  private static Search with(
      Search all, Set<Channel> channels, Set<Status> statuses, Sums sums, Sort sort, boolean up) {
    return new Search(
        all.siteId(),
        all.mode(),
        channels,
        statuses,
        all.created(),
        all.ends(),
        sums,
        "",
        "",
        "",
        sort,
        up);
  }

  private static Search status(Status status) {
    return with(ALL, Set.of(), Set.of(status), Sums.ANY, Sort.CREATION, false);
  }

  private static Search person(String recipient, Sort sort, boolean ascending) {
    return new Search(
        SITE,
        Mode.TEST,
        Set.of(),
        Set.of(),
        Span.ALWAYS,
        Span.ALWAYS,
        Sums.ANY,
        "",
        "",
        recipient,
        sort,
        ascending);
  }

  private List<String> found(Search search, int limit) {
    List<String> found = new ArrayList<>();
    Optional<Place> next = Optional.empty();
    do {
      PaymentOrderPage page = orders.search(search, next, limit, NOW);
      assertThat(page.orders()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(references(page));
      next = page.next().map(Place::toString).map(Place::parse);
    } while (next.isPresent());
    return found;
  }

  private int pages(Search search, int limit) {
    Optional<Place> next = Optional.empty();
    for (int pages = 1; ; pages++) {
      next = orders.search(search, next, limit, NOW).next();
      if (next.isEmpty()) {
        return pages;
      }
    }
  }

  private List<String> expected(Search search) {
    Comparator<PaymentOrder> order =
        switch (search.sort()) {
          case CREATION -> Comparator.comparing(PaymentOrder::createdAt);
          case END -> Comparator.comparing(PaymentOrder::validUntil);
          case AMOUNT ->
              Comparator.<PaymentOrder, String>comparing(one -> one.amount().currency().name())
                  .thenComparing(one -> one.amount().minorUnits());
          case REFERENCE -> Comparator.comparing(one -> one.id().reference());
        };
    Comparator<PaymentOrder> whole = order.thenComparing(one -> one.id().reference());
    return stored.stream()
        .filter(one -> one.mode() == search.mode())
        .filter(one -> search.channels().isEmpty() || search.channels().contains(one.channel()))
        .filter(one -> hasStatus(one, search.statuses()))
        .filter(one -> within(one.createdAt(), search.created()))
        .filter(one -> within(one.validUntil(), search.ends()))
        .filter(one ->
            search.sums().currency().filter(it -> it != one.amount().currency()).isEmpty()
                && one.amount().minorUnits() >= search.sums().least()
                && one.amount().minorUnits() <= search.sums().most())
        .filter(
            one -> search.reference().isEmpty() || one.id().reference().equals(search.reference()))
        .filter(one -> one.id().reference().startsWith(search.beginning()))
        .filter(one ->
            search.recipient().isEmpty() || one.message().to().equalsIgnoreCase(search.recipient()))
        .sorted(search.ascending() ? whole : whole.reversed())
        .map(one -> one.id().reference())
        .toList();
  }

  private static boolean hasStatus(PaymentOrder order, Set<Status> statuses) {
    String shown = order.status(NOW).shown();
    return statuses.isEmpty() || statuses.stream().anyMatch(one -> one.name().equals(shown));
  }

  private static boolean within(Instant at, Span span) {
    return !at.isBefore(span.from().orElse(Instant.MIN))
        && at.isBefore(span.before().orElse(Instant.MAX));
  }

  private static List<String> references(PaymentOrderPage page) {
    return page.orders().stream().map(order -> order.id().reference()).toList();
  }
}
