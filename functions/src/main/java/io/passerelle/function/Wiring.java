package io.passerelle.function;

import io.passerelle.aws.DynamoTable;
import io.passerelle.aws.MailServer;
import io.passerelle.aws.Queue;
import io.passerelle.aws.SecretsManager;
import io.passerelle.aws.Ses;
import io.passerelle.aws.SqsQueue;
import io.passerelle.aws.Table;
import io.passerelle.delivery.Sender;
import io.passerelle.gateway.Brands;
import io.passerelle.shop.Keyset;
import io.passerelle.store.Ledger;
import io.passerelle.store.Shops;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Builds what the functions need from the environment that `template.yaml` sets.
///
/// The sandbox and the tests hand in their own clock and environment; nothing else differs. What a
/// function does not ask for is not built.
public final class Wiring {

  private final Map<String, String> environment;
  private final Clock clock;
  private final Function<Map<String, String>, Sender> senders;

  private Wiring(
      Map<String, String> environment,
      Clock clock,
      Function<Map<String, String>, Sender> senders) {
    this.environment = environment;
    this.clock = clock;
    this.senders = senders;
  }

  static Wiring ofLambda() {
    return of(System.getenv(), Clock.systemUTC());
  }

  public static Wiring of(Map<String, String> environment, Clock clock) {
    return new Wiring(Map.copyOf(environment), clock, Wiring::httpSender);
  }

  Clock clock() {
    return clock;
  }

  Table table() {
    return new DynamoTable(environment, variable("TABLE"));
  }

  Ledger ledger() {
    return new Ledger(table());
  }

  Shops shops() {
    return new Shops(table(), keyset());
  }

  Brands brands() {
    return Brands.with(environment.getOrDefault("BRANDS", "{}"));
  }

  SourceRanges notificationSources() {
    return SourceRanges.of(environment.getOrDefault("NOTIFICATION_SOURCES", ""));
  }

  Wakeups wakeups() {
    Queue deliveries = new SqsQueue(environment, variable("DELIVERY_QUEUE"));
    Queue mails = new SqsQueue(environment, variable("MAIL_QUEUE"));
    return new Wakeups(deliveries, mails);
  }
}
