package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import java.time.Clock;
import java.util.Set;

/// The desk as operators ask it: `{"action": "createPaymentOrder", "siteId": …}` and so on.
public final class OperatorOrders {

  private static final Set<String> ACTIONS =
      Set.of(
          "createPaymentOrder",
          "paymentOrder",
          "paymentOrders",
          "exportPaymentOrders",
          "updatePaymentOrder");

  private final Books books;
  private final PaymentOrderDesk desk;
  private final PaymentOrderSearches searches;
  private final TemplateDesk templates;
  private final Clock clock;

  public OperatorOrders(Books books, PaymentOrderDesk desk, PaymentLinks links, Clock clock) {
    this.books = books;
    this.desk = desk;
    this.searches = new PaymentOrderSearches(books, links, clock);
    this.templates = new TemplateDesk(books.templates(), links);
    this.clock = clock;
  }

  public String act(String action, Json request) {
    if (!ACTIONS.contains(action) && !TemplateDesk.ACTIONS.contains(action)) {
      throw new Rejection(Reason.NOT_FOUND, "no such action");
    }
    Shop shop =
        books
            .shops()
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
        case "updatePaymentOrder" -> PaymentOrderView.of(update(asked));
        default -> templates.act(action, request, shop, clock.instant());
      };
    } catch (InvalidField invalid) {
      throw new Rejection(Reason.INVALID, invalid.field() + " " + invalid.reason());
    }
  }

  private Shown update(PaymentOrderRequest asked) {
    return desk.update(asked.shop(), found(asked).order(), asked.deed(), asked.fields());
  }

  private Shown found(PaymentOrderRequest asked) {
    return desk.find(asked.shop(), asked.reference())
        .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such payment order"));
  }
}
