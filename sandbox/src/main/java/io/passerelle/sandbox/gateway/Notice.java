package io.passerelle.sandbox.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing to tell a shop's server, in one format, with what came of each attempt.
///
/// `fields` is what it says, not yet signed: each attempt is signed anew, because it bears a hash
/// of its own. They are dropped once nothing more will be sent. `due` is when the next attempt is
/// made, absent where none is.
record Notice(
    String id,
    String siteId,
    String paymentId,
    Mode mode,
    Source source,
    String url,
    Map<String, String> fields,
    String tampering,
    Instant createdAt,
    @Nullable Instant due,
    List<Attempt> attempts) {

  /// `status` is 0 where there was no answer, and `error` then says why.
  record Attempt(Instant at, int status, String body, String error, long millis) {

    /// Chapter 3.1: the HTTP status alone decides.
    boolean succeeded() {
      return (status >= 200 && status <= 206)
          || (status >= 301 && status <= 303)
          || status == 307
          || status == 308;
    }
  }

  Notice {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    attempts = List.copyOf(attempts);
  }

  Notice after(Attempt attempt, @Nullable Instant next) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    return new Notice(
        id,
        siteId,
        paymentId,
        mode,
        source,
        url,
        next == null ? Map.of() : fields,
        tampering,
        createdAt,
        next,
        all);
  }

  boolean isFirst() {
    return attempts.isEmpty();
  }
}
