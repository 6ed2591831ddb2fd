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

/// AWS as the tests find it: at `AWS_ENDPOINT_URL` where that is set (moto, LocalStack), in the
/// container of the profile `localstack`, else embedded in this process. Table, queues, secret and
/// mail identity are there, under names of their own.
final class Backend implements AutoCloseable {

  static final String KEYSET =
      "{\"primary\": \"1\", \"1\": \"0123456789abcdef0123456789abcdef0123456789abcdef\"}";
  static final String SENDER = "alerts@passerelle.example";

  private static final Template TEMPLATE = Template.read(Path.of("..", "template.yaml"));
  private static final String TABLE = "Table";

  private final SandboxClock clock = SandboxClock.standingAt(RunningSandbox.START);
  private final Optional<LocalCloud> embedded;
  private final Map<String, String> environment = new HashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private Backend(Optional<String> remote) {
    this.embedded =
        remote.isPresent()
            ? Optional.empty()
            : Optional.of(new LocalCloud(TEMPLATE, clock, Optional.empty(), new Faults()));
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    embedded.ifPresentOrElse(this::useEmbedded, () -> useRemote(remote.orElseThrow()));
    environment.put("MAIL_SENDER", SENDER);
    environment.put("LOOPBACK_ALLOWED", "true");
  }

  static Backend start() {
    return new Backend(
        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
            .filter(url -> !url.isBlank())
            .or(() -> ServiceLoader.load(RemoteAws.class).findFirst().map(RemoteAws::endpoint)));
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

  /// Lets so much time pass for the queues: the embedded ones have a clock of their own, the others
  /// are asked with a long wait.
  void passes(Duration duration) {
    embedded.ifPresent(cloud -> clock.moveTo(clock.instant().plus(duration)));
  }

  /// The bodies of the messages that are visible, waiting some seconds for one; each is deleted.
  List<String> receive(String queue) {
    String url = variable(queue);
    ObjectNode request = Json.object().put("QueueUrl", url).put("MaxNumberOfMessages", 10);
    request.put("WaitTimeSeconds", embedded.isPresent() ? 0 : 5);
    List<JsonNode> messages =
        call("sqs", "AmazonSQS.ReceiveMessage", request).path("Messages").valueStream().toList();
    for (JsonNode message : messages) {
      ObjectNode delete = Json.object().put("QueueUrl", url);
      delete.put("ReceiptHandle", message.path("ReceiptHandle").asText());
      call("sqs", "AmazonSQS.DeleteMessage", delete);
    }
    return messages.stream().map(message -> message.path("Body").asText()).toList();
  }

  /// All mails sent, as one text in whatever form the back end shows them.
  String mails() {
    if (embedded.isPresent()) {
      return embedded.get().mailbox().json();
    }
    String base = variable("AWS_ENDPOINT_URL");
    HttpResponse<String> localStack = get(base + "/_aws/ses");
    return localStack.statusCode() == 200
        ? localStack.body()
        : get(base + "/moto-api/data.json").body();
  }

  private void useEmbedded(LocalCloud cloud) {
    environment.putAll(cloud.environment());
    cloud.secrets().put("Keyset", KEYSET);
    environment.put("TABLE", TABLE);
    environment.put("KEYSET_SECRET", "Keyset");
    environment.put("DELIVERY_QUEUE", cloud.sqs().queueUrl("DeliveryQueue"));
    environment.put("MAIL_QUEUE", cloud.sqs().queueUrl("MailQueue"));
    environment.put("RECONCILE_QUEUE", cloud.sqs().queueUrl("ReconcileQueue"));
  }

  private void useRemote(String url) {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    environment.put("AWS_ENDPOINT_URL", base);
    String run = "passerelle-" + UUID.randomUUID();
    for (Template.Table table : TEMPLATE.tables()) {
      ObjectNode request = ((ObjectNode) table.request()).deepCopy().put("TableName", run);
      call("dynamodb", "DynamoDB_20120810.CreateTable", request);
    }
    environment.put("TABLE", run);
    environment.put("DELIVERY_QUEUE", queue(run + "-deliveries"));
    environment.put("MAIL_QUEUE", queue(run + "-mails"));
    environment.put("RECONCILE_QUEUE", queue(run + "-questions"));
    ObjectNode secret = Json.object().put("Name", run).put("SecretString", KEYSET);
    secret.put("ClientRequestToken", UUID.randomUUID().toString());
    call("secretsmanager", "secretsmanager.CreateSecret", secret);
    environment.put("KEYSET_SECRET", run);
    form("ses", "Action=VerifyEmailIdentity&Version=2010-12-01&EmailAddress=" + SENDER);
  }

  private String queue(String name) {
    ObjectNode request = Json.object().put("QueueName", name);
    return call("sqs", "AmazonSQS.CreateQueue", request).path("QueueUrl").asText();
  }

  private JsonNode call(String service, String target, ObjectNode request) {
    HttpRequest.Builder http =
        request(service)
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1." + version(service));
    HttpResponse<String> answer =
        send(http.POST(BodyPublishers.ofString(Json.write(request))).build());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(target + " " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isEmpty() ? Json.object() : Json.read(answer.body());
  }

  private static int version(String service) {
    return service.equals("secretsmanager") ? 1 : 0;
  }

  private void form(String service, String form) {
    HttpRequest.Builder http =
        request(service).header("Content-Type", "application/x-www-form-urlencoded");
    HttpResponse<String> answer = send(http.POST(BodyPublishers.ofString(form)).build());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(form + " " + answer.statusCode() + " " + answer.body());
    }
  }

  /// Emulators check no signature, but read the service and the region out of it.
  private HttpRequest.Builder request(String service) {
    String endpoint =
        embedded.isPresent()
            ? variable("AWS_ENDPOINT_URL_SQS")
            : variable("AWS_ENDPOINT_URL") + "/";
    return HttpRequest.newBuilder(URI.create(endpoint))
        .timeout(Duration.ofMinutes(1))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=0");
  }

  private HttpResponse<String> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
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
    embedded.ifPresent(LocalCloud::close);
  }
}
