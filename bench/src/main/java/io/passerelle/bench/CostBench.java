package io.passerelle.bench;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.function.GatewayNotificationFunction;
import io.passerelle.function.Wiring;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/// Requests and capacity units of one notification with few and with many stored orders: `CostBench
/// <orders> …`. DynamoDB Local counts them.
public final class CostBench {

  private static final int NOTIFICATIONS = 10;

  private CostBench() {}

  public static void main(String[] orders) throws IOException {
    System.out.println("| stored orders | per notification |");
    System.out.println("| --- | --- |");
    for (String count : orders) {
      String cost = cost(Integer.parseInt(count));
      System.out.println("| " + count + " | " + cost + " |");
    }
  }

  private static String cost(int orders) throws IOException {
    try (LocalDynamo dynamo = new LocalDynamo(Scene.KEYSET)) {
      Scene scene = new Scene(dynamo.uncounted(), Instant.now());
      scene.store(orders);
      Wiring wiring = Wiring.of(Scene.environment(dynamo.url()), Clock.systemUTC());
      RequestStreamHandler function = new GatewayNotificationFunction(wiring);
      PrintStream out = System.out;
      System.setOut(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
      try {
        for (int i = 0; i < NOTIFICATIONS; i++) {
          byte[] event = scene.notifications().event(i * (orders / NOTIFICATIONS));
          function.handleRequest(
              new ByteArrayInputStream(event), OutputStream.nullOutputStream(), null);
        }
      } finally {
        System.setOut(out);
      }
      return line(dynamo.tally());
    }
  }

  private static String line(Tally tally) {
    StringBuilder line = new StringBuilder();
    tally
        .requests()
        .forEach((operation, count) ->
            line.append(String.format(Locale.ROOT, "%.1f %s, ", per(count), operation)));
    return line.append(
            String.format(
                Locale.ROOT,
                "%.1f read units, %.1f write units",
                per(tally.readUnits()),
                per(tally.writeUnits())))
        .toString();
  }

  private static double per(long count) {
    return (double) count / NOTIFICATIONS;
  }
}
