package io.passerelle.shop;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Currency;
import io.passerelle.payment.InstalmentOption;
import io.passerelle.payment.Instalments;
import io.passerelle.payment.Money;
import java.util.Locale;
import java.util.Optional;

/// Whether a shop takes a payment, asked before its buyer leaves for the gateway: afterwards the
/// gateway would refuse it in words that are not the buyer's.
///
/// Each question is answered by nothing, or by a [Rejection] (`NOT_OFFERED`) that says why.
public final class Admission {

  private final PageSettings settings;

  private Admission(PageSettings settings) {
    this.settings = settings;
  }

  public static Admission of(Shop shop) {
    return new Admission(shop.page());
  }

  /// The currency with these letters, which must be one that the gateway prices.
  public static Currency currency(String code) {
    return Currency.ofCode(code.toUpperCase(Locale.ROOT))
        .orElseThrow(() -> refused("the gateway does not take this currency"));
  }

  /// The country of the shop itself, where the platform tells it; empty is not known, and passes.
  public Admission shopIn(String country) {
    if (!country.isEmpty() && !isAllowed(PageSettings.SHOP_COUNTRIES, country)) {
      throw refused("not in the shop's country");
    }
    return this;
  }

  /// The country of the buyer's billing address. Where a shop names countries, a buyer of whom none
  /// is known is in none of them.
  public Admission buyerIn(String country) {
    if (!isAllowed(PageSettings.BUYER_COUNTRIES, country)) {
      throw refused("not in the buyer's country");
    }
    return this;
  }

  /// The parts in which an amount is paid by the option of that code, which must be offered for it;
  /// none for an empty code, which is one payment.
  public Optional<Instalments> parts(String code, Money total) {
    if (total.minorUnits() < 1) {
      throw refused("there is nothing to pay");
    }
    if (code.isEmpty()) {
      return Optional.empty();
    }
    InstalmentOption option =
        settings.instalments(code).orElseThrow(() -> refused("no instalments of that kind"));
    return Optional.of(
        option.split(total).orElseThrow(() -> refused("no instalments for that amount")));
  }

  private boolean isAllowed(String setting, String country) {
    var countries = settings.list(setting);
    return countries.isEmpty() || countries.contains(country.toUpperCase(Locale.ROOT));
  }

  private static Rejection refused(String why) {
    return new Rejection(Reason.NOT_OFFERED, why);
  }
}
