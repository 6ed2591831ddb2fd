package io.passerelle.shop.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.payment.Order;
import io.passerelle.shop.ReturnTarget;
import io.passerelle.shop.Returning;
import io.passerelle.shop.WayBack;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;

/// Leads a buyer back to the address that the checkout named, as it stands; where the payment
/// failed, with words for the buyer behind it (`errorMsg`).
///
/// Ecwid shows what its order says at that moment: thanks, or the cart again. A buyer who has paid
/// is kept until Ecwid was told, or the telling was tried. One who has not is not: the order is
/// unpaid at Ecwid from the beginning.
public final class EcwidReturn implements ReturnTarget {

  @Override
  public WayBack wayBack(Returning returning) {
    Optional<String> url = returning.session().field(EcwidSession.RETURN_URL);
    if (url.isEmpty()) {
      return new WayBack.Nowhere();
    }
    boolean french =
        returning.session().buyer().language().toLowerCase(Locale.ROOT).startsWith("fr");
    return switch (returning.outcome()) {
      case PAID, PENDING ->
          returning.told() && returning.order().filter(EcwidReturn::isShown).isPresent()
              ? new WayBack.To(url.get())
              : new WayBack.Wait(url.get());
      case REFUSED ->
          failed(url.get(), french ? "Le paiement a été refusé." : "The payment was refused.");
      case LEFT ->
          failed(url.get(), french ? "Le paiement a été abandonné." : "The payment was abandoned.");
      case UNKNOWN -> new WayBack.To(url.get());
    };
  }

  /// Ecwid's own page tells the buyer all.
  @Override
  public boolean tellsBuyers() {
    return true;
  }

  /// What was told may have been of an earlier attempt, which failed.
  private static boolean isShown(Order order) {
    return EcwidStatus.of(order.state())
        .filter(status -> status != EcwidStatus.INCOMPLETE)
        .isPresent();
  }

  private static WayBack failed(String url, String words) {
    int fragment = url.indexOf('#');
    String address = fragment < 0 ? url : url.substring(0, fragment);
    String message = URLEncoder.encode(words, UTF_8).replace("+", "%20");
    return new WayBack.To(
        address
            + (address.contains("?") ? "&" : "?")
            + "errorMsg="
            + message
            + (fragment < 0 ? "" : url.substring(fragment)));
  }
}
