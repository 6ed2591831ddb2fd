package io.passerelle.desk;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.LifeCycle;
import io.passerelle.paymentorder.MessageTemplate;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.shop.Shop;
import io.passerelle.shop.ShopDocument;
import io.passerelle.store.PaymentOrderPage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a merchant does with payment orders.
public final class PaymentOrderDesk {

  private static final int LISTED_MAX = 100;
  private static final Set<String> ACTIONS =
      Set.of("createPaymentOrder", "paymentOrder", "paymentOrders", "updatePaymentOrder");

  private final Books books;
  private final PaymentLinks links;
  private final Creation creation;
  private final Rewriting rewriting;
  private final TemplateDesk templates;
  private final Clock clock;

  public PaymentOrderDesk(
      Books books, PaymentLinks links, Creation creation, SendWakeups wakeups, Clock clock) {
    this.books = books;
    this.links = links;
    this.creation = creation;
    this.rewriting = new Rewriting(books, creation, wakeups);
    this.templates = new TemplateDesk(books.templates(), links);
    this.clock = clock;
  }

  public String act(String action, Json request) {
    if (!ACTIONS.contains(action) && !TemplateDesk.ACTIONS.contains(action)) {
      throw new Rejection(Reason.NOT_FOUND, "no such action");
    }
    Shop shop =
        books
            .shops()
            .find(ShopDocument.siteId(request))
            .orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP))
            .shop();
    PaymentOrderRequest asked = new PaymentOrderRequest(request, shop);
    try {
      return switch (action) {
        case "createPaymentOrder" -> create(asked);
        case "paymentOrder" -> view(found(asked), shop);
        case "paymentOrders" -> list(asked);
        case "updatePaymentOrder" -> view(update(asked), shop);
        default -> templates.act(action, request, shop, clock.instant());
      };
    } catch (InvalidField invalid) {
      throw new Rejection(Reason.INVALID, invalid.field() + " " + invalid.reason());
    }
  }

  /// Of many, the first are answered: an answer has an end, and the rest can be listed.
  private String create(PaymentOrderRequest asked) {
    Instant now = clock.instant();
    Draft draft = inWords(asked, asked.draft(now));
    List<PaymentOrder> made = creation.create(draft, asked.shop(), now);
    Composer composer = composer();
    return PaymentOrderView.list(
        made.stream()
            .limit(LISTED_MAX)
            .map(order -> Shown.of(order, asked.shop(), Optional.empty(), now, links, composer))
            .toList(),
        made.size(),
        Optional.empty());
  }

  private Draft inWords(PaymentOrderRequest asked, Draft draft) {
    return asked
        .template()
        .map(id ->
            books
                .templates()
                .find(asked.shop().siteId(), id)
                .filter(one -> one.kind() == MessageTemplate.Kind.of(draft.channel()))
                .orElseThrow(() ->
                    new InvalidField(
                        "template", "must be a template of the shop for that channel")))
        .map(draft::inWordsOf)
        .orElse(draft);
  }

  private String list(PaymentOrderRequest asked) {
    Instant now = clock.instant();
    Shop shop = asked.shop();
    PaymentOrderPage page =
        books.orders().list(shop.siteId(), asked.mode(), asked.since(), asked.page(), LISTED_MAX);
    Composer composer = composer();
    return PaymentOrderView.list(
        page.orders().stream()
            .map(order ->
                Shown.of(order, shop, books.ledger().order(order.id()), now, links, composer))
            .toList(),
        page.orders().size(),
        page.next());
  }

  private String view(PaymentOrder order, Shop shop) {
    Optional<Order> payment = books.ledger().order(order.id());
    return PaymentOrderView.of(
        Shown.of(order, shop, payment, clock.instant(), links, composer()),
        books.sendings().of(order.id()));
  }

  private Composer composer() {
    return new Composer(links, books.templates());
  }

  private PaymentOrder found(PaymentOrderRequest asked) {
    return asked
        .id()
        .flatMap(books.orders()::find)
        .orElseThrow(() -> new Rejection(Reason.NOT_FOUND, "no such payment order"));
  }

  /// Does what the life cycle lets be done, and answers what came of it: a copy's is the copy.
  private PaymentOrder update(PaymentOrderRequest asked) {
    PaymentOrder order = found(asked);
    Optional<Order> payment = books.ledger().order(order.id());
    Instant now = clock.instant();
    Action action = asked.deed();
    LifeCycle.refusal(order.status(payment, now), action, order.channel())
        .ifPresent(reason -> {
          throw new Rejection(Reason.CONFLICT, reason);
        });
    return switch (action) {
      case CHANGE_VALIDITY -> save(order.until(asked.end(now)).replanned(now));
      case CANCEL -> cancel(order, payment, now);
      case REACTIVATE -> save(order.inCancellation(false).replanned(now));
      case MARK_SENT -> save(order.sent());
      case CREATE_FROM -> copy(order, asked, now);
      case SHOW, SHOW_MESSAGE, SHOW_TRANSACTION -> order;
      case RESEND -> rewriting.resend(order, now);
      case MODIFY_AND_RESEND -> rewrite(order, payment, asked, now);
    };
  }

  private PaymentOrder save(PaymentOrder order) {
    return books.orders().save(order);
  }

  private PaymentOrder rewrite(
      PaymentOrder order, Optional<Order> payment, PaymentOrderRequest asked, Instant now) {
    checkNobodyPays(order, payment, now);
    Draft draft = inWords(asked, asked.rewritten(order, now));
    return rewriting.rewrite(order, draft, asked.shop(), now);
  }

  private PaymentOrder cancel(PaymentOrder order, Optional<Order> payment, Instant now) {
    checkNobodyPays(order, payment, now);
    return save(order.inCancellation(true).unreminded());
  }

  /// Nothing changes under the hands of a buyer who may be paying this very moment.
  private static void checkNobodyPays(PaymentOrder order, Optional<Order> payment, Instant now) {
    if (order.isBeingPaid(payment, now)) {
      throw new Rejection(Reason.CONFLICT, "a buyer is paying it, ask again in 20 minutes");
    }
  }

  private PaymentOrder copy(PaymentOrder order, PaymentOrderRequest asked, Instant now) {
    return creation.add(
        order.copied(
            new OrderId(
                order.id().siteId(), asked.newReference().orElseGet(PaymentLinks::reference)),
            PaymentLinks.code(),
            now,
            asked.end(now)));
  }
}
