package io.passerelle.gateway;

import io.passerelle.edge.Secret;

/// What the web services need done outside: one POST of JSON, with credentials in a header.
@FunctionalInterface
public interface RestExchange {

  /// Never throws for what the other side does.
  Reply post(String url, Secret authorization, String json);

  /// What came back.
  sealed interface Reply {

    record Answered(int status, String text) implements Reply {}

    /// Nothing came, or nothing in time; `why` is one word.
    record Silence(String why) implements Reply {}
  }
}
