package io.passerelle.shop.ecwid;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Secret;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.OrderState;
import io.passerelle.payment.Reconciliation;
import io.passerelle.payment.SiteId;
import io.passerelle.payment.Transaction;
import io.passerelle.payment.TransactionState;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.PlatformResult;
import io.passerelle.shop.Session;
import io.passerelle.shop.Telling;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcwidVoiceTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final OrderId ORDER = new OrderId(new SiteId("12345678"), "transaction_42");
  private static final Money TOTAL = Money.of(4990, Currency.EUR);
  private static final AttemptId ATTEMPT = new AttemptId(LocalDate.parse("2026-01-15"), "000001");
  private static final Connection STORE =
      new Connection(
          Platform.ECWID,
          Map.of("storeId", "1003", "app", "lyra"),
          Map.of("token", Secret.of("secret_token")));

  private final EcwidVoice voice = new EcwidVoice();

  @ParameterizedTest
  @CsvSource({
    "AUTHORISED, PAID",
    "CAPTURED, PAID",
    "ACCEPTED, PAID",
    "AUTHORISED_TO_VALIDATE, AWAITING_PAYMENT",
    "WAITING_AUTHORISATION, AWAITING_PAYMENT",
    "WAITING_AUTHORISATION_TO_VALIDATE, AWAITING_PAYMENT",
    "PRE_AUTHORISED, AWAITING_PAYMENT",
    "UNDER_VERIFICATION, AWAITING_PAYMENT",
    "WAITING_FOR_PAYMENT, AWAITING_PAYMENT",
    "INITIAL, AWAITING_PAYMENT",
    "REFUSED, INCOMPLETE",
    "ABANDONED, INCOMPLETE",
    "EXPIRED, INCOMPLETE",
    "NOT_CREATED, INCOMPLETE",
    "CAPTURE_FAILED, INCOMPLETE",
    "CANCELLED, CANCELLED"
  })
  void aStateIsToldInEcwidsWords(TransactionState state, String word) {
    PlatformRequest request = told(order(debit("uuid-1", state))).orElseThrow();

    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.url()).isEqualTo("https://app.ecwid.com/api/v3/1003/orders/transaction_42");
    assertThat(request.headers()).containsEntry("Authorization", Secret.of("Bearer secret_token"));
    assertThat(request.body()).startsWith("{\"paymentStatus\":\"" + word + "\"");
  }

  @Test
  void thePaymentIsNamedAsTheGatewayDoes() {
    assertThat(told(order(debit("uuid-1", TransactionState.AUTHORISED))).orElseThrow().body())
        .isEqualTo("{\"paymentStatus\":\"PAID\",\"externalTransactionId\":\"uuid-1\"}");
  }

  @Test
  void anAttemptThatIsAbandonedLateDoesNotTakeAPaymentBack() {
    Order order =
        order(
            debit("uuid-1", TransactionState.AUTHORISED),
            debit("uuid-2", TransactionState.ABANDONED));

    assertThat(told(order).orElseThrow().body()).contains("\"PAID\"", "uuid-1");
  }

  @Test
  void refundsAreToldInPartAndInFull() {
    Transaction paid = debit("uuid-1", TransactionState.CAPTURED);

    assertThat(told(order(paid, credit("uuid-2", 1000))).orElseThrow().body())
        .contains("\"PARTIALLY_REFUNDED\"");
    assertThat(told(order(paid, credit("uuid-2", 4990))).orElseThrow().body())
        .contains("\"REFUNDED\"");
  }

  @Test
  void whatIsNotKnownAndWhatIsNotTheStoresIsNotTold() {
    assertThat(told(order())).isEmpty();
    assertThat(told(order(debit("uuid-1", TransactionState.UNKNOWN)))).isEmpty();
    assertThat(
            voice.telling(
                new Telling(
                    STORE,
                    order(debit("uuid-1", TransactionState.AUTHORISED)),
                    Optional.empty(),
                    Optional.empty(),
                    NOW)))
        .isEmpty();
  }

  @Test
  void everyStateButThreeHasAWord() {
    assertThat(List.of(OrderState.values()))
        .filteredOn(state -> EcwidStatus.of(state).isEmpty())
        .containsExactly(OrderState.STARTED, OrderState.UNKNOWN, OrderState.VERIFIED);
  }

  @Test
  void aStoreThatTheAppLeftIsNotReachable() {
    Connection left = new Connection(Platform.ECWID, STORE.fields(), Map.of());

    assertThat(voice.address(STORE)).contains("https://app.ecwid.com/api/v3/1003/orders");
    assertThat(voice.address(left)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "200, '{\"updateCount\":1}', Done",
    "200, '', Done",
    "401, '{\"errorMessage\":\"Token expired\"}', Never",
    "403, '', Never",
    "404, '{\"errorMessage\":\"Order not found\"}', Never",
    "400, 'not json', Never",
    "429, '', Again",
    "500, '<html>', Again",
    "503, '', Again",
    "302, '', Again"
  })
  void anAnswerIsUnderstood(int status, String text, String kind) {
    PlatformResult result = voice.heard(status, text);

    assertThat(result.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(result.detail()).isNotBlank();
  }

  @Test
  void whyEcwidRefusesIsKeptInALine() {
    assertThat(voice.heard(404, "{\"errorMessage\": \"Order\\nnot found\"}").detail())
        .isEqualTo("Ecwid refuses the order's update: Order not found");
  }

  private Optional<PlatformRequest> told(Order order) {
    Session session =
        new Session(
            ORDER,
            Platform.ECWID,
            Mode.TEST,
            TOTAL,
            Session.Kind.SALE,
            "",
            "token",
            Buyer.unknown(),
            Map.of("reference", "transaction_42"),
            NOW,
            1);
    return voice.telling(new Telling(STORE, order, Optional.of(session), Optional.empty(), NOW));
  }

  private static Order order(Transaction... transactions) {
    Map<String, Transaction> all = new HashMap<>();
    for (Transaction one : transactions) {
      all.put(one.key(), one);
    }
    return new Order(
        ORDER, Mode.TEST, TOTAL, true, NOW, List.of(), all, Set.of(), Reconciliation.none(), 1);
  }

  private static Transaction debit(String key, TransactionState state) {
    return new Transaction(key, ATTEMPT, Operation.DEBIT, 1, state, TOTAL, Set.of(state));
  }

  private static Transaction credit(String key, long minorUnits) {
    return new Transaction(
        key,
        ATTEMPT,
        Operation.CREDIT,
        1,
        TransactionState.CAPTURED,
        Money.of(minorUnits, Currency.EUR),
        Set.of(TransactionState.CAPTURED));
  }
}
