package io.passerelle.function;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Sender;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Grant;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.PlatformResult;
import io.passerelle.shop.shopify.ShopDomain;
import io.passerelle.shop.shopify.ShopifyVoice;
import io.passerelle.store.Grants;
import java.util.Optional;

/// Tells Shopify that a shop's merchant has entered all that the app needs, so that the merchant
/// can switch the payment method on.
final class ShopifyReady {

  private final Grants grants;
  private final AppTokens tokens;
  private final Sender sender;

  ShopifyReady(Wiring wiring) {
    this.grants = wiring.grants();
    this.tokens = wiring.appTokens();
    this.sender = wiring.sender();
  }

  /// One call; where it fails, the merchant comes back to the page from Shopify, which calls again.
  void tell(PlatformApp app, ShopDomain shop, SiteId siteId) {
    Optional<PlatformResult> result =
        grants
            .find(Platform.SHOPIFY, shop.value(), app.name())
            .flatMap(Grant::access)
            .map(token -> ShopifyVoice.configured(tokens.base(shop.value()), token, siteId.value()))
            .map(this::call);
    Log.line("shop made ready")
        .with(Log.Field.SITE, siteId)
        .with(Log.Field.OUTCOME, result.map(one -> one.getClass().getSimpleName()).orElse("None"))
        .write();
  }

  private PlatformResult call(PlatformRequest request) {
    return switch (sender.send(PlatformHttp.outgoing(request))) {
      case Answer.Answered(int status, String text, _, _) ->
          new ShopifyVoice().heard(request, status, text);
      case Answer.Unanswered(_, String detail, _) -> new PlatformResult.Again(detail);
    };
  }

  /// Where the merchant switches the payment method on.
  String onwards(PlatformApp app, ShopDomain shop) {
    return tokens.base(shop.value())
        + "/services/payments_partners/gateways/"
        + app.clientId()
        + "/settings";
  }
}
