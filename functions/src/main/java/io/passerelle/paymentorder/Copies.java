package io.passerelle.paymentorder;

import java.util.List;

/// Who gets a blind copy of a payment order's mail. With the buyer they are the 50 destinations
/// that SES takes for one mail (SES API reference, SendRawEmail).
final class Copies {

  private static final int MOST = 49;
  private static final int LENGTH_MAX = MOST * 130;

  private Copies() {}

  static List<String> read(Fields fields) {
    List<String> copies = fields.addresses("bcc", LENGTH_MAX);
    if (copies.size() > MOST) {
      throw new InvalidField("bcc", "must have at most " + MOST + " addresses");
    }
    return copies;
  }
}
