package io.passerelle.payment;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.payment.Charge.Phase;
import io.passerelle.payment.Deed.AlreadyDone;
import io.passerelle.payment.Deed.Cancel;
import io.passerelle.payment.Deed.Later;
import io.passerelle.payment.Deed.Modify;
import io.passerelle.payment.Deed.Refund;
import io.passerelle.payment.Deed.Refused;
import io.passerelle.payment.Deed.Validate;
import io.passerelle.payment.DeedTable.Others;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of operations, cell by cell: a wish, what the payment is now, and what that comes to.
class DeedTableTest {

  /// Charges are `state amount` or `state amount-refunded`, the oldest first; `#2` is a second
  /// part.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFUND  |     | CAPTURED 100                          | Refund 100
          REFUND  | 100 | CAPTURED 100                          | Refund 100
          REFUND  | 30  | CAPTURED 100                          | Refund 30
          REFUND  |     | CAPTURED 100-30                       | Refund 70
          REFUND  | 70  | CAPTURED 100-30                       | Refund 70
          REFUND  | 71  | CAPTURED 100-30                       | refused TOO_MUCH
          REFUND  | 100 | CAPTURED 100-30                       | refused TOO_MUCH
          REFUND  |     | CAPTURED 100-100                      | done
          REFUND  | 100 | CAPTURED 100-100                      | done
          REFUND  | 30  | CAPTURED 100-100                      | refused NOTHING_LEFT
          REFUND  |     | AUTHORISED 100                        | Cancel 100
          REFUND  | 100 | AUTHORISED 100                        | Cancel 100
          REFUND  | 30  | AUTHORISED 100                        | Modify to 70
          REFUND  | 101 | AUTHORISED 100                        | refused TOO_MUCH
          REFUND  |     | AUTHORISED_TO_VALIDATE 100            | Cancel 100
          REFUND  | 30  | AUTHORISED_TO_VALIDATE 100            | Modify to 70
          REFUND  |     | WAITING_AUTHORISATION 100             | Cancel 100
          REFUND  | 30  | WAITING_AUTHORISATION 100             | Modify to 70
          REFUND  |     | WAITING_AUTHORISATION_TO_VALIDATE 100 | Cancel 100
          REFUND  | 30  | WAITING_AUTHORISATION_TO_VALIDATE 100 | Modify to 70
          REFUND  |     | CANCELLED 100                         | done
          REFUND  | 100 | CANCELLED 100                         | done
          REFUND  | 30  | CANCELLED 100                         | refused NOTHING_LEFT
          REFUND  |     | REFUSED 100                           | refused NOTHING_PAID
          REFUND  |     | EXPIRED 100                           | refused NOTHING_PAID
          REFUND  |     | ABANDONED 100                         | refused NOTHING_PAID
          REFUND  |     | CAPTURE_FAILED 100                    | refused NOTHING_PAID
          REFUND  |     | UNDER_VERIFICATION 100                | later NOT_YET
          REFUND  | 30  | WAITING_FOR_PAYMENT 100               | later NOT_YET
          REFUND  |     | INITIAL 100                           | later NOT_YET
          REFUND  |     | SUSPENDED 100                         | later NOT_YET
          REFUND  |     | UNKNOWN 100                           | later NOT_YET
          REFUND  |     | PRE_AUTHORISED 100                    | refused CANNOT_CHANGE
          REFUND  |     | PARTIALLY_AUTHORISED 100              | refused SPLIT
          REFUND  | 0   | CAPTURED 100                          | refused ZERO
          CANCEL  |     | AUTHORISED 100                        | Cancel 100
          CANCEL  | 100 | AUTHORISED 100                        | Cancel 100
          CANCEL  | 30  | AUTHORISED 100                        | Modify to 70
          CANCEL  |     | AUTHORISED_TO_VALIDATE 100            | Cancel 100
          CANCEL  |     | CAPTURED 100                          | Refund 100
          CANCEL  | 30  | CAPTURED 100                          | Refund 30
          CANCEL  |     | CAPTURED 100-100                      | done
          CANCEL  |     | CANCELLED 100                         | done
          CANCEL  |     | EXPIRED 100                           | refused NOTHING_PAID
          CANCEL  |     | UNDER_VERIFICATION 100                | later NOT_YET
          CAPTURE |     | AUTHORISED_TO_VALIDATE 100            | Validate
          CAPTURE | 100 | AUTHORISED_TO_VALIDATE 100            | Validate
          CAPTURE | 70  | AUTHORISED_TO_VALIDATE 100            | Modify to 70, Validate
          CAPTURE | 101 | AUTHORISED_TO_VALIDATE 100            | refused TOO_MUCH
          CAPTURE |     | WAITING_AUTHORISATION_TO_VALIDATE 100 | Validate
          CAPTURE | 70  | WAITING_AUTHORISATION_TO_VALIDATE 100 | Modify to 70, Validate
          CAPTURE |     | AUTHORISED 100                        | done
          CAPTURE | 100 | AUTHORISED 100                        | done
          CAPTURE | 70  | AUTHORISED 100                        | Modify to 70
          CAPTURE | 101 | AUTHORISED 100                        | refused TOO_MUCH
          CAPTURE |     | WAITING_AUTHORISATION 100             | done
          CAPTURE | 70  | WAITING_AUTHORISATION 100             | Modify to 70
          CAPTURE |     | CAPTURED 100                          | done
          CAPTURE | 100 | CAPTURED 100                          | done
          CAPTURE | 70  | CAPTURED 100                          | refused CAPTURED_ALREADY
          CAPTURE |     | CAPTURED 100-100                      | refused NOTHING_LEFT
          CAPTURE |     | CANCELLED 100                         | refused CANCELLED
          CAPTURE |     | EXPIRED 100                           | refused EXPIRED
          CAPTURE |     | REFUSED 100                           | refused NOTHING_PAID
          CAPTURE |     | UNDER_VERIFICATION 100                | later NOT_YET
          CAPTURE |     | PRE_AUTHORISED 100                    | refused CANNOT_CHANGE
          CAPTURE | 0   | AUTHORISED_TO_VALIDATE 100            | refused ZERO
          MODIFY  | 70  | AUTHORISED 100                        | Modify to 70
          MODIFY  | 70  | AUTHORISED_TO_VALIDATE 100            | Modify to 70
          MODIFY  | 70  | WAITING_AUTHORISATION 100             | Modify to 70
          MODIFY  | 70  | WAITING_AUTHORISATION_TO_VALIDATE 100 | Modify to 70
          MODIFY  | 100 | AUTHORISED 100                        | done
          MODIFY  | 101 | AUTHORISED 100                        | refused TOO_MUCH
          MODIFY  | 0   | AUTHORISED 100                        | refused ZERO
          MODIFY  |     | AUTHORISED 100                        | refused NO_AMOUNT
          MODIFY  | 70  | CAPTURED 100                          | refused CAPTURED_ALREADY
          MODIFY  | 70  | CANCELLED 100                         | refused CANCELLED
          MODIFY  | 70  | EXPIRED 100                           | refused EXPIRED
          MODIFY  | 70  | UNDER_VERIFICATION 100                | later NOT_YET
          MODIFY  | 70  | PRE_AUTHORISED 100                    | refused CANNOT_CHANGE
          """)
  void aWishComesTo(Wish wish, Long amount, String charges, String deeds) {
    assertThat(shown(DeedTable.of(wish, euros(amount), charges(charges), Others.NONE)))
        .isEqualTo(deeds);
  }

  /// Instalments, several attempts, and what other requests did.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFUND  |     | CAPTURED 34; WAITING_AUTHORISATION 33 #2; WAITING_AUTHORISATION 33 #3 | Cancel 33, Cancel 33, Refund 34
          REFUND  | 40  | CAPTURED 34; WAITING_AUTHORISATION 33 #2; WAITING_AUTHORISATION 33 #3 | Cancel 33, Modify to 26
          REFUND  | 80  | CAPTURED 34; WAITING_AUTHORISATION 33 #2; WAITING_AUTHORISATION 33 #3 | Cancel 33, Cancel 33, Refund 14
          REFUND  | 101 | CAPTURED 34; WAITING_AUTHORISATION 33 #2; WAITING_AUTHORISATION 33 #3 | refused TOO_MUCH
          REFUND  | 100 | REFUSED 100; CAPTURED 100                                             | Refund 100
          REFUND  | 100 | CAPTURED 100; AUTHORISED 100                                          | Cancel 100
          REFUND  | 150 | CAPTURED 100; AUTHORISED 100                                          | Cancel 100, Refund 50
          REFUND  | 30  | CAPTURED 100; UNDER_VERIFICATION 100                                  | Refund 30
          REFUND  | 130 | CAPTURED 100; UNDER_VERIFICATION 100                                  | later NOT_YET
          CAPTURE |     | AUTHORISED_TO_VALIDATE 34; WAITING_AUTHORISATION_TO_VALIDATE 33 #2    | Validate, Validate
          CAPTURE | 67  | AUTHORISED_TO_VALIDATE 34; WAITING_AUTHORISATION_TO_VALIDATE 33 #2    | Validate, Validate
          CAPTURE | 50  | AUTHORISED_TO_VALIDATE 34; WAITING_AUTHORISATION_TO_VALIDATE 33 #2    | refused IN_PARTS
          MODIFY  | 50  | AUTHORISED 34; WAITING_AUTHORISATION 33 #2                            | refused IN_PARTS
          """)
  void aWishForAPaymentInPartsComesTo(Wish wish, Long amount, String charges, String deeds) {
    assertThat(shown(DeedTable.of(wish, euros(amount), charges(charges), Others.NONE)))
        .isEqualTo(deeds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFUND  | 100 | CAPTURED 100-100             | true  | false | refused NOTHING_LEFT
          REFUND  |     | CAPTURED 100-100             | true  | false | done
          REFUND  | 100 | CANCELLED 100                | true  | false | refused NOTHING_LEFT
          REFUND  | 30  | CAPTURED 100-60              | true  | false | Refund 30
          CAPTURE | 30  | AUTHORISED 70                | false | true  | refused CAPTURED_ALREADY
          CAPTURE | 70  | AUTHORISED 70                | false | true  | refused CAPTURED_ALREADY
          CAPTURE |     | AUTHORISED 70                | false | true  | done
          """)
  void whatOtherRequestsDidIsNotDoneOnceMore(
      Wish wish, Long amount, String charges, boolean took, boolean captured, String deeds) {
    Others others = new Others(took, captured);

    assertThat(shown(DeedTable.of(wish, euros(amount), charges(charges), others))).isEqualTo(deeds);
  }

  @Test
  void anAmountInAnotherCurrencyIsRefused() {
    for (Wish wish : Wish.values()) {
      List<Deed> deeds =
          DeedTable.of(
              wish,
              Optional.of(Money.of(30, Currency.USD)),
              charges("AUTHORISED 100"),
              Others.NONE);

      assertThat(shown(deeds)).isEqualTo("refused CURRENCY");
    }
  }

  @Test
  void nothingIsGivenBackOfACardThatPaidTogetherWithOthers() {
    Money amount = Money.of(100, Currency.EUR);
    Money none = Money.of(0, Currency.EUR);
    Charge split = new Charge("1", 1, TransactionState.CAPTURED, amount, none, amount, none, true);

    assertThat(shown(DeedTable.of(Wish.REFUND, Optional.empty(), List.of(split), Others.NONE)))
        .isEqualTo("refused SPLIT");
  }

  /// 1000.00 USD that were captured as 882.30 EUR: amounts go in the order's currency, but the last
  /// part as what is left in the gateway's.
  @ParameterizedTest
  @CsvSource({
    "30000,  0,     0,     30000 USD",
    "100000, 0,     0,     88230 EUR",
    "70000,  30000, 26469, 61761 EUR",
    "69999,  30000, 26470, 61760 EUR",
    "69998,  30000, 26469, 69998 USD",
  })
  void underAConversionTheLastPartIsWhatIsLeftAtTheGateway(
      long part, long refunded, long refundedThere, String sent) {
    Charge charge =
        new Charge(
            "1",
            1,
            TransactionState.CAPTURED,
            Money.of(100_000, Currency.USD),
            Money.of(refunded, Currency.USD),
            Money.of(88_230, Currency.EUR),
            Money.of(refundedThere, Currency.EUR),
            false);

    Money told = charge.sent(Money.of(part, Currency.USD));

    assertThat(told.minorUnits() + " " + told.currency()).isEqualTo(sent);
  }

  /// Whatever is asked of whatever payment: never more than is left is given back.
  @Test
  void noDeedsGiveBackMoreThanIsLeftOrThanWasAsked() {
    Random random = new Random(Seed.of(DeedTableTest.class));
    for (int i = 0; i < 50_000; i++) {
      List<Charge> charges = someCharges(random);
      Optional<Money> asked =
          random.nextInt(4) == 0 ? Optional.empty() : euros((long) random.nextInt(400));
      Wish wish = List.of(Wish.values()).get(random.nextInt(Wish.values().length));

      List<Deed> deeds = DeedTable.of(wish, asked, charges, Others.NONE);

      assertThat(deeds).isNotEmpty();
      long taken = 0;
      for (Deed deed : deeds) {
        if (deed instanceof Deed.Call call) {
          Charge charge =
              charges.stream().filter(one -> one.uuid().equals(call.uuid())).findFirst().get();
          assertThat(call.amount()).isLessThanOrEqualTo(charge.rest());
          assertThat(deed instanceof Refund).isEqualTo(charge.phase() == Phase.CAPTURED);
          taken += deed instanceof Validate ? 0 : call.amount().minorUnits();
        }
      }
      if ((wish == Wish.REFUND || wish == Wish.CANCEL) && taken > 0 && asked.isPresent()) {
        assertThat(taken).isEqualTo(asked.get().minorUnits());
      }
    }
  }

  private static List<Charge> someCharges(Random random) {
    List<Charge> charges = new ArrayList<>();
    List<TransactionState> states = List.of(TransactionState.values());
    for (int i = random.nextInt(4); i > 0; i--) {
      long amount = random.nextLong(1, 151);
      Money refunded = Money.of(random.nextLong(amount + 1), Currency.EUR);
      TransactionState state = states.get(random.nextInt(states.size()));
      boolean captured = state == TransactionState.CAPTURED;
      Money none = Money.of(0, Currency.EUR);
      Money money = Money.of(amount, Currency.EUR);
      Money back = captured ? refunded : none;
      charges.add(
          new Charge("u" + i, 1 + random.nextInt(3), state, money, back, money, back, false));
    }
    return charges;
  }

  private static Optional<Money> euros(Long amount) {
    return Optional.ofNullable(amount).map(minorUnits -> Money.of(minorUnits, Currency.EUR));
  }

  private static List<Charge> charges(String text) {
    List<Charge> charges = new ArrayList<>();
    for (String one : text.split("; *", -1)) {
      String[] words = one.trim().split("[ #-]+", -1);
      boolean refunded = one.contains("-");
      Money amount = Money.of(Long.parseLong(words[1]), Currency.EUR);
      Money back = Money.of(refunded ? Long.parseLong(words[2]) : 0, Currency.EUR);
      int sequence = one.contains("#") ? Integer.parseInt(words[words.length - 1]) : 1;
      TransactionState state = TransactionState.valueOf(words[0]);
      charges.add(
          new Charge("u" + charges.size(), sequence, state, amount, back, amount, back, false));
    }
    return charges;
  }

  private static String shown(List<Deed> deeds) {
    return deeds.stream().map(DeedTableTest::shown).collect(joining(", "));
  }

  private static String shown(Deed deed) {
    return switch (deed) {
      case Refund refund -> "Refund " + refund.amount().minorUnits();
      case Cancel cancel -> "Cancel " + cancel.amount().minorUnits();
      case Modify modify -> "Modify to " + modify.left().minorUnits();
      case Validate _ -> "Validate";
      case AlreadyDone _ -> "done";
      case Refused(Refusal why) -> "refused " + why;
      case Later(Refusal why) -> "later " + why;
    };
  }
}
