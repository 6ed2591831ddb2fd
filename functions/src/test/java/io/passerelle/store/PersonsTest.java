package io.passerelle.store;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PersonsTest {

  private static final SiteId SITE = new SiteId("34567890");
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

  private final InMemoryTable table = new InMemoryTable();
  private final Sessions sessions = new Sessions(table);
  private final Persons persons = new Persons(table);

  @Test
  void aPersonIsFoundByAddressOrNumberHoweverTheyAreWritten() {
    sessions.add(session("1", "zoe@example.org", "+33 1 23 45 67 89"));
    sessions.add(session("2", "Zoe@Example.org", ""));
    sessions.add(session("3", "other@example.org", ""));

    assertThat(persons.ordersOf(SITE, "ZOE@example.org", ""))
        .extracting(OrderId::reference)
        .containsExactly("1", "2");
    assertThat(persons.ordersOf(SITE, "", "33123456789"))
        .extracting(OrderId::reference)
        .containsExactly("1");
    assertThat(persons.ordersOf(new SiteId("12345678"), "zoe@example.org", "")).isEmpty();
  }

  @Test
  void nothingOfAPersonIsLeftOnceForgotten() {
    sessions.add(session("1", "zoe@example.org", "0123456789"));
    OrderId order = new OrderId(SITE, "1");
    HistoryLine line =
        new HistoryLine(
            order,
            "1#N",
            NOW,
            "Notification",
            "E-commerce",
            "AUTHORISED",
            Optional.of(
                new HistoryLine.Received(
                    "FORM", "vads_cust_email=zoe@example.org&vads_cust_name=Zoe".getBytes(UTF_8))));
    new Ledger(table, TestKeyset.keys()).write(new Change().with(line));
    assertThat(table.rows().toString()).containsPattern("(?i)zoe[@%&]").contains("69001");

    persons.forget(order, NOW);
    persons.forget(order, NOW);

    assertThat(table.rows().toString())
        .doesNotContainPattern("(?i)zoe[@%&]")
        .doesNotContain("Müller", "69001");
    assertThat(sessions.find(order).orElseThrow().amount().minorUnits()).isEqualTo(12_300);
    assertThat(new Ledger(table, TestKeyset.keys()).line(order, "1#N").orElseThrow().info())
        .isEqualTo("AUTHORISED");
  }

  @Test
  void aShopsPersonsAreForgottenMonthByMonth() {
    sessions.add(session("1", "zoe@example.org", ""));
    sessions.add(session("2", "max@example.org", ""));

    boolean stopped = persons.forgetAll(SITE, NOW, NOW, () -> false);
    boolean all = persons.forgetAll(SITE, NOW.minusSeconds(90 * 86_400), NOW, () -> true);

    assertThat(stopped).isFalse();
    assertThat(all).isTrue();
    assertThat(table.rows().toString()).doesNotContain("example.org");
  }

  @Test
  void sessionsOfOneCheckoutKnowEachOther() {
    Session first = sessions.add(session("1", "", ""));
    Session second = sessions.add(session("2", "", ""));

    assertThat(sessions.beside(first)).containsExactly(second.order());
    assertThat(sessions.beside(second)).isEqualTo(List.of(first.order()));
  }

  private static Session session(String reference, String email, String phone) {
    Address address =
        new Address("Zoe", "Müller", "", "1 rue A", "", "Lyon", "69001", "", "FR", phone);
    return new Session(
        new OrderId(SITE, reference),
        Platform.SHOPIFY,
        Mode.TEST,
        Money.of(12_300, Currency.EUR),
        Session.Kind.SALE,
        "",
        "token-" + reference,
        new Buyer("", email, phone, "fr", "", address, Address.none()),
        Map.of("group", "cart"),
        NOW,
        0);
  }
}
