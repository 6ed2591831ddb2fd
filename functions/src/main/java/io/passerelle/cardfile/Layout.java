package io.passerelle.cardfile;

import io.passerelle.payment.SiteId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Where the fields of a file stand: reading and writing face each other. A shop's file (the
/// gateway's guide on expiring cards, 4.3.2) is a company's (4.3.1) with the shop in its header, a
/// subscription in each detail in place of how many there are, and tokens counted in its trailer.
///
/// The guide's table has the shop before the mode in the header, its example the mode before the
/// shop: both are read, and the example's is written, since it is what the gateway made.
record Layout(FileName name) {

  static final String HEADER = "00";
  static final String TRAILER = "01";
  static final String DETAIL = "02";

  private static final String KIND = "EXP_CARDS";

  private boolean isShops() {
    return name.shop().isPresent();
  }

  /// Whether every field is written in quotes, as in the guide's examples.
  boolean isQuoted() {
    return isShops();
  }

  /// Fails where the header does not say that the file is the one of its name. What is left of its
  /// fields is when the file was begun.
  Fields opening(List<String> texts) {
    Fields fields = new Fields(texts, isShops() ? 6 : 5);
    if (!fields.text().equals(KIND)) {
      throw new InvalidRecord(Fault.OTHER_KIND, "type");
    }
    String mode = fields.text();
    if (isShops()) {
      String other = fields.text();
      boolean shopFirst = SiteId.isValid(mode);
      if (!(shopFirst ? mode : other).equals(name.shop().orElseThrow().value())) {
        throw new InvalidRecord(Fault.OTHER_SHOP, "shop");
      }
      mode = shopFirst ? other : mode;
    }
    if (!mode.equals(ModeLetter.of(name.mode()))) {
      throw new InvalidRecord(Fault.OTHER_MODE, "mode");
    }
    return fields;
  }

  List<String> header(LocalDateTime began) {
    List<String> texts = new ArrayList<>(List.of(HEADER, KIND, ModeLetter.of(name.mode())));
    name.shop().map(SiteId::value).ifPresent(texts::add);
    return timed(texts, began);
  }

  Detail detail(List<String> texts) {
    Fields fields = new Fields(texts, isShops() ? 12 : 6);
    ExpiringCard card =
        new ExpiringCard(fields.text(), fields.text(), fields.text(), fields.date("expiry"));
    return isShops()
        ? new ShopDetail(card, subscription(fields))
        : new CompanyDetail(card, fields.number("subscriptions", 6));
  }

  private static Subscription subscription(Fields fields) {
    return new Subscription(
        fields.text(),
        fields.text(),
        fields.text(),
        fields.optionalDate("effect"),
        fields.optionalNumber("amount", 12),
        fields.optionalNumber("initial amount", 12),
        whole(fields.optionalNumber("initial occurrences", 3)));
  }

  /// Fails where the detail is one of the other layout.
  List<String> texts(Detail detail) {
    if (detail instanceof ShopDetail != isShops()) {
      throw new IllegalArgumentException("a detail of the other layout");
    }
    ExpiringCard card = detail.card();
    List<String> texts =
        new ArrayList<>(
            List.of(DETAIL, card.token(), card.holder(), card.email(), text(card.expiry())));
    texts.addAll(
        switch (detail) {
          case CompanyDetail company -> List.of(Integer.toString(company.subscriptions()));
          case ShopDetail shop -> texts(shop.subscription());
        });
    return texts;
  }

  private static List<String> texts(Subscription subscription) {
    return List.of(
        subscription.id(),
        subscription.counter(),
        subscription.rule(),
        subscription.effect().map(Layout::text).orElse(""),
        text(subscription.amount()),
        text(subscription.initial()),
        text(subscription.initialOccurrences()));
  }

  Trailer trailer(List<String> texts) {
    Fields fields = new Fields(texts, isShops() ? 5 : 4);
    int details = fields.number("count", 6);
    OptionalInt tokens =
        isShops() ? OptionalInt.of(fields.number("tokens", 6)) : OptionalInt.empty();
    return new Trailer(details, tokens, fields.instant());
  }

  List<String> texts(Trailer trailer) {
    List<String> texts = new ArrayList<>(List.of(TRAILER, Integer.toString(trailer.details())));
    if (isShops()) {
      texts.add(text(trailer.tokens()));
    }
    return timed(texts, trailer.ended());
  }

  private static List<String> timed(List<String> texts, LocalDateTime at) {
    texts.add(text(at.toLocalDate()));
    texts.add(
        String.format(Locale.ROOT, "%02d%02d%02d", at.getHour(), at.getMinute(), at.getSecond()));
    return texts;
  }

  private static String text(LocalDate date) {
    return String.valueOf(
            100_000_000
                + date.getYear() * 10_000
                + date.getMonthValue() * 100
                + date.getDayOfMonth())
        .substring(1);
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  private static OptionalInt whole(OptionalLong number) {
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }
}
