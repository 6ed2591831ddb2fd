package io.passerelle.desk;

import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Order;
import io.passerelle.payment.OrderId;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.InvalidField;
import io.passerelle.paymentorder.LifeCycle;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.MessageTemplate;
import io.passerelle.paymentorder.PaymentOrder;
import io.passerelle.paymentorder.Rewrite;
import io.passerelle.paymentorder.Validity;
import io.passerelle.shop.Shop;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a merchant does with payment orders, whoever carries the request: each caller reads what it
/// is asked into these calls, and writes what they answer.
///
/// Fields are those of [Draft#FIELDS], and `template`, whose words stand where the merchant wrote
/// none. A field that cannot be so is an [InvalidField]; what the life cycle does not allow, or a
/// reference that is taken, a [Rejection]; that somebody else was first, a `Table.Stale`.
public final class PaymentOrderDesk {

  private static final int SHOWN_MAX = 100;
  private static final String TEMPLATE = "template";

  private final Books books;
  private final PaymentLinks links;
  private final Creation creation;
  private final Rewriting rewriting;
  private final Clock clock;

  public PaymentOrderDesk(
      Books books, PaymentLinks links, Creation creation, SendWakeups wakeups, Clock clock) {
    this.books = books;
    this.links = links;
    this.creation = creation;
    this.rewriting = new Rewriting(books, creation, wakeups);
    this.clock = clock;
  }

  /// What was made together: how many, and the first of them. An answer has an end, and the rest
  /// can be listed.
  public record Made(List<Shown> shown, int count) {

    public Made {
      shown = List.copyOf(shown);
    }
  }

  /// Reads what is written as [#create] does, and makes nothing.
  public void check(Shop shop, Map<String, String> fields, Instant now) {
    Draft draft = draft(shop, fields, PaymentLinks.defaults(shop), now);
    creation.check(draft, shop, Making.fresh(now));
  }

  /// Makes what is written: one for each recipient. The same making again answers what it has made.
  public Made create(Shop shop, Map<String, String> fields, Making making) {
    Draft draft = draft(shop, fields, PaymentLinks.defaults(shop), making.at());
    List<PaymentOrder> made = creation.create(draft, shop, making);
    Composer composer = new Composer(links, books.templates());
    Instant now = clock.instant();
    List<Shown> shown =
        made.stream()
            .limit(SHOWN_MAX)
            .map(order -> Shown.of(order, shop, Optional.empty(), now, links, composer))
            .toList();
    return new Made(shown, made.size());
  }

  public Optional<Shown> find(Shop shop, String reference) {
    return Optional.of(reference)
        .filter(OrderId::isValid)
        .flatMap(one -> books.orders().find(new OrderId(shop.siteId(), one)))
        .map(order -> shown(order, shop));
  }

  /// The same by its link.
  public Optional<Shown> find(Shop shop, LinkCode code) {
    return books
        .orders()
        .byCode(code)
        .filter(order -> order.id().siteId().equals(shop.siteId()))
        .map(order -> shown(order, shop));
  }

  private Shown shown(PaymentOrder order, Shop shop) {
    Optional<Order> payment = books.ledger().order(order.id());
    Composer composer = new Composer(links, books.templates());
    return Shown.of(order, shop, payment, clock.instant(), links, composer)
        .with(books.sendings().of(order.id()));
  }

  /// Does what the life cycle lets be done with a payment order as it was read, and answers what
  /// came of it: a copy's is the copy.
  public Shown update(Shop shop, PaymentOrder order, Action action, Map<String, String> fields) {
    Optional<Order> payment = books.ledger().order(order.id());
    Instant now = clock.instant();
    LifeCycle.refusal(order.status(payment, now), action, order.channel())
        .ifPresent(reason -> {
          throw new Rejection(Reason.CONFLICT, reason);
        });
    PaymentOrder updated =
        switch (action) {
          case CHANGE_VALIDITY ->
              rewriting.goOn(order.until(end(shop, fields, now)).replanned(now), now);
          case CANCEL -> cancel(order, payment, now);
          case REACTIVATE -> rewriting.goOn(order.inCancellation(false).replanned(now), now);
          case MARK_SENT -> save(order.sent());
          case CREATE_FROM -> copy(order, shop, fields, now);
          case SHOW, SHOW_MESSAGE, SHOW_TRANSACTION -> order;
          case RESEND -> rewriting.resend(order, now);
          case MODIFY_AND_RESEND -> rewrite(order, payment, shop, fields, now);
        };
    return shown(updated, shop);
  }

  private PaymentOrder save(PaymentOrder order) {
    return books.orders().save(order);
  }

  private PaymentOrder rewrite(
      PaymentOrder order,
      Optional<Order> payment,
      Shop shop,
      Map<String, String> changes,
      Instant now) {
    checkNobodyPays(order, payment, now);
    Map<String, String> others = new HashMap<>(changes);
    others.remove("reference");
    Optional<String> template =
        Optional.ofNullable(others.remove(TEMPLATE)).filter(id -> !id.isEmpty());
    if (template.isPresent()) {
      others.putIfAbsent("subject", "");
      others.putIfAbsent("message", "");
    }
    Map<String, String> whole = new HashMap<>(Rewrite.of(order, others, now));
    template.ifPresent(id -> whole.put(TEMPLATE, id));
    Defaults any = new Defaults(order.mode(), PaymentLinks.defaults(shop).validity(), false);
    return rewriting.rewrite(order, draft(shop, whole, any, now), shop, now);
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

  private PaymentOrder copy(
      PaymentOrder order, Shop shop, Map<String, String> fields, Instant now) {
    String written =
        Draft.reference(
            "newReference", fields.getOrDefault("newReference", ""), PaymentLinks.defaults(shop));
    String reference = written.isEmpty() ? PaymentLinks.reference() : written;
    return creation.add(
        order.copied(
            new OrderId(shop.siteId(), reference),
            PaymentLinks.code(),
            now,
            end(shop, fields, now)));
  }

  private Draft draft(Shop shop, Map<String, String> fields, Defaults defaults, Instant now) {
    Map<String, String> own = new HashMap<>(fields);
    Optional<String> template =
        Optional.ofNullable(own.remove(TEMPLATE)).filter(id -> !id.isEmpty());
    Draft draft = Draft.read(own, defaults, now);
    return template.map(id -> draft.inWordsOf(template(shop, id, draft))).orElse(draft);
  }

  private MessageTemplate template(Shop shop, String id, Draft draft) {
    return books
        .templates()
        .find(shop.siteId(), id)
        .filter(one -> one.kind() == MessageTemplate.Kind.of(draft.channel()))
        .orElseThrow(
            () -> new InvalidField(TEMPLATE, "must be a template of the shop for that channel"));
  }

  private static Instant end(Shop shop, Map<String, String> fields, Instant now) {
    return PaymentLinks.defaults(shop).validity().end(fields.getOrDefault(Validity.FIELD, ""), now);
  }
}
