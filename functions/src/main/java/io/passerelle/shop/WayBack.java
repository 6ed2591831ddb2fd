package io.passerelle.shop;

/// Where a buyer goes from the return page.
public sealed interface WayBack {

  record To(String url) implements WayBack {}

  /// The platform has to be told first: the page looks again in a moment, and leads to `otherwise`
  /// where that takes too long, which may be empty.
  record Wait(String otherwise) implements WayBack {

    public Wait() {
      this("");
    }
  }

  /// The platform has named no place.
  record Nowhere() implements WayBack {}
}
