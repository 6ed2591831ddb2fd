package io.passerelle.function;

import io.passerelle.shop.Platform;
import io.passerelle.shop.ReturnTarget;
import io.passerelle.shop.ecwid.EcwidReturn;
import io.passerelle.shop.shopify.ShopifyReturn;
import java.util.Map;

/// Where the buyers of each platform go back to.
final class Returns {

  private static final Map<Platform, ReturnTarget> ALL =
      Map.of(Platform.SHOPIFY, new ShopifyReturn(), Platform.ECWID, new EcwidReturn());

  private Returns() {}

  static ReturnTarget of(Platform platform) {
    return ALL.getOrDefault(platform, ReturnTarget.NAMED);
  }
}
