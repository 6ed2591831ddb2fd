package io.passerelle.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local in this process: in memory, or in a SQLite file that outlives a crash.
///
/// Its own runner would listen on every address of the machine, print what it does and report home;
/// so its handler is put on a server bound to a free port of loopback, where nothing reports.
public final class EmbeddedDynamo implements Dynamo {

  /// One database for all credentials and regions, whatever those of the caller are.
  private static final boolean SHARED = true;

  private static final boolean SLOW_STATUSES = false;
  private static final String NO_OTHER_ORIGIN = "http://localhost";

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final LocalCalls service;

  private EmbeddedDynamo(Server server, LocalDynamoDBServerHandler handler) {
    this.server = server;
    this.handler = handler;
    this.service = LocalCalls.dynamo(endpoint());
  }

  /// Starts it with its file in `folder`, which exists, or in memory.
  public static EmbeddedDynamo start(Optional<Path> folder) {
    var requests =
        new LocalDynamoDBRequestHandler(
            0, folder.isEmpty(), folder.map(Path::toString).orElse(null), SHARED, SLOW_STATUSES);
    var handler = new LocalDynamoDBServerHandler(requests, NO_OTHER_ORIGIN);
    var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
    return new EmbeddedDynamo(server, handler);
  }

  @Override
  public URI endpoint() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  @Override
  public void createTable(JsonNode request) {
    try {
      service.call("CreateTable", request);
    } catch (LocalServiceFailure e) {
      if (!e.is("ResourceInUseException")) {
        throw e;
      }
    }
  }

  @Override
  public String tableName(String name) {
    return name;
  }

  @Override
  public JsonNode call(String operation, JsonNode request) {
    return service.call(operation, request);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      handler.close();
    }
  }
}
