package io.passerelle.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.desk.LinkWishes;
import io.passerelle.edge.Form;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.gateway.Claim;
import io.passerelle.gateway.SignedForm;
import io.passerelle.payment.Report;
import io.passerelle.shop.Platform;
import io.passerelle.shop.Session;
import io.passerelle.shop.Shop;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.util.Optional;

/// Where the buyer comes back to from the payment page, by GET or POST.
///
/// What the browser brings is believed only where the gateway has signed it for this very order,
/// and even then it moves no order. Otherwise the page says nothing of any.
public final class ReturnFunction extends HttpFunction {

  /// What a page may hand on in its own address to look again.
  private static final int AGAIN_LENGTH_MAX = 6_000;

  private final Ledger ledger;
  private final Shops shops;
  private final Tokens tokens;
  private final ReturnDesk desk;
  private final Clock clock;

  /// Lambda calls this one.
  public ReturnFunction() {
    this(Wiring.primedByAForm());
  }

  public ReturnFunction(Wiring wiring) {
    this.ledger = wiring.ledger();
    this.shops = wiring.shops();
    this.tokens = new Tokens(wiring.sessions());
    this.desk = new ReturnDesk(ledger);
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    Session session = tokens.session(request);
    if (session.platform() == Platform.PAYMENT_ORDER) {
      return toItsLink(session, request);
    }
    Shop shop =
        shops
            .find(session.order().siteId())
            .orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP))
            .shop();
    BuyerWords words = BuyerWords.of(session, shop, request);
    try {
      Form form = form(request);
      if (form.field(SignedForm.SIGNATURE).isEmpty()) {
        return new ReturnPage(shop, words).neutral(200);
      }
      Report told = told(form, session, shop);
      int turn = Turn.of(form);
      return desk.reply(
          new ReturnDesk.Arrival(
              session,
              shop,
              words,
              ledger.order(session.order()),
              Optional.of(told),
              turn,
              again(form, turn)));
    } catch (Rejection rejection) {
      Log.line("return rejected")
          .with(Log.Field.REASON, rejection.reason().name())
          .with(Log.Field.SITE, session.order().siteId())
          .write();
      return new ReturnPage(shop, words).neutral(rejection.reason().status());
    }
  }

  /// The link's own page says how its payment stands.
  private static Reply toItsLink(Session session, Request request) {
    String code = session.field(LinkWishes.CODE).orElse("");
    return BuyerHtml.redirect(PublicUrl.of(request) + "/t/" + code + Turn.query(1));
  }

  private static Form form(Request request) {
    return request.method().equals("POST")
        ? request.form()
        : Form.parse(request.query().getBytes(UTF_8));
  }

  /// What the gateway signed, with a key of the session's shop and mode and about its order.
  private Report told(Form form, Session session, Shop shop) {
    Claim claim = Claim.of(form);
    if (claim.format() != Claim.Format.FORM
        || claim.mode().filter(session.mode()::equals).isEmpty()) {
      throw new Rejection(Reason.BAD_SIGNATURE);
    }
    Report told = new Verification(shop, clock.instant()).form(form, claim).notification().latest();
    boolean same = told.order().equals(session.order()) && told.amount().equals(session.amount());
    if (!same) {
      throw new Rejection(Reason.BAD_SIGNATURE, "of another order");
    }
    return told;
  }

  private static String again(Form form, int turn) {
    String signed = new String(form.only(SignedForm::isSigned), ISO_8859_1);
    return signed.length() > AGAIN_LENGTH_MAX ? "" : Turn.query(signed, turn + 1);
  }

  /// The token is not known, so neither are shop and language.
  @Override
  protected Reply rejected(Rejection rejection) {
    return BuyerPage.refused(rejection);
  }
}
