package io.passerelle.function;

import io.passerelle.alert.Alert;
import io.passerelle.alert.Digest.Standing;
import io.passerelle.delivery.Attempt;
import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Schedule;
import io.passerelle.payment.SiteId;
import io.passerelle.store.DigestId;
import io.passerelle.store.DigestMailing;
import io.passerelle.store.Digests;
import io.passerelle.store.FailureNote;
import io.passerelle.store.Ledger;
import io.passerelle.store.Mailing;
import io.passerelle.store.Shops;
import io.passerelle.store.TargetHealth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an attempt leaves for people, as its rule wants it: a mail for each failure, one when what
/// is met changes, or a note for the hour's digest. What is tried again in a moment is nobody's
/// business yet.
final class AlertModes {

  private final Alerts alerts;
  private final Ledger ledger;
  private final Digests digests;

  AlertModes(Alerts alerts, Ledger ledger, Digests digests) {
    this.alerts = alerts;
    this.ledger = ledger;
    this.digests = digests;
  }

  Told of(Delivery after, Dispatch.Result result, Optional<Shops.Entry> shop) {
    if (shop.isEmpty()
        || Schedule.isQuiet(after)
        || Alerts.addresses(shop.get().rules(), after).isEmpty()) {
      return Told.nothing();
    }
    return switch (shop.get().rules().named(after.rule(), after.label()).alerts()) {
      case EACH ->
          new Told(
              alerts.of(after, result, shop), note(after, result, shop.get()), Optional.empty());
      case CHANGE -> onChange(after, result, shop.get());
      case DIGEST -> inDigest(after, result, shop.get());
    };
  }

  private Told onChange(Delivery after, Dispatch.Result result, Shops.Entry shop) {
    SiteId siteId = after.id().order().siteId();
    Instant at = result.attempt().at();
    TargetHealth before =
        ledger
            .health(siteId, after.mode(), after.target())
            .orElseGet(() -> TargetHealth.unknown(siteId, after.mode(), after.target(), at));
    TargetHealth next =
        met(result)
            .map(met -> before.failed(met, after.state() == Delivery.State.EXHAUSTED, at))
            .orElseGet(() -> before.worked(at));
    if (next.equals(before)) {
      return Told.nothing();
    }
    Optional<Mailing> mailing =
        next.failing().isPresent()
            ? alerts.of(after, result, Optional.of(shop))
            : Optional.of(Alerts.recovered(after, result, shop, before.since()));
    return new Told(mailing, note(after, result, shop), Optional.of(next));
  }

  /// The digest is wanted before the attempt is written: whatever happens between, somebody tells.
  private Told inDigest(Delivery after, Dispatch.Result result, Shops.Entry shop) {
    Optional<FailureNote> note =
        result.refusedInWords()
            ? Optional.of(refused(after, result, shop))
            : note(after, result, shop);
    if (note.filter(FailureNote::isTold).isPresent()) {
      digests.want(
          DigestMailing.of(
              note.get().digest(),
              shop.shop().label(),
              Alerts.addresses(shop.rules(), after),
              shop.shop().alertLanguage(),
              shop.shop().timeZone()));
    }
    return new Told(Optional.empty(), note, Optional.empty());
  }

  /// A failed attempt is noted, and a success that ends a delivery's failures.
  private static Optional<FailureNote> note(
      Delivery after, Dispatch.Result result, Shops.Entry shop) {
    Attempt attempt = result.attempt();
    if (attempt.isDelivered()) {
      return after.attempts().size() == 1
          ? Optional.empty()
          : Optional.of(note(after, result, shop, "#OK", "", Standing.DELIVERED));
    }
    return Optional.of(
        note(after, result, shop, "", attempt.failure().orElseThrow(), standing(after)));
  }

  private static FailureNote refused(Delivery after, Dispatch.Result result, Shops.Entry shop) {
    return note(after, result, shop, "", Alert.Kind.SHOP_REFUSED.name(), Standing.FLAGGED);
  }

  private static FailureNote note(
      Delivery after,
      Dispatch.Result result,
      Shops.Entry shop,
      String suffix,
      String reason,
      Standing standing) {
    Instant at = result.attempt().at();
    List<String> to = Alerts.addresses(shop.rules(), after);
    return new FailureNote(
        DigestId.of(after.id().order().siteId(), at, to),
        after.id().order(),
        Alerts.id(after, result.attempt()) + suffix,
        Long.toString(after.id().number()),
        at,
        after.label(),
        reason,
        standing);
  }

  private static Standing standing(Delivery after) {
    if (after.state() == Delivery.State.EXHAUSTED) {
      return Standing.EXHAUSTED;
    }
    return after.due().isPresent() ? Standing.WAITING : Standing.LEFT;
  }

  /// What was met that a person should know of; empty where it went well.
  private static Optional<String> met(Dispatch.Result result) {
    return result.refusedInWords()
        ? Optional.of(Alert.Kind.SHOP_REFUSED.name())
        : result.attempt().failure();
  }
}
