package io.passerelle.function;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.shopify.ShopifySigner;
import io.passerelle.store.Apps;
import java.util.List;
import java.util.function.Predicate;

/// The deployment's apps at Shopify: one for each way to pay, since Shopify gives a payments app
/// one payment method.
///
/// Which of them a call is for is found by whose secret signed it: nothing in the call decides how
/// it is verified.
final class ShopifyApps {

  private static final List<String> NAMES = List.of("shopify", "shopify-3x", "shopify-4x");

  private final Apps apps;

  ShopifyApps(Apps apps) {
    this.apps = apps;
  }

  /// The app of which one secret verifies a signature.
  PlatformApp signing(Predicate<ShopifySigner> verifies) {
    return NAMES.stream()
        .flatMap(name -> apps.find(Platform.SHOPIFY, name).stream())
        .filter(app -> app.secrets().stream().map(ShopifySigner::new).anyMatch(verifies))
        .findFirst()
        .orElseThrow(() -> new Rejection(Reason.BAD_SIGNATURE));
  }
}
