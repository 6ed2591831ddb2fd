package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.aws.InMemoryTable;
import io.passerelle.aws.Table;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Deed;
import io.passerelle.payment.Money;
import io.passerelle.payment.OperationId;
import io.passerelle.payment.OperationRequest;
import io.passerelle.payment.OperationRequest.By;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.Refusal;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Step;
import io.passerelle.payment.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationItemTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final OrderId ORDER = new OrderId(new SiteId("12345678"), "SO#1|a b");
  private static final OperationId ID = new OperationId(ORDER, "gid://shopify/RefundSession/1#2");
  private static final Money TEN = Money.of(1_000, Currency.EUR);

  private final Ledger ledger = new Ledger(new InMemoryTable(), TestKeyset.keys());

  private static OperationRequest request() {
    return OperationRequest.of(
        ID, Wish.REFUND, Optional.of(TEN), Currency.EUR, By.PLATFORM, Map.of("a", "b"), NOW);
  }

  @Test
  void everyCallAndStateIsReadAsItWasWritten() {
    List<Deed.Call> calls =
        List.of(
            new Deed.Refund("u", TEN, Money.of(882, Currency.USD)),
            new Deed.Cancel("u", TEN),
            new Deed.Modify("u", TEN, TEN),
            new Deed.Validate("u", TEN));
    OperationRequest request = request();
    for (Deed.Call call : calls) {
      Step step = new Step(call, NOW, Set.of("c1", "c2"), TEN, "worker");
      request = written(request.calling(step));
      request = written(request.lost(NOW, "TIMEOUT"));
      request = written(request.made(NOW));
      request = written(request.later(NOW, Refusal.UNAVAILABLE, "PSP_099"));
    }
    written(request.refused(Refusal.NOT_SHOWN, "HTTP 503"));
  }

  private OperationRequest written(OperationRequest request) {
    ledger.write(new Change().with(request));
    OperationRequest read = ledger.operation(ID).orElseThrow();
    assertThat(read).isEqualTo(request.written());
    return read;
  }

  @Test
  void aRequestIsWrittenOnce() {
    ledger.write(new Change().with(request()));

    assertThatThrownBy(() -> ledger.write(new Change().with(request())))
        .isInstanceOf(Table.Stale.class);
  }

  @Test
  void whatIsDueIsFoundAndWhatIsOverIsNot() {
    ledger.write(new Change().with(request()));
    assertThat(due()).containsExactly(ID);

    ledger.write(new Change().with(ledger.operation(ID).orElseThrow().ended("")));

    assertThat(due()).isEmpty();
  }

  private List<OperationId> due() {
    List<OperationId> due = new ArrayList<>();
    ledger.eachDueOperation(NOW, () -> true, due::addAll);
    return due;
  }
}
