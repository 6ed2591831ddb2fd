package io.passerelle.function;

import io.passerelle.aws.DynamoTable;
import io.passerelle.aws.MailServer;
import io.passerelle.aws.ObjectStore;
import io.passerelle.aws.Queue;
import io.passerelle.aws.S3Store;
import io.passerelle.aws.SecretStore;
import io.passerelle.aws.Ses;
import io.passerelle.aws.Sns;
import io.passerelle.aws.SqsQueue;
import io.passerelle.aws.Table;
import io.passerelle.aws.TextServer;
import io.passerelle.carddesk.FileServers;
import io.passerelle.delivery.Sender;
import io.passerelle.delivery.http.AddressGuard;
import io.passerelle.delivery.http.HttpSender;
import io.passerelle.delivery.http.VettedHosts;
import io.passerelle.desk.Carrier;
import io.passerelle.edge.Secret;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What reaches outside, from the environment that `template.yaml` sets: the table, the queues, the
/// sender, the mail server, the keyset. A test puts fakes in their place.
class Deployment {

  private final Map<String, String> environment;
  private final Clock clock;
  private @Nullable Table table;

  Deployment(Map<String, String> environment, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  final Clock clock() {
    return clock;
  }

  Queue deliveryQueue() {
    return new SqsQueue(environment, variable("DELIVERY_QUEUE"));
  }

  Queue mailQueue() {
    return new SqsQueue(environment, variable("MAIL_QUEUE"));
  }

  Queue reconcileQueue() {
    return new SqsQueue(environment, variable("RECONCILE_QUEUE"));
  }

  Queue operationQueue() {
    return new SqsQueue(environment, variable("OPERATION_QUEUE"));
  }

  Queue recoveryQueue() {
    return new SqsQueue(environment, variable("RECOVERY_QUEUE"));
  }

  Queue sendQueue() {
    return new SqsQueue(environment, variable("SEND_QUEUE"));
  }

  Queue cardQueue() {
    return new SqsQueue(environment, variable("CARD_QUEUE"));
  }

  TextServer textServer() {
    return new Sns(environment, environment.getOrDefault("SMS_SENDER_ID", ""));
  }

  /// Who carries payment orders by WhatsApp: nobody, until a deployment answers one here.
  Optional<Carrier> whatsApp() {
    return Optional.empty();
  }

  Queue importQueue() {
    return new SqsQueue(environment, variable("IMPORT_QUEUE"));
  }

  ObjectStore importFiles() {
    return new S3Store(environment, variable("IMPORT_BUCKET"));
  }

  Queue cardFileQueue() {
    return new SqsQueue(environment, variable("CARD_FILE_QUEUE"));
  }

  ObjectStore cardFiles() {
    return new S3Store(environment, variable("CARD_FILE_BUCKET"));
  }

  Supplier<Secret> keyset() {
    SecretStore secrets = new SecretStore(environment);
    String keyset = variable("KEYSET_SECRET");
    return () -> secrets.read(keyset);
  }

  Sender sender() {
    return new HttpSender(guard());
  }

  FileServers fileServers() {
    return new FileServers(new VettedHosts(guard()));
  }

  /// Loopback is called in the sandbox alone, where the shops are.
  private AddressGuard guard() {
    return new AddressGuard(environment.getOrDefault("LOOPBACK_ALLOWED", "false").equals("true"));
  }

  MailServer mailServer() {
    return new Ses(environment, environment.getOrDefault("MAIL_CONFIGURATION_SET", ""));
  }

  Table table() {
    Table built = table == null ? new DynamoTable(environment, variable("TABLE")) : table;
    table = built;
    return built;
  }

  /// A setting that the template leaves empty where it is not needed.
  final String setting(String name, String otherwise) {
    return environment.getOrDefault(name, otherwise);
  }

  final String variable(String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
