package io.passerelle.payment;

/// What a wish comes to, as things stand at the gateway.
public sealed interface Deed {

  /// A call that moves money, or that decides whether it moves. `amount` is by how much it serves
  /// the wish, in the order's currency.
  sealed interface Call extends Deed {

    String uuid();

    Money amount();
  }

  /// `sent` is the amount as the gateway is told it, perhaps in its own currency.
  record Refund(String uuid, Money amount, Money sent) implements Call {}

  /// `left` is the new amount of the payment, `amount` what was taken from it.
  record Modify(String uuid, Money amount, Money left) implements Call {}

  record Cancel(String uuid, Money amount) implements Call {}

  record Validate(String uuid, Money amount) implements Call {}

  /// It is already as it was wished.
  record AlreadyDone() implements Deed {}

  record Refused(Refusal why) implements Deed {}

  /// It cannot be said yet.
  record Later(Refusal why) implements Deed {}
}
