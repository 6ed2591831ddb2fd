package io.passerelle.desk;

/// Who takes payment orders' messages to buyers by one channel.
///
/// A deployment has one for e-mails and one for text messages. One for WhatsApp is plugged in by a
/// deployment that has an account there: it extends the wiring and answers its own from
/// `whatsApp()`.
public interface Carrier {

  /// Hands a letter over. What it throws is this deployment's own trouble: it is tried again.
  Carried carry(Letter letter);

  /// How it went; `reason` is what a merchant reads of a failure, or what is logged.
  record Carried(Outcome outcome, String reason) {}

  /// What a carrier may say.
  enum Outcome {
    TAKEN,
    /// Not now: tried again at the next quarter hour.
    LATER,
    /// It was reached and did not answer: it may have been taken, and is not tried again.
    UNANSWERED,
    /// Never, as it stands or to whom it goes.
    REFUSED
  }
}
