package io.passerelle.paymentorder;

/// What became of sending a payment order: how often it was sent, why the last time failed (empty
/// where it did not), and when its buyer is reminded.
public record Sends(int count, String failure, Reminders reminders) {

  /// A merchant who sends one order more often than this is a mistake or a nuisance.
  public static final int MOST = 50;

  static Sends first(Channel channel, Reminders reminders) {
    return new Sends(channel.isByHand() ? 0 : 1, "", reminders);
  }

  Sends again() {
    return new Sends(count + 1, "", reminders);
  }

  Sends failing(String failure) {
    return new Sends(count, failure, reminders);
  }

  Sends with(Reminders reminders) {
    return new Sends(count, failure, reminders);
  }
}
