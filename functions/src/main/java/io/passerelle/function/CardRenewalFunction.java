package io.passerelle.function;

import io.passerelle.card.Card;
import io.passerelle.card.TokenState;
import io.passerelle.carddesk.ReminderPost;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.gateway.Claim;
import io.passerelle.gateway.KeptCard;
import io.passerelle.gateway.Notification;
import io.passerelle.gateway.SignedForm;
import java.time.Clock;
import java.util.Optional;

/// The link of a reminder, where a buyer changes a card that is kept. Opening it changes nothing,
/// however often a mail scanner does; the buyer's own click, a POST, leads to the gateway.
///
/// Who comes back is told what the gateway has signed for that very token. The card itself changes
/// by the gateway's notification alone.
public final class CardRenewalFunction extends HttpFunction {

  private static final String RETURN = "/return";

  private final CardDoor door;
  private final CardDeparture departure;
  private final Clock clock;

  /// Lambda calls this one.
  public CardRenewalFunction() {
    this(Wiring.primedByAForm());
  }

  public CardRenewalFunction(Wiring wiring) {
    this.door =
        new CardDoor(wiring.cardPlans(), wiring.cardTokens(), wiring.shops(), wiring.tries());
    this.departure =
        new CardDeparture(wiring.ledger(), wiring.brands(), wiring.tries(), wiring.clock());
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    CardDoor.Arrival arrival = door.open(request, clock.instant());
    if (request.path().endsWith(RETURN)) {
      return back(arrival, request);
    }
    return switch (request.method()) {
      case "POST" -> closed(arrival, 409).orElseGet(() -> departure.page(arrival, request));
      case "HEAD" -> shown(arrival).withoutBody();
      default -> shown(arrival);
    };
  }

  private static Reply shown(CardDoor.Arrival arrival) {
    return closed(arrival, 200).orElseGet(() -> arrival.page().open(200));
  }

  /// Why nothing is to be entered here; empty where a card is. An account that the network has
  /// closed is a reason to enter another.
  private static Optional<Reply> closed(CardDoor.Arrival arrival, int status) {
    if (arrival.token().state() == TokenState.CANCELLED) {
      return Optional.of(arrival.page().said(status, "cancelled", Card.UNKNOWN));
    }
    return arrival.reminder().isRenewed(arrival.token())
        ? Optional.of(arrival.page().said(status, "renewed", arrival.token().card()))
        : Optional.empty();
  }

  /// What is not signed says nothing: the link's own page tells how it stands.
  private Reply back(CardDoor.Arrival arrival, Request request) {
    try {
      if (request.method().equals("POST")) {
        return told(arrival, signed(arrival, request));
      }
    } catch (Rejection rejection) {
      Log.line("return rejected")
          .with(Log.Field.REASON, rejection.reason().name())
          .with(Log.Field.SITE, arrival.shop().siteId())
          .write();
    }
    return BuyerHtml.redirect(PublicUrl.of(request) + ReminderPost.path(arrival.reminder()));
  }

  private Notification signed(CardDoor.Arrival arrival, Request request) {
    var form = request.form();
    Claim claim = Claim.of(form);
    if (claim.format() != Claim.Format.FORM
        || claim.mode().filter(arrival.token().id().mode()::equals).isEmpty()) {
      throw new Rejection(Reason.BAD_SIGNATURE, "of another mode");
    }
    SignedForm signed = new Verification(arrival.shop(), clock.instant()).form(form, claim);
    if (!signed.isOfToken(arrival.token().id().token())) {
      throw new Rejection(Reason.BAD_SIGNATURE, "of another card");
    }
    Notification told = signed.notification();
    if (!told.isOfOurCard() || !told.latest().order().siteId().equals(arrival.shop().siteId())) {
      throw new Rejection(Reason.BAD_SIGNATURE, "of something else");
    }
    return told;
  }

  private static Reply told(CardDoor.Arrival arrival, Notification told) {
    Card card = told.kept().filter(KeptCard::registered).map(KeptCard::card).orElse(Card.UNKNOWN);
    return switch (told.latest().state().standing()) {
      case PAID -> arrival.page().said(200, "done", card);
      case PENDING, UNKNOWN -> arrival.page().said(200, "waiting", card);
      case FAILED -> arrival.page().again("refused");
      case ABANDONED, CANCELLED -> arrival.page().again("left");
    };
  }

  /// The same page for every link that leads nowhere, in the browser's language.
  @Override
  protected Reply rejected(Rejection rejection, Request request) {
    Reply reply =
        rejection.reason() == Reason.NOT_FOUND
            ? NoLinkPage.of(rejection, request, CardPage::texts)
            : NoLinkPage.of(rejection, request);
    return request.method().equals("HEAD") ? reply.withoutBody() : reply;
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return BuyerPage.refused(rejection);
  }
}
