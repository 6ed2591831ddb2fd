package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.aws.EmbeddedSqs;
import io.passerelle.sandbox.aws.Rights.Right;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// `template.yaml`, as far as it says what runs when and where things are kept.
///
/// The sandbox reads the file that is deployed, so that a route or a right variable that is missing
/// there is missing here too. A resource is called by its logical id: what it would be called in
/// AWS depends on the stack.
public final class Template {

  private static final List<String> TABLE_FIELDS =
      List.of(
          "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes");
  private final JsonNode root;
  private final Map<String, String> parameters;

  private Template(JsonNode root, Map<String, String> parameters) {
    this.root = root;
    this.parameters = Map.copyOf(parameters);
  }

  public static Template read(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("The template cannot be read: " + file, e);
    }
  }

  public static Template of(String yaml) {
    return new Template(TemplateYaml.read(yaml), Map.of());
  }

  /// The same with values for parameters on which conditions depend, in the place of their
  /// defaults.
  public Template with(Map<String, String> given) {
    return new Template(root, given);
  }

  /// A table: its name and the request that creates it.
  public record Table(String name, JsonNode request) {}

  /// A queue: its logical id, its name and the attributes with which it is created.
  public record Queue(String logicalId, String name, Map<String, String> attributes) {}

  public List<LambdaFunction> functions() {
    var reader = new FunctionReader(root, values(this::local));
    return resources("AWS::Serverless::Function").map(reader::read).toList();
  }

  public List<Table> tables() {
    return resources("AWS::DynamoDB::Table")
        .map(resource -> table(resource.getKey(), resource.getValue().path("Properties")))
        .toList();
  }

  /// The queues, those for dead letters first, since the others point to them.
  public List<Queue> queues() {
    return resources("AWS::SQS::Queue")
        .map(resource -> queue(resource.getKey(), resource.getValue().path("Properties")))
        .sorted(Comparator.comparing(queue -> queue.attributes().containsKey("RedrivePolicy")))
        .toList();
  }

  public List<Bucket> buckets() {
    return resources("AWS::S3::Bucket")
        .map(resource -> Bucket.read(resource.getKey(), root.path("Resources")))
        .toList();
  }

  /// The topic that SES tells of one kind of event, such as `bounce`.
  public Optional<String> topicOfMails(String event) {
    return resources("AWS::SES::ConfigurationSetEventDestination")
        .map(resource -> resource.getValue().at("/Properties/EventDestination"))
        .filter(destination -> destination.path("Enabled").asBoolean(true))
        .filter(destination ->
            destination
                .path("MatchingEventTypes")
                .valueStream()
                .anyMatch(type -> type.asText().equals(event)))
        .map(destination -> destination.at("/SnsDestination/TopicARN/Ref").asText())
        .findFirst();
  }

  /// The type of a resource, such as `AWS::SQS::Queue`.
  public Optional<String> typeOf(String logicalId) {
    JsonNode type = root.path("Resources").path(logicalId).path("Type");
    return type.isTextual() ? Optional.of(type.asText()) : Optional.empty();
  }

  /// The variables of a function, worked out. The resolver is asked first, for every reference;
  /// what it leaves open is a pseudo parameter or a parameter with its default.
  public Map<String, String> environment(
      LambdaFunction function, Function<Reference, Optional<String>> resolver) {
    TemplateValues values = values(resolver);
    Map<String, String> worked = new LinkedHashMap<>();
    function
        .environment()
        .forEach((variable, value) -> {
          try {
            worked.put(variable, values.text(value));
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                function.name() + ", " + variable + ": " + e.getMessage(), e);
          }
        });
    return worked;
  }

  /// What a function's policies allow it.
  public List<Right> rights(
      LambdaFunction function, Function<Reference, Optional<String>> resolver) {
    JsonNode policies = root.path("Resources").path(function.name()).at("/Properties/Policies");
    return Policies.read(policies, values(resolver));
  }

  private TemplateValues values(Function<Reference, Optional<String>> resolver) {
    return new TemplateValues(root, resolver);
  }

  /// What the file itself can say of its resources: the ARN of a queue; and what was given.
  private Optional<String> local(Reference reference) {
    if (parameters.containsKey(reference.name())) {
      return Optional.ofNullable(parameters.get(reference.name()));
    }
    boolean queueArn =
        reference.attribute().equals("Arn")
            && typeOf(reference.name()).equals(Optional.of("AWS::SQS::Queue"));
    return queueArn
        ? Optional.of(EmbeddedSqs.queueArn(queueName(reference.name())))
        : Optional.empty();
  }

  private Stream<Entry<String, JsonNode>> resources(String type) {
    TemplateValues values = values(this::local);
    return root.path("Resources")
        .propertyStream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .filter(resource -> exists(resource.getValue().path("Condition"), values));
  }

  private static boolean exists(JsonNode condition, TemplateValues values) {
    return condition.isMissingNode() || values.holds(condition.asText());
  }

  private static Table table(String name, JsonNode properties) {
    ObjectNode request = Json.object().put("TableName", name).put("BillingMode", "PAY_PER_REQUEST");
    TABLE_FIELDS.stream()
        .filter(properties::has)
        .forEach(field -> request.set(field, properties.get(field)));
    return new Table(name, request);
  }

  private Queue queue(String logicalId, JsonNode properties) {
    TemplateValues values = values(this::local);
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String field :
        List.of("VisibilityTimeout", "DelaySeconds", "FifoQueue", "ContentBasedDeduplication")) {
      if (properties.has(field)) {
        attributes.put(field, values.text(properties.path(field)));
      }
    }
    JsonNode redrive = properties.path("RedrivePolicy");
    if (redrive.isObject()) {
      ObjectNode policy = Json.object();
      policy.put("deadLetterTargetArn", values.text(redrive.path("deadLetterTargetArn")));
      policy.put("maxReceiveCount", values.text(redrive.path("maxReceiveCount")));
      attributes.put("RedrivePolicy", Json.write(policy));
    }
    return new Queue(logicalId, queueName(logicalId), attributes);
  }

  private String queueName(String logicalId) {
    JsonNode fifo = root.path("Resources").path(logicalId).path("Properties").path("FifoQueue");
    return fifo.asBoolean() ? logicalId + ".fifo" : logicalId;
  }
}
