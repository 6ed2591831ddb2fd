package io.passerelle.paymentorder;

import static io.passerelle.paymentorder.Action.CANCEL;
import static io.passerelle.paymentorder.Action.CHANGE_VALIDITY;
import static io.passerelle.paymentorder.Action.CREATE_FROM;
import static io.passerelle.paymentorder.Action.MARK_SENT;
import static io.passerelle.paymentorder.Action.MODIFY_AND_RESEND;
import static io.passerelle.paymentorder.Action.REACTIVATE;
import static io.passerelle.paymentorder.Action.RESEND;
import static io.passerelle.paymentorder.Action.SHOW;
import static io.passerelle.paymentorder.Action.SHOW_MESSAGE;
import static io.passerelle.paymentorder.Action.SHOW_TRANSACTION;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What may be done with a payment order, by where it stands: one table, of which a cell is allowed
/// or refused with the reason of its status.
public final class LifeCycle {

  private static final Map<Status, Set<Action>> ALLOWED = new EnumMap<>(Status.class);

  static {
    ALLOWED.put(
        Status.RUNNING,
        EnumSet.of(
            SHOW,
            SHOW_MESSAGE,
            MODIFY_AND_RESEND,
            RESEND,
            CHANGE_VALIDITY,
            MARK_SENT,
            CANCEL,
            CREATE_FROM));
    ALLOWED.put(
        Status.ACCEPTED, EnumSet.of(SHOW, SHOW_MESSAGE, SHOW_TRANSACTION, MARK_SENT, CREATE_FROM));
    ALLOWED.put(
        Status.REFUSED,
        EnumSet.of(
            SHOW, SHOW_MESSAGE, SHOW_TRANSACTION, MODIFY_AND_RESEND, MARK_SENT, CREATE_FROM));
    ALLOWED.put(
        Status.EXPIRED,
        EnumSet.of(SHOW, SHOW_MESSAGE, MODIFY_AND_RESEND, CHANGE_VALIDITY, MARK_SENT, CREATE_FROM));
    ALLOWED.put(
        Status.CANCELLED, EnumSet.of(SHOW, SHOW_MESSAGE, REACTIVATE, MARK_SENT, CREATE_FROM));
    ALLOWED.put(Status.LAPSED, EnumSet.of(SHOW, SHOW_MESSAGE, MARK_SENT, CREATE_FROM));
  }

  private LifeCycle() {}

  public static boolean allows(Status status, Action action) {
    return ALLOWED.getOrDefault(status, Set.of()).contains(action);
  }

  /// Why an action is not for a payment order of that status and channel; empty where it is.
  public static Optional<String> refusal(Status status, Action action, Channel channel) {
    if (!allows(status, action)) {
      return Optional.of(why(status));
    }
    if (action == RESEND && channel != Channel.EMAIL) {
      return Optional.of("only a payment order by e-mail is sent again as it is");
    }
    return action == MARK_SENT && !channel.isByHand()
        ? Optional.of("it is sent from here, which says by itself whether it arrived")
        : Optional.empty();
  }

  private static String why(Status status) {
    return switch (status) {
      case RUNNING -> "it is running, and nobody has paid or cancelled it";
      case ACCEPTED -> "it is paid";
      case REFUSED -> "a payment of it was refused, and the buyer may try again";
      case EXPIRED -> "its end of validity is over";
      case CANCELLED -> "it is cancelled";
      case LAPSED -> "it is cancelled, and its end of validity is over";
    };
  }
}
