package io.passerelle.function;

import io.passerelle.aws.AwsFailure;
import io.passerelle.edge.Form;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.gateway.Claim;
import io.passerelle.gateway.Diagnosis;
import io.passerelle.gateway.TrialKey;
import io.passerelle.gateway.TrialKey.Origin;
import io.passerelle.payment.Mode;
import io.passerelle.shop.Algorithm;
import io.passerelle.shop.Credential;
import io.passerelle.shop.KeyRing;
import io.passerelle.shop.Shop;
import io.passerelle.store.Refusal;
import io.passerelle.store.Refusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Keeps why a signature was refused, for the people who have to mend it. The caller is told
/// nothing of it, and is turned away whatever comes of it.
final class RefusedSignatures {

  /// What was signed.
  enum Kind {
    NOTIFICATION,
    PAYMENT_FORM
  }

  private final Refusals refusals;

  RefusedSignatures(Refusals refusals) {
    this.refusals = refusals;
  }

  /// What `verification` answers; a signature that it refuses is looked into.
  <T> T watched(
      Kind kind, Form form, Claim claim, Shop shop, Instant now, Supplier<T> verification) {
    try {
      return verification.get();
    } catch (Rejection rejection) {
      if (rejection.reason() == Reason.BAD_SIGNATURE) {
        keep(kind, form, claim, shop, now);
      }
      throw rejection;
    }
  }

  private void keep(Kind kind, Form form, Claim claim, Shop shop, Instant now) {
    Diagnosis diagnosis = Diagnosis.of(form, claim.format(), keys(claim, shop, now));
    Log.line("signature refused")
        .with(Log.Field.SITE, shop.siteId())
        .with(Log.Field.KIND, kind)
        .with(Log.Field.REASON, diagnosis.difference())
        .write();
    try {
      refusals.keep(
          new Refusal(
              shop.siteId(),
              now,
              kind.name(),
              claim.format().name(),
              diagnosis.difference().name(),
              diagnosis.field(),
              diagnosis.fields(),
              diagnosis.fieldCount()));
    } catch (AwsFailure failure) {
      Log.line("refusal not kept").with(Log.Field.ERROR, failure.error()).write();
    }
  }

  /// The keys to try, those first that would be right. An answer does not say its mode outside: the
  /// password of either may be right.
  private static List<TrialKey> keys(Claim claim, Shop shop, Instant now) {
    List<TrialKey> keys = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      boolean itsMode = claim.mode().map(mode::equals).orElse(true);
      KeyRing ring =
          switch (claim.format()) {
            case FORM -> shop.keys(mode).form();
            case REST -> shop.keys(mode).restPassword();
          };
      for (Credential one : ring.credentials()) {
        keys.add(trial(one, mode, origin(ring.accepted(now).contains(one), itsMode)));
      }
      if (claim.format() == Claim.Format.REST) {
        shop.keys(mode)
            .returnKey()
            .credentials()
            .forEach(one -> keys.add(trial(one, mode, Origin.RETURN)));
      }
    }
    keys.sort((one, other) -> one.origin().compareTo(other.origin()));
    return keys;
  }

  private static Origin origin(boolean accepted, boolean itsMode) {
    if (!itsMode) {
      return Origin.OTHER_MODE;
    }
    return accepted ? Origin.ACCEPTED : Origin.REPLACED;
  }

  private static TrialKey trial(Credential one, Mode mode, Origin origin) {
    return new TrialKey(one.key(), one.algorithm() == Algorithm.HMAC_SHA_256, mode, origin);
  }
}
