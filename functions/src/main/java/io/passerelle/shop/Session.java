package io.passerelle.shop;

import io.passerelle.payment.Buyer;
import io.passerelle.payment.Mode;
import io.passerelle.payment.Money;
import io.passerelle.payment.OrderId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A checkout that a platform asked Passerelle to take the payment of, as it was asked: written
/// down before anything is done about it, and told apart by its order.
///
/// `token` is the secret part of the addresses at which the buyer pays and comes back. `option` is
/// the code of the payment in instalments that was chosen, empty for one payment. `fields` are the
/// platform's own, known to its package alone. `version` counts its writes.
public record Session(
    OrderId order,
    Platform platform,
    Mode mode,
    Money amount,
    Kind kind,
    String option,
    String token,
    Buyer buyer,
    Map<String, String> fields,
    Instant createdAt,
    long version) {

  /// The field that names what several sessions of one checkout have in common.
  public static final String GROUP = "group";

  /// What the platform wants: the money, or for now only that it is set aside.
  public enum Kind {
    SALE,
    AUTHORIZATION
  }

  public Session {
    fields = Map.copyOf(fields);
  }

  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
  }

  /// With what was learnt from the platform since.
  public Session with(Map<String, String> learnt) {
    Map<String, String> all = new HashMap<>(fields);
    all.putAll(learnt);
    return new Session(
        order, platform, mode, amount, kind, option, token, buyer, all, createdAt, version);
  }

  /// As it stands once it has been written.
  public Session written() {
    return new Session(
        order, platform, mode, amount, kind, option, token, buyer, fields, createdAt, version + 1);
  }

  /// Without anything of the person.
  public Session withoutBuyer() {
    return with(Buyer.unknown());
  }

  /// With what the buyer says of themself.
  public Session with(Buyer said) {
    return new Session(
        order, platform, mode, amount, kind, option, token, said, fields, createdAt, version);
  }

  /// Neither the buyer nor the token.
  @Override
  public String toString() {
    return "session of " + order;
  }
}
