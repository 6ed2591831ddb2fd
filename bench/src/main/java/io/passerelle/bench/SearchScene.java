package io.passerelle.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.aws.Table;
import io.passerelle.aws.Table.Row;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
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
import io.passerelle.paymentorder.Terms;
import io.passerelle.paymentorder.TokenCreation;
import io.passerelle.store.PaymentOrders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// A shop's payment orders of half a year, one after the other: one of fifty is accepted, one of
/// fifty refused, each recipient has twenty. They are stored by the bridge's own code, in batches.
final class SearchScene {

  static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  static final SiteId SITE = new SiteId("12345678");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration HALF_A_YEAR = Duration.ofDays(182);
  private static final int BATCH = 25;

  private final LocalDynamo dynamo;
  private final List<Row> waiting = new ArrayList<>();

  SearchScene(LocalDynamo dynamo) {
    this.dynamo = dynamo;
  }

  static String reference(int number) {
    return String.format(Locale.ROOT, "ORDER-%07d", number);
  }

  static String recipient(int number) {
    return "buyer" + number / 20 + "@buyer.example";
  }

  void store(int count) throws IOException {
    PaymentOrders orders = new PaymentOrders(new Collecting());
    Duration between = HALF_A_YEAR.dividedBy(count);
    for (int i = 0; i < count; i++) {
      PaymentOrder order = order(i, NOW.minus(HALF_A_YEAR).plus(between.multipliedBy(i)));
      orders.save(order);
      if (waiting.size() == BATCH) {
        write();
      }
    }
    if (!waiting.isEmpty()) {
      write();
    }
  }

  private static PaymentOrder order(int number, Instant created) {
    return new PaymentOrder(
        new OrderId(SITE, reference(number)),
        Mode.TEST,
        Channel.URL,
        Money.of(100 + number * 7_919L % 100_000, Currency.EUR),
        new Terms(
            Optional.empty(),
            OptionalInt.empty(),
            "fr",
            Authentication.NO_PREFERENCE,
            TokenCreation.NONE,
            false,
            "Invoice " + number),
        new Message(recipient(number), "", List.of(), "Your invoice", "Thank you."),
        LinkCode.of(ByteBuffer.allocate(LinkCode.BYTES).putInt(number).array()),
        created,
        created.plus(Duration.ofDays(30)),
        false,
        DeliveryStatus.MANUAL,
        new Sends(0, "", Reminders.none(ZoneOffset.UTC)),
        "",
        number % 50 == 0 ? Outcome.ACCEPTED : number % 50 == 1 ? Outcome.REFUSED : Outcome.OPEN,
        0);
  }

  private void write() throws IOException {
    ObjectNode request = JSON.createObjectNode();
    ArrayNode puts = request.putObject("RequestItems").putArray(Scene.TABLE);
    for (Row row : waiting) {
      ObjectNode item = puts.addObject().putObject("PutRequest").putObject("Item");
      Table.Shelved shelved = row.shelved().orElseThrow();
      text(item, "pk", row.key().partition());
      text(item, "sk", row.key().sort());
      item.putObject("version").put("N", "1");
      text(item, "document", row.document());
      text(item, "shelf", shelved.shelf());
      text(item, "card", shelved.card());
      shelved
          .places()
          .forEach((side, place) ->
              text(
                  item,
                  "by" + side.name().charAt(0) + side.name().substring(1).toLowerCase(Locale.ROOT),
                  place));
    }
    dynamo.call("BatchWriteItem", request);
    waiting.clear();
  }

  private static void text(ObjectNode item, String name, String value) {
    item.putObject(name).put("S", value);
  }

  /// Takes what is written, to be stored with others.
  private final class Collecting implements Table {

    @Override
    public void write(List<Row> rows) {
      waiting.addAll(rows);
    }

    @Override
    public void replace(List<Row> removed, List<Row> written) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Row> get(Key key) {
      return Optional.empty();
    }

    @Override
    public List<Row> all(List<Key> keys) {
      return List.of();
    }

    @Override
    public List<Row> query(String partition, String prefix) {
      return List.of();
    }

    @Override
    public List<Found> due(String bucket, Instant until, Optional<Found> after, int limit) {
      return List.of();
    }

    @Override
    public List<Found> list(String list, Instant from, Optional<Found> after, int limit) {
      return List.of();
    }

    @Override
    public List<Found> latest(String list, int limit) {
      return List.of();
    }

    @Override
    public List<Card> browse(Stretch stretch, int limit) {
      return List.of();
    }

    @Override
    public long next(Key counter, Instant expires) {
      throw new UnsupportedOperationException();
    }
  }
}
