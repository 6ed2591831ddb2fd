package io.passerelle.sandbox.web;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// A site that fails when it is told to: each request asks for the fault of its turn.
///
/// The kinds: `error` answers 503; `throttle` 429, or what the site's protocol has for it;
/// `timeout` hangs and then answers 504; `duplicate` treats the request twice and gives the first
/// answer; `crash-after` treats it and answers 500, as if the answer had been lost.
public final class FaultySite implements Site {

  private final Site site;
  private final Supplier<Optional<String>> faults;
  private final WebReply throttled;
  private final Duration hang;

  public FaultySite(
      Site site, Supplier<Optional<String>> faults, WebReply throttled, Duration hang) {
    this.site = site;
    this.faults = faults;
    this.throttled = throttled;
    this.hang = hang;
  }

  @Override
  public WebReply answer(WebRequest request) {
    return switch (faults.get().orElse("")) {
      case "error" -> WebReply.text(503, "Service Unavailable");
      case "throttle" -> throttled;
      case "timeout" -> hung();
      case "duplicate" -> {
        WebReply first = site.answer(request);
        site.answer(request);
        yield first;
      }
      case "crash-after" -> {
        site.answer(request);
        yield WebReply.text(500, "Internal Server Error");
      }
      default -> site.answer(request);
    };
  }

  /// Holds the caller for longer than it waits; an interruption, as at the sandbox's end, ends it.
  private WebReply hung() {
    try {
      Thread.sleep(hang);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return WebReply.text(504, "Gateway Timeout");
  }
}
