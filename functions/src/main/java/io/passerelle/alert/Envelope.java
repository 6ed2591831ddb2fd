package io.passerelle.alert;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who gets an alert, and how it is to be told: in French or (for any other language) English, with
/// times in UTC and, where it is known, in the merchant's zone. `id` makes the message's id: the
/// same for each try at sending one mail.
public record Envelope(String id, List<EmailAddress> to, Locale language, Optional<ZoneId> zone) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  public Envelope {
    to = List.copyOf(to);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id of a mail");
    }
  }
}
