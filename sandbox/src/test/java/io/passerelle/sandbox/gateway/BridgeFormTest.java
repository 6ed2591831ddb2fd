package io.passerelle.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Secret;
import io.passerelle.gateway.FormSigner;
import io.passerelle.gateway.PagePreferences;
import io.passerelle.gateway.PagePreferences.Redirect;
import io.passerelle.gateway.PageVisit;
import io.passerelle.gateway.PaymentForm;
import io.passerelle.payment.Address;
import io.passerelle.payment.AttemptId;
import io.passerelle.payment.Buyer;
import io.passerelle.payment.Currency;
import io.passerelle.payment.InstalmentOption;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import io.passerelle.payment.SiteId;
import io.passerelle.sandbox.web.WebReply;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the bridge sends of whatever a shop tells of its buyers, held against a gateway that was
/// written from the guides and not from the bridge: a buyer with an odd name must be able to pay.
class BridgeFormTest {

  private static final int VISITS = 1_500;

  private static final List<String> PIECES =
      List.of(
          "Zoé",
          "<b>",
          ">",
          "\"",
          "'",
          "&amp;",
          "\r\n",
          "\t",
          "\u0000",
          " ",
          "  ",
          "é",
          "e\u0301",
          "🍓",
          "\ud83c",
          "\udf53",
          "👩\u200d👧",
          "中文",
          "عربى",
          "4970100000000014",
          "5970 1003 0000 0018",
          "+33 6",
          "0612345678",
          "@",
          "zoe@example.org",
          "FR",
          "France",
          "+",
          "%2B",
          "\u202e",
          "\u00a0");

  private final GatewayBench bench = new GatewayBench();
  private static final long SEED = Long.getLong("seed", 20_260_115L);

  private final SplittableRandom random = new SplittableRandom(SEED);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void noBuyerAndNoPreferenceMakesTheGatewayRefuseTheForm() {
    System.out.println("BridgeFormTest: -Dseed=" + SEED);
    for (int i = 0; i < VISITS; i++) {
      Money amount = Money.of(1 + random.nextLong(10_000_000), any(Currency.values()));
      Optional<Instalments> parts = parts(amount);
      Map<String, String> form =
          PaymentForm.of(visit(i, amount, parts), buyer(), preferences())
              .signed(FormSigner.hmacSha256(Secret.of(GatewayBench.TEST_KEY)));

      WebReply reply = bench.post("vads-payment/", form);

      assertThat(reply.status()).as("%s%n%s", form, GatewayBench.text(reply)).isEqualTo(303);
      assertThat(planned(form)).isEqualTo(parts.map(BridgeFormTest::amounts).orElse(planned(form)));
    }
  }

  /// The parts that the gateway itself reckons.
  private List<Long> planned(Map<String, String> form) {
    return Plan.of(form, bench.clock.instant()).instalments().stream()
        .map(Plan.Instalment::amount)
        .toList();
  }

  private static List<Long> amounts(Instalments parts) {
    return IntStream.rangeClosed(1, parts.count())
        .mapToObj(part -> parts.part(part).minorUnits())
        .toList();
  }

  private Optional<Instalments> parts(Money amount) {
    return new InstalmentOption(
            "x",
            true,
            "",
            2 + random.nextInt(11),
            1 + random.nextInt(30),
            random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(99)),
            OptionalLong.empty(),
            OptionalLong.empty())
        .split(amount)
        .filter(_ -> random.nextBoolean());
  }

  private PageVisit visit(int number, Money amount, Optional<Instalments> parts) {
    return new PageVisit(
        new OrderId(new SiteId(GatewayBench.SITE), "SO-" + number + "_x"),
        io.passerelle.payment.Mode.TEST,
        new AttemptId(LocalDate.parse("2026-01-15"), Integer.toString(100_000 + number)),
        bench.clock.instant(),
        amount,
        parts,
        random.nextBoolean(),
        "https://bridge.example/return/" + "t".repeat(random.nextInt(120)));
  }

  private PagePreferences preferences() {
    return new PagePreferences(
        any("fr", "zh", "ko", ""),
        List.of(any("fr", "xx"), any("tr", "")),
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(366)),
        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean()),
        List.of(any("CB", "PAYPAL"), any("VISA", "PAYPAL_SB")),
        OptionalLong.of(random.nextLong(5_000)),
        redirect(),
        redirect(),
        random.nextBoolean(),
        text(),
        any("https://shop.example/", text()),
        Map.of("session", text()),
        PagePreferences.Authentication.UNSAID);
  }

  private Redirect redirect() {
    return new Redirect(
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(301)), text());
  }

  private Buyer buyer() {
    return new Buyer(text(), text(), text(), text(), text(), address(), address());
  }

  private Address address() {
    return new Address(
        text(), text(), text(), text(), text(), text(), text(), text(), text(), text());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(4) == 0 ? random.nextInt(200) : random.nextInt(4);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }
}
