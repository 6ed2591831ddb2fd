package io.passerelle.desk;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Money;
import io.passerelle.paymentorder.PaymentOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/// What can stand in a column of a list of payment orders, under the name that it has there.
enum OrderColumn {
  REFERENCE("reference"),
  MODE("mode"),
  CHANNEL("channel"),
  STATUS("status"),
  DELIVERY("delivery"),
  AMOUNT("amount"),
  CURRENCY("currency"),
  CREATED("createdAt"),
  END("validUntil"),
  TO("to"),
  SUBJECT("subject"),
  MESSAGE("message"),
  LANGUAGE("language"),
  DESCRIPTION("description"),
  LINK("link");

  /// What a merchant gets who chooses none.
  static final List<OrderColumn> USUAL =
      List.of(REFERENCE, CHANNEL, STATUS, DELIVERY, AMOUNT, CURRENCY, CREATED, END, TO, LINK);

  private final String title;

  OrderColumn(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /// The text of its cell. Amounts are in the currency's main unit.
  String of(Shown shown) {
    PaymentOrder order = shown.order();
    return switch (this) {
      case REFERENCE -> order.id().reference();
      case MODE -> order.mode().name();
      case CHANNEL -> order.channel().name();
      case STATUS -> shown.status().shown();
      case DELIVERY -> order.delivery().name();
      case AMOUNT -> decimal(order.amount());
      case CURRENCY -> order.amount().currency().name();
      case CREATED -> order.createdAt().toString();
      case END -> order.validUntil().toString();
      case TO -> order.message().recipient();
      case SUBJECT -> order.message().subject();
      case MESSAGE -> order.message().text();
      case LANGUAGE -> order.terms().language();
      case DESCRIPTION -> order.terms().description();
      case LINK -> shown.url();
    };
  }

  /// Names with `,` between, in the order in which the columns are to stand.
  static List<OrderColumn> read(String names) {
    return Stream.of(names.split(",", values().length + 1)).map(OrderColumn::named).toList();
  }

  private static OrderColumn named(String name) {
    return Stream.of(values())
        .filter(one -> one.title.equals(name.strip()))
        .findFirst()
        .orElseThrow(() ->
            new Rejection(
                Reason.INVALID,
                "columns must be some of "
                    + Stream.of(values()).map(OrderColumn::title).toList()
                    + ", with commas between"));
  }

  private static String decimal(Money amount) {
    return BigDecimal.valueOf(amount.minorUnits(), amount.currency().decimals()).toPlainString();
  }
}
