package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// DynamoDB of an emulator elsewhere, such as moto or LocalStack, which checks no signature.
///
/// Its tables are this run's alone, so that several share an emulator, and go when it is closed.
public final class RemoteDynamo implements Dynamo {

  private final URI endpoint;
  private final LocalCalls service;
  private final String prefix = "passerelle-" + UUID.randomUUID() + "-";
  private final List<String> created = new ArrayList<>();

  private RemoteDynamo(URI endpoint) {
    this.endpoint = endpoint;
    this.service = LocalCalls.dynamo(endpoint);
  }

  public static RemoteDynamo at(URI endpoint) {
    return new RemoteDynamo(endpoint.resolve("/"));
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void createTable(JsonNode request) {
    call("CreateTable", request);
    created.add(request.path("TableName").asText());
  }

  @Override
  public String tableName(String name) {
    return prefix + name;
  }

  @Override
  public JsonNode call(String operation, JsonNode request) {
    ObjectNode renamed = request.deepCopy();
    renamed.put("TableName", tableName(request.path("TableName").asText()));
    return service.call(operation, renamed);
  }

  @Override
  public void close() {
    created.forEach(table -> call("DeleteTable", Json.object().put("TableName", table)));
  }
}
