package io.passerelle.bench;

import io.passerelle.aws.DynamoTable;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.Status;
import io.passerelle.store.PaymentOrderPage;
import io.passerelle.store.PaymentOrders;
import io.passerelle.store.Search;
import io.passerelle.store.Search.Sort;
import io.passerelle.store.Search.Span;
import io.passerelle.store.Search.Sums;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Latency and capacity units of a page of each kind of search, with few and with many payment
/// orders: `SearchBench <orders> …`. DynamoDB Local counts the units as the service does.
public final class SearchBench {

  private static final int PAGE = 100;
  private static final int ROUNDS = 9;

  private SearchBench() {}

  /// What a page cost: units, and milliseconds in the middle of some rounds.
  private record Cost(long units, double millis, int orders) {}

  public static void main(String[] counts) throws IOException {
    for (String count : counts) {
      int orders = Integer.parseInt(count);
      try (LocalDynamo dynamo = new LocalDynamo(Scene.KEYSET)) {
        long start = System.nanoTime();
        new SearchScene(dynamo).store(orders);
        System.out.printf(
            Locale.ROOT,
            "%n%d payment orders, stored in %d s%n%n",
            orders,
            (System.nanoTime() - start) / 1_000_000_000);
        System.out.println("| search | orders on the page | read units | ms |");
        System.out.println("| --- | --- | --- | --- |");
        for (Map.Entry<String, Search> one : searches(orders).entrySet()) {
          Cost cost = cost(dynamo, one.getValue(), SearchScene.NOW);
          System.out.printf(
              Locale.ROOT,
              "| %s | %d | %d | %.1f |%n",
              one.getKey(),
              cost.orders(),
              cost.units(),
              cost.millis());
        }
      }
    }
  }

  /// Of the second page, where there is one: what a cursor leads to costs as much.
  private static Cost cost(LocalDynamo dynamo, Search search, Instant now) {
    PaymentOrders orders =
        new PaymentOrders(new DynamoTable(Scene.environment(dynamo.url()), Scene.TABLE));
    PaymentOrderPage first = orders.search(search, Optional.empty(), PAGE, now);
    double[] millis = new double[ROUNDS];
    int found = 0;
    dynamo.forgetTally();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      found = orders.search(search, first.next(), PAGE, now).orders().size();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return new Cost(dynamo.tally().readUnits() / ROUNDS, millis[ROUNDS / 2], found);
  }

  private static Map<String, Search> searches(int orders) {
    Map<String, Search> searches = new LinkedHashMap<>();
    Search all = Search.all(SearchScene.SITE, Mode.TEST);
    String middle = SearchScene.reference(orders / 2);
    searches.put("all, newest first", all);
    searches.put("all, by end of validity", by(all, Sort.END));
    searches.put("all, by amount", by(all, Sort.AMOUNT));
    searches.put("all, by reference", by(all, Sort.REFERENCE));
    searches.put("one reference", named(all, middle, "", ""));
    searches.put("the beginning of a reference", named(all, "", middle.substring(0, 8), ""));
    searches.put("one recipient", named(all, "", "", SearchScene.recipient(orders / 2)));
    searches.put(
        "one recipient, by amount",
        by(named(all, "", "", SearchScene.recipient(orders / 2)), Sort.AMOUNT));
    searches.put("running", status(all, Status.RUNNING));
    searches.put("accepted", status(all, Status.ACCEPTED));
    searches.put("refused, by amount", by(status(all, Status.REFUSED), Sort.AMOUNT));
    searches.put("expired, by end of validity", by(status(all, Status.EXPIRED), Sort.END));
    searches.put("12.00 to 12.10 EUR, newest first", sums(all));
    searches.put("channel that none has", channel(all));
    return searches;
  }

  private static Search by(Search one, Sort sort) {
    return with(one, one.channels(), one.statuses(), one.sums(), sort);
  }

  private static Search status(Search one, Status status) {
    return with(one, one.channels(), Set.of(status), one.sums(), one.sort());
  }

  private static Search sums(Search one) {
    Sums sums = new Sums(Optional.of(Currency.EUR), 1_200, 1_210);
    return with(one, one.channels(), one.statuses(), sums, one.sort());
  }

  private static Search channel(Search one) {
    return with(one, Set.of(Channel.SMS), one.statuses(), one.sums(), one.sort());
  }

  private static Search with(
      Search one, Set<Channel> channels, Set<Status> statuses, Sums sums, Sort sort) {
    return new Search(
        one.siteId(),
        one.mode(),
        channels,
        statuses,
        Span.ALWAYS,
        Span.ALWAYS,
        sums,
        one.reference(),
        one.beginning(),
        one.recipient(),
        sort,
        false);
  }

  private static Search named(Search one, String reference, String beginning, String recipient) {
    return new Search(
        one.siteId(),
        one.mode(),
        one.channels(),
        one.statuses(),
        Span.ALWAYS,
        Span.ALWAYS,
        one.sums(),
        reference,
        beginning,
        recipient,
        one.sort(),
        false);
  }
}
