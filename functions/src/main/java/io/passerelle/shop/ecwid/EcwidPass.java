package io.passerelle.shop.ecwid;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Keyset;
import java.time.Duration;
import java.time.Instant;

/// What the settings page keeps between being opened and being saved: whose page it is, sealed.
///
/// It says that the store's token was tried, and holds it. No other site can make one or read one,
/// so that a form which carries it was filled in on this page; no cookie takes part, since browsers
/// keep them from frames.
public record EcwidPass(String app, EcwidFrame frame, Instant until) {

  private static final Duration VALID = Duration.ofHours(2);
  private static final int SEALED_LENGTH_MAX = 4_000;
  private static final String PLACE = "ecwid/settings/";

  public static EcwidPass of(String app, EcwidFrame frame, Instant now) {
    return new EcwidPass(app, frame, now.plus(VALID));
  }

  public String sealed(Keyset keyset) {
    String text =
        Json.object(json -> {
          json.writeStringField("store", frame.storeId());
          json.writeStringField("token", frame.token().reveal());
          json.writeStringField("language", frame.language());
          json.writeStringField("until", until.toString());
        });
    return keyset.seal(Secret.of(text), PLACE + app);
  }

  /// Opens one that was made for the same app and is not too old.
  public static EcwidPass open(String sealed, String app, Keyset keyset, Instant now) {
    Json json = Json.ours(opened(sealed, app, keyset).reveal());
    EcwidPass pass =
        new EcwidPass(
            app,
            new EcwidFrame(
                json.get("store").text(""),
                Secret.of(json.get("token").text("")),
                json.get("language").text("")),
            Instant.parse(json.get("until").text("")));
    if (now.isAfter(pass.until)) {
      throw new Rejection(Reason.BAD_SIGNATURE, "the page was open for too long");
    }
    return pass;
  }

  /// What the keyset did not seal for this place is somebody's forgery, and no trouble of ours.
  private static Secret opened(String sealed, String app, Keyset keyset) {
    if (sealed.length() > SEALED_LENGTH_MAX) {
      throw new Rejection(Reason.TOO_LARGE, "the page's pass");
    }
    try {
      return keyset.open(sealed, PLACE + app);
    } catch (IllegalStateException e) {
      throw new Rejection(Reason.BAD_SIGNATURE, "the page is to be opened anew");
    }
  }
}
