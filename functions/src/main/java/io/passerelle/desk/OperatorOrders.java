package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.util.Map;

/// The desk as operators ask it: `{"action": "createPaymentOrder", "siteId": …}` and so on.
public final class OperatorOrders {

  private final Shops shops;
  private final PaymentOrderDesk desk;
  private final PaymentOrderSearches searches;
  private final Clock clock;

  public OperatorOrders(
      Shops shops, PaymentOrderDesk desk, PaymentOrderSearches searches, Clock clock) {
    this.shops = shops;
    this.desk = desk;
    this.searches = searches;
    this.clock = clock;
  }

  public String act(String action, Json request) {
    Shop shop =
        shops
            .find(ShopDocument.siteId(request))
            .orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP))
            .shop();
    PaymentOrderRequest asked = new PaymentOrderRequest(request, shop);
    try {
      return switch (action) {
        case "createPaymentOrder" ->
            PaymentOrderView.list(desk.create(shop, asked.fields(), Making.fresh(clock.instant())));
        case "paymentOrder" -> PaymentOrderView.of(found(asked));
        case "paymentOrders" -> searches.list(new SearchRequest(request, shop));
        case "exportPaymentOrders" -> searches.export(new SearchRequest(request, shop));
        default -> PaymentOrderView.of(update(asked));
      };
    } catch (InvalidField invalid) {
      throw new Rejection(Reason.INVALID, invalid.field() + " " + invalid.reason());
    }
  }

  private PaymentLinks.Shown update(PaymentOrderRequest asked) {
    PaymentLinks.Shown found = found(asked);
    Map<String, String> fields = asked.fields();
    return desk.update(asked.shop(), found.order(), asked.deed(), fields);
  }

  private PaymentLinks.Shown found(PaymentOrderRequest asked) {
    return desk.find(asked.shop(), asked.reference())
        .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such payment order"));
  }
}
