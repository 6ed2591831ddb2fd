package io.passerelle.shop.shopify;

import io.passerelle.edge.Secret;
import io.passerelle.shop.ReturnTarget;
import io.passerelle.shop.Returning;
import io.passerelle.shop.Session;
import io.passerelle.shop.WayBack;
import java.util.Optional;

/// Where buyers go back to: after a payment to the page that Shopify named when it was told, which
/// shows the order; after a refusal, or when they leave, to the checkout, where they can try again.
///
/// A cart of the hosted protocol named both addresses itself.
public final class ShopifyReturn implements ReturnTarget {

  @Override
  public WayBack wayBack(Returning returning) {
    Session session = returning.session();
    return switch (returning.outcome()) {
      case PAID, PENDING -> paid(returning);
      case REFUSED, LEFT, UNKNOWN -> to(cancel(session));
    };
  }

  /// Shopify's own pages tell buyers all that there is to tell.
  @Override
  public boolean isAtOnce() {
    return true;
  }

  private static WayBack paid(Returning returning) {
    Session session = returning.session();
    Optional<String> named =
        HostedCallback.isHosted(session)
            ? complete(returning)
            : session.field(SessionRequest.REDIRECT_URL);
    return named.<WayBack>map(WayBack.To::new).orElseGet(WayBack.Wait::new);
  }

  /// With the signed fields that the callback was told, whether or not it came through.
  private static Optional<String> complete(Returning returning) {
    Session session = returning.session();
    Secret key = returning.connection().secrets().get(ShopifyVoice.HOSTED_KEY);
    if (key == null || !returning.told()) {
      return Optional.empty();
    }
    return returning
        .order()
        .flatMap(order ->
            new HostedCallback(session, key, Outcome.lastStart(order, session)).complete(order));
  }

  private static Optional<String> cancel(Session session) {
    return session.field(SessionRequest.CANCEL_URL).or(() -> session.field(HostedRequest.CANCEL));
  }

  private static WayBack to(Optional<String> url) {
    return url.<WayBack>map(WayBack.To::new).orElseGet(WayBack.Nowhere::new);
  }
}
