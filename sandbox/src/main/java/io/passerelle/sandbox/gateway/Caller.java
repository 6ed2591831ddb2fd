package io.passerelle.sandbox.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls a shop's server: one POST, no redirect followed, within a time-out that covers all of it,
/// and of the answer the first 512 characters, which is what the gateway shows (chapter 3.1).
final class Caller implements AutoCloseable {

  /// Chapter 3.1 knows of 30 and of 35 seconds; the shorter one is the stricter.
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final int SHOWN = 512;
  private static final int ANSWER_BYTES_MOST = 4 * SHOWN;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .build();
  private final Clock clock;
  private final Duration timeout;

  Caller(Clock clock, Duration timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  Notice.Attempt post(String url, byte[] form) {
    return post(url, "application/x-www-form-urlencoded", form);
  }

  Notice.Attempt post(String url, String contentType, byte[] body) {
    long started = System.nanoTime();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Content-Type", contentType)
              .header("User-Agent", "Passerelle-Sandbox-Gateway")
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<String> answer = exchange(request);
      return attempt(answer.statusCode(), answer.body(), "", started);
    } catch (TimeoutException e) {
      return attempt(0, "", "no answer within " + timeout.toSeconds() + " s", started);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return attempt(0, "", "interrupted", started);
    } catch (ExecutionException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return attempt(0, "", cause.getClass().getSimpleName() + ": " + cause.getMessage(), started);
    }
  }

  private HttpResponse<String> exchange(HttpRequest request)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, info -> new Beginning(ANSWER_BYTES_MOST));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(true);
    }
  }

  private Notice.Attempt attempt(int status, String body, String error, long started) {
    String shown = body.length() > SHOWN ? body.substring(0, SHOWN) : body;
    long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
    return new Notice.Attempt(clock.instant(), status, shown, error, millis);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
