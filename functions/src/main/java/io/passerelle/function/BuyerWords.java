package io.passerelle.function;

import io.passerelle.delivery.Texts;
import io.passerelle.edge.Request;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;

/// What pages say to buyers, in the languages of the payment page.
record BuyerWords(String language, Texts texts) {

  static BuyerWords in(String language) {
    return new BuyerWords(language, Texts.in(BuyerWords.class, "buyer", language));
  }

  /// In the language of the shop's visitor, else of the browser, else of the shop.
  static BuyerWords of(Session session, Shop shop, Request request) {
    String visitor = session.buyer().language();
    return in(
        visitor.isBlank()
            ? shop.browserLanguage(request.header("accept-language").orElse(""))
            : shop.pageLanguage(visitor));
  }

  String get(String key) {
    return texts.get(key);
  }
}
