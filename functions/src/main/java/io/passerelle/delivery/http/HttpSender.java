package io.passerelle.delivery.http;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Sender;
import io.passerelle.delivery.http.Stopwatch.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpException;

/// The sender over real sockets.
///
/// It resolves, vets and dials by itself and leaves only the speaking of HTTP/1.1 to a library, so
/// that redirects, cookies, retries, proxies, authentication, reuse of connections and inflating
/// are not switched off but absent. Safe for many threads; each [#send] keeps its caller's thread.
public final class HttpSender implements Sender, AutoCloseable {

  /// A look-up ahead of time may not hold up whoever saves a shop.
  private static final int LOOKUP_AHEAD_MILLIS_MAX = 1_000;

  private final Lookup lookup;
  private final Supplier<SSLContext> tls;
  private final Limits limits;
  private final ScheduledThreadPoolExecutor watchdog =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("watchdog").factory());

  /// The sender of a deployment: the machine's resolver and the JDK's trust store, which is read at
  /// the first `https` request (or at [#prime]) because it takes a while.
  public HttpSender(AddressGuard guard) {
    this(guard, Resolver.ofTheMachine(), HttpSender::trustedByTheJdk, Limits.STANDARD);
  }

  public HttpSender(AddressGuard guard, Resolver resolver, SSLContext tls, Limits limits) {
    this(guard, resolver, () -> tls, limits);
  }

  public HttpSender(AddressGuard guard, Resolver resolver, Limits limits) {
    this(guard, resolver, HttpSender::trustedByTheJdk, limits);
  }

  private HttpSender(
      AddressGuard guard, Resolver resolver, Supplier<SSLContext> tls, Limits limits) {
    this.lookup = new Lookup(resolver, guard);
    this.tls = tls;
    this.limits = limits;
    watchdog.setRemoveOnCancelPolicy(true);
  }

  /// Reads the trust store ahead of the first request.
  public void prime() {
    SSLContext _ = tls.get();
  }

  @Override
  public Answer send(Outgoing request) {
    Stopwatch watch = new Stopwatch(limits.whole());
    return switch (TargetUrl.of(request.url())) {
      case TargetUrl.Unusable(Finding finding) -> finding.after(watch.timings());
      case TargetUrl.Usable target -> send(request, target, watch);
    };
  }

  @Override
  public Optional<Finding> foresee(String url) {
    return switch (TargetUrl.of(url)) {
      case TargetUrl.Unusable(Finding finding) -> Optional.of(finding);
      case TargetUrl.Usable target -> foresee(target);
    };
  }

  private Optional<Finding> foresee(TargetUrl.Usable target) {
    try {
      List<InetAddress> _ = lookup.vetted(target.host(), LOOKUP_AHEAD_MILLIS_MAX);
      return Optional.empty();
    } catch (Failed e) {
      return Optional.of(e.finding);
    }
  }

  private Answer send(Outgoing request, TargetUrl.Usable target, Stopwatch watch) {
    Line line = new Line();
    ScheduledFuture<?> end =
        watchdog.schedule(line::cut, watch.millisLeft(), TimeUnit.MILLISECONDS);
    try (line) {
      List<InetAddress> addresses = lookup.vetted(target.host(), watch.millisLeft());
      watch.ends(Step.RESOLVE);
      return new Exchange(target, request, limits, watch).over(line, addresses, tls);
    } catch (Failed | HttpException | IOException e) {
      return finding(e, line.wasCut() || watch.isOver()).after(watch.timings());
    } finally {
      end.cancel(false);
    }
  }

  /// A failure after the end of the time is the end of the time, whatever it looked like.
  private static Finding finding(Exception e, boolean late) {
    return late && !(e instanceof Failed) ? Finding.ANSWER_SLOW : Diagnosis.of(e);
  }

  private static SSLContext trustedByTheJdk() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
    lookup.close();
  }
}
