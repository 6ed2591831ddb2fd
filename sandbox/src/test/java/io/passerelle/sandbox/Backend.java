package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.Faults;
import io.passerelle.sandbox.lambda.Template;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;

/// AWS as the tests of what calls it find it: an emulator without anything between, with table,
/// queues, secret and mail identity of this run, or the embedded servers.
final class Backend implements AutoCloseable {

  static final String KEYSET =
      "{\"primary\": \"1\", \"1\": \"0123456789abcdef0123456789abcdef0123456789abcdef\"}";
  static final String SENDER = "alerts@passerelle.example";

  private static final Template TEMPLATE = Template.read(Path.of("..", "template.yaml"));
  private static final String ALL_SERVICES = "AWS_ENDPOINT_URL";

  private final SandboxClock clock = SandboxClock.standingAt(RunningSandbox.START);
  private final Optional<URI> emulator;
  private final LocalCloud cloud;
  private final Map<String, String> environment;
  private final HttpClient client = HttpClient.newHttpClient();

  private Backend(Optional<URI> emulator) {
    this.emulator = emulator;
    this.cloud = new LocalCloud(TEMPLATE, clock, Optional.empty(), emulator, new Faults());
    this.environment = new HashMap<>(cloud.environment());
    environment.put("TABLE", cloud.dynamo().tableName("Table"));
    environment.put("KEYSET_SECRET", "Keyset");
    environment.put("DELIVERY_QUEUE", cloud.sqs().queueUrl("DeliveryQueue"));
    environment.put("MAIL_QUEUE", cloud.sqs().queueUrl("MailQueue"));
    environment.put("RECONCILE_QUEUE", cloud.sqs().queueUrl("ReconcileQueue"));
    environment.put("SEND_QUEUE", cloud.sqs().queueUrl("SendQueue"));
    environment.put("OPERATION_QUEUE", cloud.sqs().queueUrl("OperationQueue"));
    environment.put("RECOVERY_QUEUE", cloud.sqs().queueUrl("RecoveryQueue"));
    environment.put("CARD_FILE_QUEUE", cloud.sqs().queueUrl("CardFileQueue"));
    environment.put("CARD_FILE_BUCKET", "CardFileBucket");
    environment.put("MAIL_SENDER", SENDER);
    environment.put("LOOPBACK_ALLOWED", "true");
    cloud.secrets().put("Keyset", KEYSET);
    emulator.ifPresent(this::useAlone);
  }

  static Backend start() {
    return new Backend(emulator());
  }

  /// The emulator that the tests run against: at `AWS_ENDPOINT_URL` where that is set (moto,
  /// LocalStack), or in the container of the profile `localstack`; else what is embedded.
  static Optional<URI> emulator() {
    return Optional.ofNullable(System.getenv(ALL_SERVICES))
        .filter(url -> !url.isBlank())
        .or(() -> ServiceLoader.load(RemoteAws.class).findFirst().map(RemoteAws::endpoint))
        .map(URI::create);
  }

  /// What the functions are given.
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  String variable(String name) {
    return Optional.ofNullable(environment.get(name)).orElseThrow();
  }

  SandboxClock clock() {
    return clock;
  }

  /// Lets so much time pass for the queues: the embedded ones go by the sandbox's clock, an
  /// emulator is asked with a long wait.
  void passes(Duration duration) {
    clock.moveTo(clock.instant().plus(duration));
  }

  /// The bodies of the messages that are visible, waiting some seconds for one; each is deleted.
  List<String> receive(String queue) {
    String url = variable(queue);
    ObjectNode request = Json.object().put("QueueUrl", url).put("MaxNumberOfMessages", 10);
    request.put("WaitTimeSeconds", emulator.isPresent() ? 5 : 0);
    List<JsonNode> messages =
        cloud.sqs().call("ReceiveMessage", request).path("Messages").valueStream().toList();
    for (JsonNode message : messages) {
      ObjectNode delete = Json.object().put("QueueUrl", url);
      delete.put("ReceiptHandle", message.path("ReceiptHandle").asText());
      cloud.sqs().call("DeleteMessage", delete);
    }
    return messages.stream().map(message -> message.path("Body").asText()).toList();
  }

  /// All mails sent, as one text in whatever form the back end shows them.
  String mails() {
    if (emulator.isEmpty()) {
      return cloud.mailbox().json();
    }
    URI there = emulator.get();
    HttpResponse<String> localStack = get(there.resolve("/_aws/ses"));
    return localStack.statusCode() == 200
        ? localStack.body()
        : get(there.resolve("/moto-api/data.json")).body();
  }

  /// Lets the functions find every service at the emulator itself.
  private void useAlone(URI there) {
    environment.keySet().removeIf(variable -> variable.startsWith(ALL_SERVICES));
    environment.put(ALL_SERVICES, there.toString());
    String secret = "passerelle-" + UUID.randomUUID();
    environment.put("KEYSET_SECRET", secret);
    ObjectNode request = Json.object().put("Name", secret).put("SecretString", KEYSET);
    request.put("ClientRequestToken", UUID.randomUUID().toString());
    HttpRequest.Builder created =
        request(there, "secretsmanager")
            .header("X-Amz-Target", "secretsmanager.CreateSecret")
            .header("Content-Type", "application/x-amz-json-1.1");
    send(created.POST(BodyPublishers.ofString(Json.write(request))).build());
    String identity = "Action=VerifyEmailIdentity&Version=2010-12-01&EmailAddress=" + SENDER;
    HttpRequest.Builder verified =
        request(there, "ses").header("Content-Type", "application/x-www-form-urlencoded");
    send(verified.POST(BodyPublishers.ofString(identity)).build());
  }

  /// Emulators check no signature, but read the service and the region out of it.
  private static HttpRequest.Builder request(URI there, String service) {
    return HttpRequest.newBuilder(there.resolve("/"))
        .timeout(Duration.ofMinutes(1))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=0");
  }

  private HttpResponse<String> get(URI url) {
    return answer(HttpRequest.newBuilder(url).build());
  }

  private void send(HttpRequest request) {
    HttpResponse<String> answer = answer(request);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    cloud.close();
  }
}
