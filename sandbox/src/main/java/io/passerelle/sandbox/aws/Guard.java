package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.aws.Rights.Need;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Refuses what a function's policies do not allow, so that a right that is missing in the template
/// is missing here too.
public final class Guard {

  /// Lets everything through.
  public static final Guard NONE = new Guard(Rights.ALL, name -> name, _ -> {});

  private static final Pattern CALLER = Pattern.compile("Credential=([^/]+)/");

  /// What a write of a transaction is called where it stands alone.
  private static final Map<String, String> WRITES =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem");

  private final Rights rights;
  private final UnaryOperator<String> arnOfTable;
  private final Consumer<String> refused;

  /// `arnOfTable` knows a table by its name; `refused` is told of what is not allowed.
  public Guard(Rights rights, UnaryOperator<String> arnOfTable, Consumer<String> refused) {
    this.refused = refused;
    this.rights = rights;
    this.arnOfTable = arnOfTable;
  }

  /// AWS's answer to what is not allowed; empty where it is.
  Optional<WebReply> refusal(WebRequest request) {
    Matcher caller = CALLER.matcher(request.headers().getOrDefault("authorization", ""));
    if (!caller.find()) {
      return Optional.empty();
    }
    return needs(request)
        .filter(need -> !rights.allow(caller.group(1), need))
        .findFirst()
        .map(need -> refused(caller.group(1), need));
  }

  private WebReply refused(String caller, Need need) {
    String why =
        caller + " is not authorized to perform " + need.action() + " on " + need.resource();
    refused.accept(why);
    return WebReply.of(
        400,
        "application/x-amz-json-1.0",
        AwsErrors.json("com.amazon.coral.service#AccessDeniedException", why));
  }

  private Stream<Need> needs(WebRequest request) {
    String target = request.headers().getOrDefault("x-amz-target", "");
    String operation = target.substring(target.indexOf('.') + 1);
    if (target.startsWith("DynamoDB_")) {
      return ofTable(operation, Json.read(request.text()));
    }
    if (target.startsWith("AmazonSQS.")) {
      return Stream.of(ofQueue(operation, Json.read(request.text())));
    }
    return Stream.empty();
  }

  private Stream<Need> ofTable(String operation, JsonNode body) {
    return switch (operation) {
      case "BatchGetItem" ->
          body.path("RequestItems").propertyStream().map(e -> need(operation, e.getKey()));
      case "TransactWriteItems" ->
          body.path("TransactItems")
              .valueStream()
              .flatMap(JsonNode::propertyStream)
              .map(e ->
                  need(
                      WRITES.getOrDefault(e.getKey(), e.getKey()),
                      e.getValue().path("TableName").asText()));
      default -> {
        Need whole = need(operation, body.path("TableName").asText());
        String index = body.path("IndexName").asText();
        yield Stream.of(
            index.isEmpty()
                ? whole
                : new Need(whole.action(), whole.resource() + "/index/" + index));
      }
    };
  }

  private Need need(String operation, String table) {
    return new Need("dynamodb:" + operation, arnOfTable.apply(table));
  }

  private static Need ofQueue(String operation, JsonNode body) {
    List<String> path = List.of(body.path("QueueUrl").asText().split("/"));
    String action = operation.equals("SendMessageBatch") ? "SendMessage" : operation;
    return new Need("sqs:" + action, EmbeddedSqs.queueArn(path.getLast()));
  }
}
