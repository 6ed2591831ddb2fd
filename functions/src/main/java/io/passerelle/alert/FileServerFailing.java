package io.passerelle.alert;

import io.passerelle.delivery.CleanText;
import java.time.Instant;

/// The gateway's file server cannot be visited for a shop since `since`; `trouble` is the word for
/// what was met.
public record FileServerFailing(
    String siteId, String shopLabel, String host, String trouble, Instant since) implements Alert {

  public FileServerFailing {
    siteId = CleanText.line(siteId, 40);
    shopLabel = CleanText.line(shopLabel, 100);
    host = CleanText.line(host, 255);
    if (!trouble.matches("[A-Z_]{1,40}")) {
      throw new IllegalArgumentException("not a word");
    }
  }

  /// That of no order.
  @Override
  public String orderId() {
    return "EXP_CARDS";
  }
}
