package io.passerelle.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Status;
import io.passerelle.shop.Shop;
import io.passerelle.store.PaymentOrderPage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Payment orders that a merchant looks for: as a list, or as part of a file for a spreadsheet.
///
/// A file of any length is asked for page by page: the first has the titles, each names the next.
public final class PaymentOrderSearches {

  private static final int LISTED_MAX = 100;
  private static final int EXPORTED_MAX = 500;

  /// Lambda answers 6 MB at most.
  private static final int EXPORTED_BYTES_MAX = 4_000_000;

  private final Books books;
  private final PaymentLinks links;
  private final Clock clock;

  public PaymentOrderSearches(Books books, PaymentLinks links, Clock clock) {
    this.books = books;
    this.links = links;
    this.clock = clock;
  }

  /// A page of a list, and where the next one begins.
  record Listed(List<Shown> orders, Optional<PaymentOrderPage.Place> next) {

    Listed {
      orders = List.copyOf(orders);
    }
  }

  public String list(SearchRequest asked) {
    Instant now = clock.instant();
    PaymentOrderPage page = page(asked, LISTED_MAX, now);
    Listed listed = new Listed(shown(page, asked.shop(), now), page.next());
    return asked
        .columns()
        .map(columns -> PaymentOrderView.list(listed, columns))
        .orElseGet(() -> PaymentOrderView.list(listed));
  }

  public String export(SearchRequest asked) {
    Instant now = clock.instant();
    List<OrderColumn> columns = asked.columns().orElse(OrderColumn.USUAL);
    StringBuilder csv = new StringBuilder();
    if (asked.page().isEmpty()) {
      csv.append(asked.isMarked() ? Csv.MARK : "");
      csv.append(Csv.row(columns.stream().map(OrderColumn::title).toList()));
    }
    PaymentOrderPage page = page(asked, EXPORTED_MAX, now);
    List<Shown> all = shown(page, asked.shop(), now);
    int rows = 0;
    int bytes = 0;
    for (Shown one : all) {
      String row = Csv.row(columns.stream().map(column -> column.of(one)).toList());
      bytes += written(row);
      if (rows > 0 && bytes > EXPORTED_BYTES_MAX) {
        break;
      }
      csv.append(row);
      rows++;
    }
    Optional<PaymentOrderPage.Place> next = rows == 0 ? page.next() : page.after(rows);
    return Json.object(json -> {
      json.writeStringField("csv", csv.toString());
      if (next.isPresent()) {
        json.writeStringField("page", next.get().toString());
      }
    });
  }

  /// How many bytes a row has in an answer, with what is escaped there.
  private static int written(String row) {
    return Json.object(json -> json.writeStringField("", row)).getBytes(UTF_8).length;
  }

  private PaymentOrderPage page(SearchRequest asked, int most, Instant now) {
    return books.orders().search(asked.search(), asked.page(), asked.limit(most), now);
  }

  /// The payments of those alone of which a buyer may be paying this very moment.
  private List<Shown> shown(PaymentOrderPage page, Shop shop, Instant now) {
    List<PaymentOrder> visited =
        page.orders().stream()
            .filter(order -> !order.visit().isEmpty() && order.status(now) != Status.ACCEPTED)
            .toList();
    Composer composer = new Composer(links, books.templates());
    Map<OrderId, Order> payments = books.orders().payments(visited);
    return page.orders().stream()
        .map(order ->
            Shown.of(
                order, shop, Optional.ofNullable(payments.get(order.id())), now, links, composer))
        .toList();
  }
}
