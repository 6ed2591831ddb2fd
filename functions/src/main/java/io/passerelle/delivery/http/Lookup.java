package io.passerelle.delivery.http;

import io.passerelle.delivery.Finding;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Resolves a name once, within a time limit, and lets through only what the guard allows.
///
/// A look-up cannot be interrupted, so it runs on a thread that can be left behind; their number is
/// limited. A name with one forbidden address among good ones is refused whole: only an attack
/// looks like that.
final class Lookup implements AutoCloseable {

  private static final int THREADS_MAX = 64;

  private final Resolver resolver;
  private final AddressGuard guard;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          THREADS_MAX,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("lookup-", 0).factory());

  Lookup(Resolver resolver, AddressGuard guard) {
    this.resolver = resolver;
    this.guard = guard;
  }

  /// The addresses that may be dialled for a host, in the resolver's order.
  List<InetAddress> vetted(String host, int millisMax) throws Failed {
    List<InetAddress> addresses =
        HostName.isAddress(host) ? List.of(InetAddress.ofLiteral(host)) : asked(host, millisMax);
    if (addresses.isEmpty()) {
      throw new Failed(Finding.NAME_UNKNOWN);
    }
    if (addresses.stream().anyMatch(address -> guard.forbids(address).isPresent())) {
      throw new Failed(Finding.FORBIDDEN);
    }
    return addresses;
  }

  private List<InetAddress> asked(String host, int millisMax) throws Failed {
    try {
      Future<List<InetAddress>> answer = threads.submit(() -> resolver.resolve(host));
      return List.copyOf(answer.get(millisMax, TimeUnit.MILLISECONDS));
    } catch (TimeoutException | RejectedExecutionException e) {
      throw new Failed(Finding.LOOKUP_SLOW, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new Failed(Finding.NAME_UNKNOWN, e);
      }
      throw new IllegalStateException("the resolver failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(Finding.LOOKUP_SLOW, e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
