package io.passerelle.function;

import io.passerelle.card.Card;
import io.passerelle.card.CardChange;
import io.passerelle.card.CardToken;
import io.passerelle.card.CardUpdate.Source;
import io.passerelle.card.LastFour;
import io.passerelle.carddesk.FileMails;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.DeliveryId;
import io.passerelle.delivery.Rule;
import io.passerelle.delivery.RuleMatch;
import io.passerelle.gateway.CardTold;
import io.passerelle.payment.OrderId;
import io.passerelle.store.Change;
import io.passerelle.store.HistoryLine;
import io.passerelle.store.HistoryLine.Received;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is called because of what became of a kept card, by the shop's rules for that: for each
/// change a line in the history of the order where the card was entered, which says why, and the
/// deliveries.
final class CardCalls {

  private final CardOwner owner;
  private final CardToken after;
  private final Source source;
  private final Instant now;
  private final List<HistoryLine> lines = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();

  private CardCalls(CardOwner owner, CardToken after, Source source, Instant now) {
    this.owner = owner;
    this.after = after;
    this.source = source;
    this.now = now;
  }

  static CardCalls of(
      CardOwner owner, CardToken before, CardToken after, Source source, Instant now) {
    CardCalls calls = new CardCalls(owner, after, source, now);
    CardChange.between(before, after).forEach(calls::tell);
    return calls;
  }

  void into(Change change) {
    lines.forEach(change::with);
    deliveries.forEach(change::with);
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  /// Where no rule was written there is no line either: the mails say what became of the card.
  private void tell(CardChange change) {
    List<RuleMatch> matches = owner.rules().againstCard(variables(change));
    if (matches.isEmpty()) {
      return;
    }
    byte[] document = CardTold.document(after, change, source, now);
    HistoryLine line =
        new HistoryLine(
            place(),
            now + "#2K#" + card() + "#" + (after.version() + 1) + "#" + change,
            now,
            "Kept card",
            Origins.BATCH,
            change + ", " + after.card() + " (" + after.id().shown() + "); " + why(matches),
            Optional.of(new Received(CardTold.FORMAT, document)));
    lines.add(line);
    Shops.Entry shop = new Shops.Entry(owner.shop(), owner.rules());
    Targets.ofCard(matches, after.id().mode())
        .forEach((target, rule) -> deliveries.add(delivery(target, rule, line, shop)));
  }

  private static String why(List<RuleMatch> matches) {
    return RuleLine.of(matches, "");
  }

  private Delivery delivery(String target, Rule rule, HistoryLine line, Shops.Entry shop) {
    long step = (after.version() + 1) * 100 + deliveries.size();
    return Delivery.of(
        DeliveryId.ofCard(place(), card(), step),
        after.id().mode(),
        rule,
        target,
        line.id(),
        Targets.url(target, shop, after.id().mode()).orElse(""),
        now);
  }

  /// Tokens that came from files have no order of their own: each gets a place by itself.
  private OrderId place() {
    OrderId order = after.order();
    return order.reference().equals(FileMails.REFERENCE)
        ? new OrderId(order.siteId(), FileMails.REFERENCE + "-" + Integer.toHexString(card()))
        : order;
  }

  private int card() {
    return after.id().token().hashCode();
  }

  private Map<String, String> variables(CardChange change) {
    Card card = after.card();
    Map<String, String> variables = new HashMap<>();
    variables.put("mode", after.id().mode().name());
    variables.put("token", after.id().token());
    variables.put("token_state", after.state().name());
    variables.put("token_network_state", after.network().name());
    variables.put("token_change", change.name());
    variables.put("token_advice", change.advice().name());
    variables.put("token_source", source.name());
    variables.put("card_brand", card.brand());
    variables.put("card_last_four", card.lastFour().map(LastFour::digits).orElse(""));
    variables.put(
        "card_expiry",
        card.expiry().map(end -> String.valueOf(end.year() * 100 + end.month())).orElse(""));
    variables.put("order_reference", after.order().reference());
    return variables;
  }
}
