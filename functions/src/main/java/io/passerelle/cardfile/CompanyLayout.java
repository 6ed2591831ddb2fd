package io.passerelle.cardfile;

import io.passerelle.payment.Mode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A company's file (the gateway's guide on expiring cards, 4.3.1).
record CompanyLayout() implements Layout {

  @Override
  public Header header(List<String> texts) {
    Fields fields = new Fields(texts, 5);
    fields.kind();
    Mode mode = Fields.mode(fields.text());
    return new Header(Optional.empty(), mode, fields.instant());
  }

  @Override
  public List<String> texts(Header header) {
    return List.of(
        HEADER,
        KIND,
        ModeLetter.of(header.mode()),
        Layout.date(header.began()),
        Layout.time(header.began()));
  }

  @Override
  public CompanyDetail detail(List<String> texts) {
    Fields fields = new Fields(texts, 6);
    ExpiringCard card =
        new ExpiringCard(fields.text(), fields.text(), fields.text(), fields.date("expiry"));
    return new CompanyDetail(card, fields.number("subscriptions", 6));
  }

  @Override
  public List<String> texts(Detail detail) {
    if (!(detail instanceof CompanyDetail(ExpiringCard card, int subscriptions))) {
      throw Layout.otherLayout();
    }
    return List.of(
        DETAIL,
        card.token(),
        card.holder(),
        card.email(),
        Layout.text(card.expiry()),
        Integer.toString(subscriptions));
  }

  @Override
  public Trailer trailer(List<String> texts) {
    Fields fields = new Fields(texts, 4);
    return new Trailer(fields.number("count", 6), OptionalInt.empty(), fields.instant());
  }

  @Override
  public List<String> texts(Trailer trailer) {
    return List.of(
        TRAILER,
        Integer.toString(trailer.details()),
        Layout.date(trailer.ended()),
        Layout.time(trailer.ended()));
  }

  @Override
  public boolean isQuoted() {
    return false;
  }
}
