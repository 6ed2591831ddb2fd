package io.passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.aws.InMemoryTable;
import io.passerelle.payment.Address;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final OrderId ORDER = new OrderId(new SiteId("34567890"), "u0nwmSrN");
  private static final Buyer BUYER =
      new Buyer(
          "7",
          "zoe@example.org",
          "+33 1",
          "fr-CA",
          "192.0.2.1",
          new Address("Zoé", "Müller", "", "1 rue A", "", "Lyon", "69001", "", "FR", "+33 2"),
          Address.none());

  private final Sessions sessions = new Sessions(new InMemoryTable());

  @Test
  void aSessionIsReadAsItWasWritten() {
    Session added = sessions.add(session("secret-token"));

    assertThat(added.version()).isEqualTo(1);
    assertThat(sessions.find(ORDER)).contains(added);
    assertThat(sessions.byToken("secret-token")).contains(added);
    assertThat(sessions.byToken("other")).isEmpty();
  }

  @Test
  void theSecondOfTwoIsTheFirst() {
    Session first = sessions.add(session("first"));

    Session second = sessions.add(session("second"));

    assertThat(second).isEqualTo(first);
    assertThat(sessions.byToken("second")).isEmpty();
  }

  @Test
  void whatIsLearntIsKeptAndThePersonForgotten() {
    Session added = sessions.add(session("secret-token"));

    sessions.save(added.with(Map.of("redirectUrl", "https://shop.example/thanks")).withoutBuyer());

    Session kept = sessions.find(ORDER).orElseThrow();
    assertThat(kept.field("redirectUrl")).contains("https://shop.example/thanks");
    assertThat(kept.field("gid")).contains("gid://shopify/PaymentSession/u0nwmSrN");
    assertThat(kept.buyer()).isEqualTo(Buyer.unknown());
  }

  @Test
  void nothingOfTheBuyerIsPrinted() {
    assertThat(session("secret-token") + " " + BUYER + BUYER.billing())
        .doesNotContain("Zoé", "zoe@", "secret-token");
  }

  private static Session session(String token) {
    return new Session(
        ORDER,
        Platform.SHOPIFY,
        Mode.TEST,
        Money.of(12_300, Currency.EUR),
        Session.Kind.AUTHORIZATION,
        "3x",
        token,
        BUYER,
        Map.of("gid", "gid://shopify/PaymentSession/u0nwmSrN"),
        Instant.parse("2026-01-15T10:07:00Z"),
        0);
  }
}
