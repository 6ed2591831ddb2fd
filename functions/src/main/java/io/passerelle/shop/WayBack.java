package io.passerelle.shop;

/// Where a buyer goes from the return page.
public sealed interface WayBack {

  record To(String url) implements WayBack {}

  /// The platform has to be told first: the page looks again in a moment.
  record Wait() implements WayBack {}

  /// The platform has named no place.
  record Nowhere() implements WayBack {}
}
