package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/// The DynamoDB of a sandbox: embedded, or an emulator elsewhere.
public interface Dynamo extends AutoCloseable {

  URI endpoint();

  /// Creates a table from a `CreateTable` request, unless it is there already.
  void createTable(JsonNode request);

  /// What a table of the template is called here.
  String tableName(String name);

  /// Calls an operation directly, past the injected faults; the request says the template's name.
  JsonNode call(String operation, JsonNode request);

  @Override
  void close();
}
