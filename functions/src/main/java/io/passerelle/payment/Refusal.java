package io.passerelle.payment;

/// Why a wish is not carried out, in words for the one who asked.
public enum Refusal {
  ZERO("an amount of nothing"),
  CURRENCY("another currency than the order's"),
  NO_AMOUNT("no amount is given"),
  NOTHING_PAID("nothing was paid"),
  NOTHING_LEFT("nothing is left, it was refunded or cancelled already"),
  TOO_MUCH("more than is left"),
  CANCELLED("the payment is cancelled"),
  EXPIRED("the payment has expired, it was not validated in time"),
  CAPTURED_ALREADY("the payment is captured already"),
  IN_PARTS("a payment in several parts can be captured as a whole only, and not be modified"),
  SPLIT("a payment that was split over several cards is refunded in the gateway's back office"),
  CANNOT_CHANGE("a payment of this kind cannot be changed"),
  NOT_YET("the payment is still being checked"),
  NO_ACCESS("the shop has no REST password, so that nothing can be asked of the gateway"),
  NOT_OFFERED("web services are not part of the shop's contract with the gateway"),
  BAD_CREDENTIALS("the gateway does not take the shop's REST password"),
  BY_ISSUER("refused by the bank"),
  CHARGEBACK("the buyer's bank took the money back already"),
  BY_GATEWAY("refused by the gateway"),
  BAD_CALL("the gateway did not understand the call"),
  UNAVAILABLE("the gateway did not take it within a day"),
  NOT_SHOWN("the gateway gave no answer, and does not show it a quarter of an hour later"),
  UNCERTAIN("the gateway gave no answer, and could not be asked since whether it was done");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
