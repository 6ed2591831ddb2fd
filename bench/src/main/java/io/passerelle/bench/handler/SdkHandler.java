package io.passerelle.bench.handler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The notification function's calls through the AWS SDK, with payloads of the same size, and
/// nothing else: no signature is verified, no document is read, nothing is decided.
public final class SdkHandler implements RequestStreamHandler {

  private static final String TABLE = System.getenv("TABLE");

  private final DynamoDbClient dynamo;
  private final SqsClient sqs;
  private final SecretsManagerClient secrets;
  private @Nullable String secret;

  /// Lambda calls this one.
  public SdkHandler() {
    SdkHttpClient http = UrlConnectionHttpClient.create();
    this.dynamo = DynamoDbClient.builder().httpClient(http).build();
    this.sqs = SqsClient.builder().httpClient(http).build();
    this.secrets = SecretsManagerClient.builder().httpClient(http).build();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), UTF_8);
    String form = form(text);
    String siteId = between(form, "vads_site_id=", "&");
    String order = "ORDER#" + siteId + "#" + between(form, "vads_order_id=", "&");
    get("SHOP#" + siteId, "SHOP");
    if (secret == null) {
      secret =
          secrets.getSecretValue(r -> r.secretId(System.getenv("KEYSET_SECRET"))).secretString();
    }
    get(order, "ORDER");
    write(order, form);
    sqs.sendMessage(request ->
        request
            .queueUrl(System.getenv("DELIVERY_QUEUE"))
            .messageBody(order + "#000000000200")
            .messageGroupId(siteId)
            .delaySeconds(0));
    out.write("{\"statusCode\":200,\"body\":\"OK-\"}".getBytes(UTF_8));
  }

  private void get(String partition, String sort) {
    dynamo.getItem(request ->
        request
            .tableName(TABLE)
            .key(Map.of("pk", text(partition), "sk", text(sort)))
            .consistentRead(true));
  }

  private void write(String order, String form) {
    String now = Instant.now().toString();
    dynamo.transactWriteItems(request ->
        request.transactItems(
            put(order, "HISTORY#" + now + "#2N#2", 0, Payload.HISTORY + form + "\"}"),
            put(order, "ORDER", 1, Payload.ORDER),
            put(order, "DELIVERY#000000000200", 0, Payload.DELIVERY)));
  }

  private static TransactWriteItem put(String order, String sort, long version, String document) {
    Put.Builder put =
        Put.builder()
            .tableName(TABLE)
            .item(
                Map.of(
                    "pk", text(order),
                    "sk", text(sort),
                    "version", number(version + 1),
                    "document", text(document)));
    if (version == 0) {
      put.conditionExpression("attribute_not_exists(pk)");
    } else {
      put.conditionExpression("version = :read")
          .expressionAttributeValues(Map.of(":read", number(version)));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static String form(String event) {
    byte[] decoded = Base64.getDecoder().decode(between(event, "\"body\":\"", "\""));
    return new String(decoded, ISO_8859_1);
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }
}
