package io.passerelle.cardfile;

import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A shop's file (the gateway's guide on expiring cards, 4.3.2). The guide's table has the shop
/// before the mode in the header, its example the mode before the shop: both are read, and the
/// example's is written, since it is what the gateway made.
record ShopLayout() implements Layout {

  @Override
  public Header header(List<String> texts) {
    Fields fields = new Fields(texts, 6);
    fields.kind();
    String one = fields.text();
    String other = fields.text();
    boolean shopFirst = SiteId.isValid(one);
    String shop = shopFirst ? one : other;
    if (!SiteId.isValid(shop)) {
      throw new InvalidRecord(Fault.OTHER_SHOP, "shop");
    }
    Mode mode = Fields.mode(shopFirst ? other : one);
    return new Header(Optional.of(new SiteId(shop)), mode, fields.instant());
  }

  @Override
  public List<String> texts(Header header) {
    return List.of(
        HEADER,
        KIND,
        ModeLetter.of(header.mode()),
        header.shop().orElseThrow().value(),
        Layout.date(header.began()),
        Layout.time(header.began()));
  }

  @Override
  public ShopDetail detail(List<String> texts) {
    Fields fields = new Fields(texts, 12);
    ExpiringCard card =
        new ExpiringCard(fields.text(), fields.text(), fields.text(), fields.date("expiry"));
    Subscription subscription =
        new Subscription(
            fields.text(),
            fields.text(),
            fields.text(),
            fields.optionalDate("effect"),
            fields.optionalNumber("amount", 12),
            fields.optionalNumber("initial amount", 12),
            whole(fields.optionalNumber("initial occurrences", 3)));
    return new ShopDetail(card, subscription);
  }

  @Override
  public List<String> texts(Detail detail) {
    if (!(detail instanceof ShopDetail(ExpiringCard card, Subscription subscription))) {
      throw Layout.otherLayout();
    }
    return List.of(
        DETAIL,
        card.token(),
        card.holder(),
        card.email(),
        Layout.text(card.expiry()),
        subscription.id(),
        subscription.counter(),
        subscription.rule(),
        subscription.effect().map(Layout::text).orElse(""),
        Layout.text(subscription.amount()),
        Layout.text(subscription.initial()),
        text(subscription.initialOccurrences()));
  }

  @Override
  public Trailer trailer(List<String> texts) {
    Fields fields = new Fields(texts, 5);
    int details = fields.number("count", 6);
    return new Trailer(details, OptionalInt.of(fields.number("tokens", 6)), fields.instant());
  }

  @Override
  public List<String> texts(Trailer trailer) {
    return List.of(
        TRAILER,
        Integer.toString(trailer.details()),
        text(trailer.tokens()),
        Layout.date(trailer.ended()),
        Layout.time(trailer.ended()));
  }

  @Override
  public boolean isQuoted() {
    return true;
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  private static OptionalInt whole(OptionalLong number) {
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }
}
