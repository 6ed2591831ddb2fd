package io.passerelle.function;

import io.passerelle.edge.Form;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.gateway.Brand;
import io.passerelle.gateway.Brands;
import io.passerelle.gateway.CardEntry;
import io.passerelle.gateway.Claim;
import io.passerelle.gateway.PaymentRequest;
import io.passerelle.shop.Shop;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/// Takes the form with which a shop module sends its buyer to pay, writes the order down, and sends
/// the buyer on to the gateway with the same signed form.
///
/// The modules of the gateway (Odoo, WooCommerce, PrestaShop, …) come here unchanged: only the URL
/// of the payment page is another one.
public final class CheckoutFunction extends HttpFunction {

  private final Shops shops;
  private final Brands brands;
  private final Cashier cashier;
  private final RefusedSignatures refused;
  private final Clock clock;

  /// Lambda calls this one.
  public CheckoutFunction() {
    this(Wiring.primed(CheckoutFunction::new));
  }

  public CheckoutFunction(Wiring wiring) {
    this.shops = wiring.shops();
    this.brands = wiring.brands();
    this.cashier = new Cashier(wiring.ledger(), wiring.clock());
    this.refused = new RefusedSignatures(wiring.refusals());
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    Form form = request.form();
    Claim claim = Claim.of(form);
    if (claim.format() != Claim.Format.FORM) {
      throw new Rejection(Reason.MALFORMED, "a payment form is due");
    }
    CardEntry.requireNone(form);
    Shops.Entry shop =
        shops.find(claim.siteId()).orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP));
    Brand brand =
        brands.find(shop.shop().brand()).orElseThrow(() -> new Rejection(Reason.UNKNOWN_BRAND));
    Instant now = clock.instant();
    PaymentRequest asked =
        refused
            .watched(
                RefusedSignatures.Kind.PAYMENT_FORM,
                form,
                claim,
                shop.shop(),
                now,
                () -> new Verification(shop.shop(), now).form(form, claim))
            .paymentRequest();
    PaymentRequest understood = inALanguageOfThePage(asked, shop.shop(), request);
    Map<String, String> fields = cashier.start(understood, shop.shop());
    return BuyerPage.goOn(brand.formUrl(), fields);
  }

  /// The gateway refuses a whole form for a language that it does not have (error 12).
  private static PaymentRequest inALanguageOfThePage(
      PaymentRequest asked, Shop shop, Request request) {
    String browser = request.header("accept-language").orElse("");
    return shop.languageToTell(asked.language(), browser)
        .map(language -> asked.inLanguage(language, Verification.signer(shop, asked.mode())))
        .orElse(asked);
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return BuyerPage.refused(rejection);
  }
}
