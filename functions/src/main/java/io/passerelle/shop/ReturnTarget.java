package io.passerelle.shop;

/// Where a platform's buyers go when they come back from the payment page.
public interface ReturnTarget {

  /// A platform that was told by its session where that is, in the field `returnUrl`.
  ReturnTarget NAMED =
      returning ->
          returning
              .session()
              .field("returnUrl")
              .<WayBack>map(WayBack.To::new)
              .orElseGet(WayBack.Nowhere::new);

  WayBack wayBack(Returning returning);

  /// Whether buyers are led back at once and without a page of ours, as the platform's own page
  /// tells them all: the shop's settings have no say then.
  default boolean isAtOnce() {
    return false;
  }

  /// Whether a page of ours is left out on the way back, as the platform's own page tells buyers
  /// all; how the payment page leads back is still the shop's to say.
  default boolean tellsBuyers() {
    return isAtOnce();
  }
}
