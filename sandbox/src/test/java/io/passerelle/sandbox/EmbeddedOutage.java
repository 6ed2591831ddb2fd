package io.passerelle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.lambda.Template;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A shop is down for two hours at `rate` notifications a minute; one call recovers it. It is
/// called at most `pace` times a second by replays and by what is recovered. Its alerts go into the
/// hour's digest: mails of each failure would double what a failure costs.
final class EmbeddedOutage {

  private static final String SITE = "20000000";
  private static final Duration LENGTH = Duration.ofHours(2);
  private static final Pattern LIMIT =
      Pattern.compile("(DeliveriesPerSecondPerShop:\\s+Type: Number\\s+Default: )\\d+");

  private final PrintStream out;
  private final int rate;
  private final int pace;

  EmbeddedOutage(PrintStream out, int rate, int pace) {
    this.out = out;
    this.rate = rate;
    this.pace = pace;
  }

  void run() throws Exception {
    try (RunningSandbox sandbox = RunningSandbox.of(template());
        ReportShop shop = ReportShop.open(sandbox.sandbox().clock())) {
      sandbox.saved(withDigest(Calls.shop(shop.url() + "/" + SITE, SITE)));
      Instant start = sandbox.sandbox().clock().instant();
      int sent = isDown(sandbox, shop);
      isBack(sandbox, shop, sent, start);
    }
  }

  /// How many notifications there were, until a minute after its end. The clock is moved here and
  /// not by a call, which would not wait for thousands of replays.
  private int isDown(RunningSandbox sandbox, ReportShop shop) throws InterruptedException {
    long began = System.nanoTime();
    int sent = 0;
    shop.goesDown();
    for (long minute = 1; minute <= LENGTH.toMinutes(); minute++) {
      ReportNotifications.send(sandbox, rate, number -> SITE, sent);
      sent += rate;
      pass(sandbox, Duration.ofMinutes(1));
      progress(minute, sent, shop.refused(), began);
    }
    shop.comesBack("");
    pass(sandbox, Duration.ofMinutes(1));
    out.printf(
        "%nA shop down for %s at %d notifications a minute: %d notifications, %d attempts"
            + " refused, %d delivered a minute after it is back (%.0f s of this machine).%n",
        LENGTH, rate, sent, shop.refused(), shop.served(), seconds(began));
    return sent;
  }

  private void isBack(RunningSandbox sandbox, ReportShop shop, int sent, Instant start)
      throws IOException, InterruptedException {
    Instant asked = sandbox.sandbox().clock().instant();
    long call = System.nanoTime();
    JsonNode recovered = recover(sandbox, start);
    out.printf(
        "One call recovers %d deliveries, answered after %.1f s of this machine.%n",
        recovered.path("deliveries").asLong(), seconds(call));
    Instant now = asked;
    while (shop.orders() < sent && now.isBefore(asked.plus(LENGTH))) {
      now = pass(sandbox, Duration.ofSeconds(10));
    }
    out.printf(
        "Drained %d s later on the bridge's clock, %.0f s of this machine; lost: %d; delivered"
            + " twice: %d%n",
        Duration.between(asked, now).toSeconds(),
        seconds(call),
        sent - shop.orders(),
        shop.served() - shop.orders());
  }

  /// The control API answers when all was tried that is due, which may take its time.
  private static JsonNode recover(RunningSandbox sandbox, Instant since)
      throws IOException, InterruptedException {
    String asked = Json.write(Json.object().put("since", since.toString()).put("dryRun", false));
    String path = "/sandbox/api/shops/" + SITE + "/deliveries/recover";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.sandbox().url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(asked))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Json.read(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  private Template template() throws IOException {
    String text = Files.readString(Path.of("..", "template.yaml"));
    Matcher limit = LIMIT.matcher(text);
    if (!limit.find()) {
      throw new IllegalStateException("the template has no limit of a shop's deliveries");
    }
    return Template.of(limit.replaceFirst("$1" + pace));
  }

  private static ObjectNode withDigest(ObjectNode shop) {
    ((ObjectNode) shop.path("rules").get(0)).put("alerts", "DIGEST");
    return shop;
  }

  /// Whoever waits for hours wants to see how far it is.
  private static void progress(long minutes, int sent, long refused, long began) {
    System.err.printf(
        "minute %d: %d notifications, %d attempts refused, %.0f s%n",
        minutes, sent, refused, seconds(began));
  }

  private static Instant pass(RunningSandbox sandbox, Duration time) {
    return sandbox.sandbox().pump().advanceTo(sandbox.sandbox().clock().instant().plus(time));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
