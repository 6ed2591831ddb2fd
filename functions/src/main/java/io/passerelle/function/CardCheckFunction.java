package io.passerelle.function;

import io.passerelle.carddesk.CardReminding;
import io.passerelle.carddesk.ReminderWakeups;

/// Deals with ITNs, asks the gateway about tokens and reminds buyers of their cards: each message
/// wakes one of these.
public final class CardCheckFunction extends QueueFunction {

  private final CardCourse course;
  private final CardRound round;
  private final CardReminding reminding;

  /// Lambda calls this one.
  public CardCheckFunction() {
    this(Wiring.ofLambda());
  }

  public CardCheckFunction(Wiring wiring) {
    this.course = new CardCourse(wiring);
    this.round = new CardRound(wiring);
    this.reminding = wiring.cardReminding();
  }

  @Override
  protected void handle(String body) {
    ReminderWakeups.parse(body)
        .ifPresentOrElse(
            reminding::remind, () -> CardWakeups.read(body, course::deal, round::check));
  }
}
