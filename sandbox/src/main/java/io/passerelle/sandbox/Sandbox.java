package io.passerelle.sandbox;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.sandbox.aws.Faults;
import io.passerelle.sandbox.control.BoxControl;
import io.passerelle.sandbox.control.ClockControl;
import io.passerelle.sandbox.control.FaultControl;
import io.passerelle.sandbox.control.MailEventCalls;
import io.passerelle.sandbox.lambda.LambdaFunction;
import io.passerelle.sandbox.lambda.LambdaHost;
import io.passerelle.sandbox.lambda.Pump;
import io.passerelle.sandbox.lambda.QueuePump;
import io.passerelle.sandbox.lambda.Reference;
import io.passerelle.sandbox.lambda.Timetable;
import io.passerelle.sandbox.state.DataFolder;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.time.TimedAgenda;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The whole on one machine: AWS, the functions behind the template's routes, time, and the control
/// calls, behind one port.
///
/// It is put together first, so that further sites can be added, and answers once it is open.
public final class Sandbox implements AutoCloseable {

  private static final Duration CLOCK_WRITTEN_EVERY = Duration.ofSeconds(10);

  private final WebServer server;
  private final Optional<DataFolder> folder;
  private final SandboxClock clock;
  private final TimedAgenda agenda = new TimedAgenda();
  private final Faults faults = new Faults();
  private final LocalCloud cloud;
  private final LambdaHost host;
  private final QueuePump queues;
  private final Pump pump;
  private final List<AutoCloseable> beside = new ArrayList<>();
  private volatile boolean closed;

  /// A port or folder in use, or a folder that cannot be used: an `UncheckedIOException` or an
  /// `IllegalArgumentException` that says so.
  public Sandbox(SandboxOptions options, Bridge bridge) {
    this.server = WebServer.bind(options.port());
    this.folder = options.data().map(DataFolder::open);
    this.clock =
        folder.map(f -> f.clockFile().open(options.clock())).orElseGet(() -> clock(options));
    this.cloud =
        new LocalCloud(
            bridge.template(), clock, folder.map(DataFolder::path), options.emulator(), faults);
    List<LambdaFunction> functions =
        bridge.template().with(SandboxSettings.conditions()).functions();
    this.host = new LambdaHost(functions, f -> instance(bridge, f), bridge.authorizer(), clock);
    this.queues = new QueuePump(bridge.template(), host, cloud.sqs(), clock);
    this.pump = new Pump(clock, agenda, queues, new Timetable(functions, host, clock.instant()));
    server.site(
        "/",
        request ->
            request.path().equals("/") ? WebReply.seeOther("/sandbox/") : host.answer(request));
    server.site("/sandbox/api/clock", ClockControl.site(clock, pump));
    server.site("/sandbox/api/faults", FaultControl.site(faults));
    server.site("/sandbox/api/mailbox", BoxControl.mails(cloud.mailbox()));
    server.site(
        "/sandbox/api/mailbox/events",
        new MailEventCalls(bridge.template(), host, cloud.mailbox(), clock).site());
    server.site("/sandbox/api/smsbox", BoxControl.messages(cloud.smsbox()));
  }

  private static SandboxClock clock(SandboxOptions options) {
    return options
        .clock()
        .map(SandboxClock::standingAt)
        .orElseGet(() -> SandboxClock.running(Duration.ZERO));
  }

  private RequestStreamHandler instance(Bridge bridge, LambdaFunction function) {
    Map<String, String> environment = new HashMap<>(cloud.environment());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_ACCESS_KEY_ID", function.name()); // By which its rights are known.
    environment.putAll(bridge.template().environment(function, this::resolve));
    environment.putAll(SandboxSettings.environment(server.url()));
    return bridge.functions().instance(function.handlerClass(), Map.copyOf(environment), clock);
  }

  private Optional<String> resolve(Reference reference) {
    return SandboxSettings.parameter(reference, server.url()).or(() -> cloud.resolve(reference));
  }

  /// Puts a site at a path of its own, before or after opening.
  public Sandbox site(String prefix, Site site) {
    server.site(prefix, site);
    return this;
  }

  /// Closes `one` too when this is closed.
  Sandbox closing(AutoCloseable one) {
    beside.add(one);
    return this;
  }

  /// The folder that outlives this.
  Optional<Path> data() {
    return folder.map(DataFolder::path);
  }

  /// Begins to answer, to carry messages and to keep times.
  public Sandbox open() {
    server.start();
    pump.start();
    if (folder.isPresent() && !clock.standing()) {
      Thread.ofVirtual().name("clock").start(this::writeClock);
    }
    return this;
  }

  public String url() {
    return server.url();
  }

  public SandboxClock clock() {
    return clock;
  }

  public TimedAgenda agenda() {
    return agenda;
  }

  public Faults faults() {
    return faults;
  }

  public LambdaHost host() {
    return host;
  }

  public LocalCloud cloud() {
    return cloud;
  }

  public Pump pump() {
    return pump;
  }

  @Override
  public void close() {
    closed = true;
    server.close();
    pump.close();
    beside.forEach(Sandbox::closed);
    folder.ifPresent(f -> f.clockFile().write(clock.instant()));
    cloud.close();
    folder.ifPresent(DataFolder::close);
  }

  private static void closed(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      System.err.println("Something did not close: " + e);
    }
  }

  private void writeClock() {
    while (!closed) {
      LockSupport.parkNanos(CLOCK_WRITTEN_EVERY.toNanos());
      folder.filter(f -> !closed).ifPresent(f -> f.clockFile().write(clock.instant()));
    }
  }
}
