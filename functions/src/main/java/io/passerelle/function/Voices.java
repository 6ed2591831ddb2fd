package io.passerelle.function;

import io.passerelle.shop.Connection;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformVoice;
import io.passerelle.shop.ecwid.EcwidVoice;
import io.passerelle.shop.shopify.ShopifyVoice;
import java.util.Map;
import java.util.Optional;

/// The platforms that are told by an interface of their own.
final class Voices {

  private static final Map<Platform, PlatformVoice> ALL =
      Map.of(Platform.SHOPIFY, new ShopifyVoice(), Platform.ECWID, new EcwidVoice());

  private Voices() {}

  /// Empty for those that hear by the gateway's own notification.
  static Optional<PlatformVoice> of(Connection connection) {
    return Optional.ofNullable(ALL.get(connection.platform()));
  }
}
