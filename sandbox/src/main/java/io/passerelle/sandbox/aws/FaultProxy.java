package io.passerelle.sandbox.aws;

import io.passerelle.sandbox.aws.Faults.Kind;
import io.passerelle.sandbox.aws.Faults.Target;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import io.passerelle.sandbox.web.WebServer;
import java.net.URI;
import java.util.Optional;

/// Stands on a port of its own before an embedded service, and lets injected faults happen there.
///
/// Only the bridge's functions go through it: the sandbox's own calls go to the service itself, so
/// that a fault counts the requests of the bridge alone.
public final class FaultProxy implements AutoCloseable {

  private final Forwarder service;
  private final Target target;
  private final Faults faults;
  private final Guard guard;
  private final WebServer server;

  private FaultProxy(URI service, Target target, Faults faults, Guard guard) {
    this.guard = guard;
    this.service = new Forwarder(service);
    this.target = target;
    this.faults = faults;
    this.server = WebServer.bind(0).site("/", this::answer);
  }

  /// Lets through what `guard` does.
  public static FaultProxy before(URI service, Target target, Faults faults, Guard guard) {
    var proxy = new FaultProxy(service, target, faults, guard);
    proxy.server.start();
    return proxy;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  @Override
  public void close() {
    server.close();
  }

  private WebReply answer(WebRequest request) {
    return guard.refusal(request).orElseGet(() -> allowed(request));
  }

  private WebReply allowed(WebRequest request) {
    Optional<Kind> fault = faults.next(target);
    if (fault.isEmpty()) {
      return service.forward(request);
    }
    return switch (fault.get()) {
      case ERROR -> FaultReplies.error(target, request);
      case THROTTLE -> FaultReplies.throttle(target, request);
      case TIMEOUT -> throw new WebServer.ConnectionDropped();
      case DUPLICATE -> {
        service.forward(request);
        yield service.forward(request);
      }
      case CRASH_AFTER -> {
        service.forward(request);
        throw new WebServer.ConnectionDropped();
      }
      case DROP -> throw new IllegalStateException("only notifications are dropped");
    };
  }
}
