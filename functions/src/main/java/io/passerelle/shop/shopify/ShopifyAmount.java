package io.passerelle.shop.shopify;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Currency;
import io.passerelle.payment.Money;

/// An amount as Shopify writes it, a decimal text beside a currency's letters, read exactly.
///
/// It must be a whole number of the currency's smallest unit: `1` and `1.0` euro are 100 cents,
/// `100.00` yen are 100 yen; `1.005` euro, `100.50` yen, `1e3`, `-1`, a JSON number and nothing at
/// all are refused, since none can be charged as it stands.
final class ShopifyAmount {

  private ShopifyAmount() {}

  static Money of(Json amount, Json currency) {
    return of(
        amount.text().orElseThrow(() -> invalid("amount", "must be a decimal text")),
        currency.text().orElseThrow(() -> invalid("currency", "must be an ISO 4217 code")));
  }

  static Money of(String amount, String code) {
    Currency currency =
        Currency.ofCode(code)
            .orElseThrow(() -> invalid("currency", "is none that the gateway prices"));
    Money money;
    try {
      money = Money.parse(amount, currency);
    } catch (IllegalArgumentException e) {
      throw invalid("amount", "is no amount of " + currency);
    }
    if (money.minorUnits() == 0) {
      throw invalid("amount", "is nothing to pay");
    }
    return money;
  }

  private static Rejection invalid(String field, String what) {
    return new Rejection(Reason.INVALID, field + " " + what);
  }
}
