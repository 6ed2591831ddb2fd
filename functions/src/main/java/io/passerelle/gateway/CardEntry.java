package io.passerelle.gateway;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.CardNumbers;

/// Cards are entered on the gateway's own page. A payment form that brings one, as those of the
/// gateway's silent mode do, would make whoever takes it answer for it.
public final class CardEntry {

  private CardEntry() {}

  /// A [Rejection] for a form with a card in it: in the fields for that, or as a whole value of any
  /// other but a telephone number, for which the gateway refuses it too (error 999).
  public static void requireNone(Form form) {
    form.fields()
        .forEach((name, value) -> {
          boolean card =
              switch (name) {
                case "vads_cvv" -> !value.isBlank();
                case "vads_card_number" -> value.strip().matches("[0-9 -]{12,}");
                default -> !name.contains("phone") && CardNumbers.isOne(value);
              };
          if (card) {
            throw new Rejection(Reason.INVALID, "a card is entered on the gateway's page alone");
          }
        });
  }
}
