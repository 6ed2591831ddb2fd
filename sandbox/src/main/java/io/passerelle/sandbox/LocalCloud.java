package io.passerelle.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.Dynamo;
import io.passerelle.sandbox.aws.EmbeddedDynamo;
import io.passerelle.sandbox.aws.EmbeddedS3;
import io.passerelle.sandbox.aws.EmbeddedSqs;
import io.passerelle.sandbox.aws.FaultProxy;
import io.passerelle.sandbox.aws.Faults;
import io.passerelle.sandbox.aws.Faults.Target;
import io.passerelle.sandbox.aws.Guard;
import io.passerelle.sandbox.aws.Mailbox;
import io.passerelle.sandbox.aws.RemoteDynamo;
import io.passerelle.sandbox.aws.RemoteSqs;
import io.passerelle.sandbox.aws.S3Files;
import io.passerelle.sandbox.aws.SecretsVault;
import io.passerelle.sandbox.aws.Smsbox;
import io.passerelle.sandbox.aws.Sqs;
import io.passerelle.sandbox.lambda.Reference;
import io.passerelle.sandbox.lambda.Template;
import io.passerelle.sandbox.state.TableDrawers;
import io.passerelle.sandbox.time.SandboxClock;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// All that the template takes from AWS, started side by side, with the faults before it.
///
/// With an emulator, DynamoDB and SQS are there. Mails, text messages and secrets stay here: the
/// sandbox shows the first two and makes the last, and functions find each service by itself.
public final class LocalCloud implements AutoCloseable {

  private final Dynamo dynamo;
  private final Sqs sqs;
  private final TableDrawers drawers;
  private final Mailbox mailbox;
  private final Smsbox smsbox;
  private final SecretsVault secrets = new SecretsVault();
  private final S3Files files;
  private final EmbeddedS3 s3;
  private final List<WebServer> sites;
  private final LocalNames names;
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final List<FaultProxy> proxies;

  /// Starts it all with the template's tables and queues, in `folder`, at the emulator or in
  /// memory.
  public LocalCloud(
      Template template,
      SandboxClock clock,
      Optional<Path> folder,
      Optional<URI> emulator,
      Faults faults) {
    var startingSqs =
        CompletableFuture.supplyAsync(
            () -> startSqs(template, clock, emulator), Thread::startVirtualThread);
    this.dynamo = startDynamo(template, folder, emulator);
    this.drawers = TableDrawers.open(dynamo);
    this.mailbox = new Mailbox(clock);
    this.smsbox = new Smsbox(clock);
    this.files = new S3Files(template.buckets(), folder, clock);
    this.s3 = new EmbeddedS3(files, this::tell);
    this.sites =
        Stream.of(mailbox, smsbox, secrets, s3)
            .map(s -> WebServer.bind(0).site("/", s).bodies(300_000_000).start())
            .toList();
    this.sqs = await(startingSqs);
    this.names = new LocalNames(template, dynamo, sqs);
    var guard = new Guard(names.rights(), names::arnOfTable, refusals::add);
    this.proxies =
        List.of(
            FaultProxy.before(dynamo.endpoint(), Target.DYNAMODB, faults, guard),
            FaultProxy.before(sqs.endpoint(), Target.SQS, faults, guard),
            FaultProxy.before(URI.create(sites.get(0).url()), Target.SES, faults, guard));
  }

  private static Dynamo startDynamo(
      Template template, Optional<Path> folder, Optional<URI> emulator) {
    Dynamo dynamo =
        emulator.<Dynamo>map(RemoteDynamo::at).orElseGet(() -> EmbeddedDynamo.start(folder));
    template.tables().forEach(table -> dynamo.createTable(table.request()));
    return dynamo;
  }

  private static Sqs startSqs(Template template, SandboxClock clock, Optional<URI> emulator) {
    Sqs sqs =
        emulator
            .<Sqs>map(there -> RemoteSqs.at(there, clock))
            .orElseGet(() -> EmbeddedSqs.start(clock));
    template.queues().forEach(queue -> sqs.createQueue(queue.name(), queue.attributes()));
    return sqs;
  }

  private static Sqs await(CompletableFuture<Sqs> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The queues do not start", e.getCause());
    }
  }

  public Dynamo dynamo() {
    return dynamo;
  }

  public Sqs sqs() {
    return sqs;
  }

  public TableDrawers drawers() {
    return drawers;
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  public Smsbox smsbox() {
    return smsbox;
  }

  public EmbeddedS3 s3() {
    return s3;
  }

  public SecretsVault secrets() {
    return secrets;
  }

  /// Where a function finds AWS, and the keys that open nothing.
  public Map<String, String> environment() {
    return Map.of(
        "AWS_REGION",
        "eu-west-1",
        "AWS_ACCESS_KEY_ID",
        "local",
        "AWS_SECRET_ACCESS_KEY",
        "local",
        "AWS_ENDPOINT_URL_DYNAMODB",
        proxies.get(0).endpoint().toString(),
        "AWS_ENDPOINT_URL_SQS",
        proxies.get(1).endpoint().toString(),
        "AWS_ENDPOINT_URL_SES",
        proxies.get(2).endpoint().toString(),
        "AWS_ENDPOINT_URL_SNS",
        sites.get(1).url() + "/",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        sites.get(2).url() + "/",
        "AWS_ENDPOINT_URL_S3",
        sites.get(3).url() + "/");
  }

  /// As EventBridge does, past the injected faults: what it sends arrives.
  private void tell(String queue, String message) {
    ObjectNode request = Json.object().put("QueueUrl", sqs.queueUrl(queue));
    sqs.call("SendMessage", request.put("MessageBody", message));
  }

  /// What the template's references are here. `Ref` of a queue is its URL behind the faults.
  public Optional<String> resolve(Reference reference) {
    return names
        .queueUrl(reference)
        .map(url -> proxies.get(1).endpoint().resolve(URI.create(url).getPath()).toString())
        .or(() -> names.resolve(reference));
  }

  /// What functions tried that their policies do not allow.
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    proxies.forEach(FaultProxy::close);
    sites.forEach(WebServer::close);
    files.close();
    sqs.close();
    dynamo.close();
  }
}
