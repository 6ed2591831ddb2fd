package io.passerelle.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.LinkCode;
import io.passerelle.paymentorder.PaymentOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// What the gateway's clients name a payment order by (`paymentOrderId`): 32 hexadecimal digits.
///
/// They are the link's code with a check of the shop, so that nothing more has to be stored, and
/// whoever has the one has the other.
final class OrderHandle {

  private static final int CHECK_BYTES = 6;
  private static final String FORM = "[0-9a-f]{32}";

  private OrderHandle() {}

  static String of(PaymentOrder order) {
    return of(order.code(), order.id().siteId());
  }

  private static String of(LinkCode code, SiteId siteId) {
    HexFormat hex = HexFormat.of();
    return hex.formatHex(code.bytes()) + hex.formatHex(check(code, siteId));
  }

  /// The link's code, where it is a handle of that shop's.
  static Optional<LinkCode> read(String handle, SiteId siteId) {
    if (!handle.matches(FORM)) {
      return Optional.empty();
    }
    LinkCode code = LinkCode.of(HexFormat.of().parseHex(handle, 0, 2 * LinkCode.BYTES));
    return Optional.of(code).filter(one -> of(one, siteId).equals(handle));
  }

  private static byte[] check(LinkCode code, SiteId siteId) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(code.bytes());
      return Arrays.copyOf(sha.digest(siteId.value().getBytes(UTF_8)), CHECK_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
