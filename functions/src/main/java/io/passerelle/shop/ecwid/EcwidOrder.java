package io.passerelle.shop.ecwid;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderState;
import java.math.BigDecimal;
import java.util.Optional;

/// An order as Ecwid's API tells it. `reference` is the one that its checkout named; `currency` is
/// there where the answer has it, since it is the store's.
public record EcwidOrder(
    String reference, BigDecimal total, Optional<String> currency, String paymentStatus) {

  static EcwidOrder read(Json json) {
    return new EcwidOrder(
        json.get("referenceTransactionId")
            .text()
            .or(() -> json.get("id").text())
            .filter(text -> text.matches("[A-Za-z0-9_-]{1,64}"))
            .orElseThrow(() -> new Rejection(Reason.MALFORMED, "an order without an id")),
        json.get("total")
            .decimal()
            .orElseThrow(() -> new Rejection(Reason.MALFORMED, "an order without a total")),
        json.get("currency").text(),
        EcwidBuyer.cut(json.get("paymentStatus").text(""), 40));
  }

  public static EcwidAnswer<EcwidOrder> answered(int status, String text) {
    return EcwidAnswer.of(status, text, EcwidOrder::read);
  }

  /// Whether the order is of this amount, in the currency that the answer has or else the store.
  public boolean isOf(Money amount, Optional<String> storesCurrency) {
    return total.compareTo(new BigDecimal(amount.decimal())) == 0
        && currency.or(() -> storesCurrency).filter(amount.currency().name()::equals).isPresent();
  }

  /// Whether Ecwid shows the order as it should, going by how it stands here.
  public boolean isAsToldOf(OrderState state) {
    return EcwidStatus.of(state).filter(due -> due.name().equals(paymentStatus)).isPresent();
  }
}
