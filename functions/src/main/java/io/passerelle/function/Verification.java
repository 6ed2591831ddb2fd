package io.passerelle.function;

import io.passerelle.edge.Form;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.gateway.AnswerSigner;
import io.passerelle.gateway.Claim;
import io.passerelle.gateway.FormSigner;
import io.passerelle.gateway.Itn;
import io.passerelle.gateway.ItnMessage;
import io.passerelle.gateway.Notification;
import io.passerelle.gateway.SignedForm;
import io.passerelle.payment.Mode;
import io.passerelle.payment.SiteId;
import io.passerelle.shop.Credential;
import io.passerelle.shop.KeyRing;
import io.passerelle.shop.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether a form is truly the gateway's or the shop's: with that shop's keys of that mode, the
/// current one and old ones in their overlap.
final class Verification {

  private final Shop shop;
  private final Instant now;

  Verification(Shop shop, Instant now) {
    this.shop = shop;
    this.now = now;
  }

  Notification notification(Form form, Claim claim) {
    Notification notification =
        switch (claim.format()) {
          case FORM -> form(form, claim).notification();
          case REST -> answer(form);
        };
    requireThisShop(notification.latest().order().siteId());
    return notification;
  }

  SignedForm form(Form form, Claim claim) {
    Mode mode = claim.mode().orElseThrow();
    return FormSigner.verify(form, signers(shop.keys(mode).form()));
  }

  /// An ITN that the shop's keys of that mode prove, and that is of that mode.
  Optional<Itn> itn(ItnMessage message, Mode mode) {
    try {
      return Optional.of(message.verified(signers(shop.keys(mode).form()), answerSigners(mode)))
          .filter(itn -> itn.mode().filter(mode::equals).isPresent());
    } catch (Rejection _) {
      return Optional.empty();
    }
  }

  /// Signs with the key of that mode that is in force.
  static FormSigner signer(Shop shop, Mode mode) {
    return signer(shop.keys(mode).form().current().orElseThrow());
  }

  static FormSigner signer(Credential credential) {
    return switch (credential.algorithm()) {
      case HMAC_SHA_256 -> FormSigner.hmacSha256(credential.key());
      case SHA_1 -> FormSigner.sha1(credential.key());
    };
  }

  /// An answer names its mode only inside: it has to be genuine by the password of the mode that it
  /// then turns out to be of.
  private Notification answer(Form form) {
    Rejection refused = new Rejection(Reason.BAD_SIGNATURE);
    for (Mode mode : Mode.values()) {
      try {
        var signed = AnswerSigner.verify(form, answerSigners(mode));
        if (signed.mode() == mode) {
          return signed.notification();
        }
      } catch (Rejection rejection) {
        refused = rejection.reason() == Reason.BAD_SIGNATURE ? refused : rejection;
      }
    }
    throw refused;
  }

  private List<FormSigner> signers(KeyRing ring) {
    return ring.accepted(now).stream().map(Verification::signer).toList();
  }

  private List<AnswerSigner> answerSigners(Mode mode) {
    return shop.keys(mode).restPassword().accepted(now).stream()
        .map(credential -> new AnswerSigner(credential.key()))
        .toList();
  }

  /// What was signed must be of the shop whose key it was verified with.
  private void requireThisShop(SiteId siteId) {
    if (!siteId.equals(shop.siteId())) {
      throw new Rejection(Reason.BAD_SIGNATURE);
    }
  }
}
