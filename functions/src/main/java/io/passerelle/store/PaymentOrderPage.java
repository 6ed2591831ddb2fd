package io.passerelle.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.paymentorder.PaymentOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page of what a search found, and the place that the next one begins after; empty where there
/// is none. It may be short, even empty, though more follow: a page looks at so many and no more.
///
/// `places` are those behind each of the orders, where there may be several.
public record PaymentOrderPage(
    List<PaymentOrder> orders, List<Place> places, Optional<Place> next) {

  public PaymentOrderPage {
    orders = List.copyOf(orders);
    places = List.copyOf(places);
  }

  /// The only one that there is, or none.
  static PaymentOrderPage of(Optional<PaymentOrder> one) {
    return new PaymentOrderPage(one.stream().toList(), List.of(), Optional.empty());
  }

  /// Where a page begins that goes on behind the first so many of these orders, one at least.
  public Optional<Place> after(int count) {
    return count == orders.size() ? next : Optional.of(places.get(count - 1));
  }

  /// A place in the order of a search. `walking` says that what another condition leaves are too
  /// many to be gathered.
  public record Place(Search.Sort sort, boolean ascending, boolean walking, String after) {

    private static final Pattern WRITTEN =
        Pattern.compile("(CREATION|END|AMOUNT|REFERENCE) ([+-]) ([*]?) (\\P{Cc}{1,200})");

    /// As callers get it and hand it back.
    @Override
    public String toString() {
      String text = sort + (ascending ? " + " : " - ") + (walking ? "*" : "") + " " + after;
      return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    public static Place parse(String text) {
      Matcher written = WRITTEN.matcher(decoded(text));
      if (!written.matches()) {
        throw new Rejection(Reason.INVALID, "page is not one that was given");
      }
      return new Place(
          Search.Sort.valueOf(written.group(1)),
          written.group(2).equals("+"),
          !written.group(3).isEmpty(),
          written.group(4));
    }

    private static String decoded(String text) {
      try {
        return new String(Base64.getUrlDecoder().decode(text), UTF_8);
      } catch (IllegalArgumentException _) {
        return "";
      }
    }

    boolean isOf(Search search) {
      return sort == search.sort() && ascending == search.ascending();
    }
  }
}
