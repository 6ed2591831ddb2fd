package io.passerelle.alert;

import io.passerelle.delivery.CleanText;
import io.passerelle.payment.Mode;
import java.time.YearMonth;
import java.util.List;

/// What a shop is told at the beginning of a month: how many of its kept cards end within the next
/// `months` months, how many have ended, and some of them. It has no place for more of a card's
/// number than the last four digits.
public record CardsExpiring(
    String siteId,
    String shopLabel,
    Mode mode,
    YearMonth month,
    int months,
    int near,
    int over,
    List<Line> cards)
    implements Alert {

  /// As many as a mail shows.
  public static final int CARDS_MAX = 50;

  /// Under which the mails of all months stand together.
  public static final String THREAD = "EXP_CARDS";

  public CardsExpiring {
    siteId = CleanText.line(siteId, 40);
    shopLabel = CleanText.line(shopLabel, 100);
    cards = List.copyOf(cards.subList(0, Math.min(CARDS_MAX, cards.size())));
  }

  /// A card, such as `CB 0014`, the month at whose end it ends, whether that is over, and the order
  /// with which it was entered.
  public record Line(String card, String end, boolean over, String order) {

    public Line {
      card = CleanText.line(card, 40);
      end = CleanText.line(end, 10);
      order = CleanText.line(order, 64);
    }
  }

  @Override
  public String orderId() {
    return THREAD;
  }
}
