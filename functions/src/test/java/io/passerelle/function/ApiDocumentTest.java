package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.passerelle.desk.SearchRequest;
import io.passerelle.paymentorder.Action;
import io.passerelle.paymentorder.Authentication;
import io.passerelle.paymentorder.Channel;
import io.passerelle.paymentorder.DeliveryStatus;
import io.passerelle.paymentorder.Draft;
import io.passerelle.paymentorder.Status;
import io.passerelle.paymentorder.TokenCreation;
import io.passerelle.webservice.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `openapi.json` says and what the functions do are the same.
class ApiDocumentTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Pattern ROUTE =
      Pattern.compile("Method: (\\w+), Path: \"?(/api/[^ \"]+)\"? }");

  private final Bridge bridge = Merchant.shop(new Bridge(), "12345678");
  private final Merchant merchant = new Merchant(bridge);
  private final JsonNode document = read(document(merchant).text());
  private final Schemas schemas = new Schemas(document);

  @Test
  void itIsServedToEverybodyAndLeadsToWhereItWasAskedFor() {
    Merchant.Reply reply = document(new Merchant(bridge).without("authorization"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers().get("content-type").text()).contains("application/json");
    assertThat(document.at("/servers/0/url").asText()).isEqualTo("https://bridge.example");
  }

  @Test
  void itHasTheShapeOfOpenApi() {
    assertThat(document.path("openapi").asText()).matches("3\\.1\\.[0-9]");
    assertThat(document.at("/info/title").asText()).isNotBlank();
    assertThat(document.at("/info/version").asText()).isNotBlank();
    assertThat(names(document))
        .isSubsetOf("openapi", "info", "servers", "security", "paths", "components");
    for (JsonNode security : document.path("security")) {
      assertThat(names(document.at("/components/securitySchemes"))).containsAll(names(security));
    }
    List<String> ids = new ArrayList<>();
    for (Call call : calls()) {
      ids.add(call.operation().path("operationId").asText());
      assertThat(call.operation().path("summary").asText()).as(call.toString()).isNotBlank();
      assertThat(names(call.operation().path("responses")))
          .isNotEmpty()
          .allMatch(code -> code.matches("[1-5][0-9][0-9]"));
      call.operation()
          .path("responses")
          .forEach(
              one -> assertThat(schemas.resolved(one).path("description").asText()).isNotBlank());
      assertThat(parametersInPath(call))
          .containsExactlyInAnyOrderElementsOf(placeholders(call.path()));
    }
    assertThat(ids).doesNotContain("").doesNotHaveDuplicates();
  }

  @Test
  void everyReferenceInItLeadsSomewhereAndEveryPartIsUsed() {
    Set<String> used = new TreeSet<>();
    document
        .findValues("$ref")
        .forEach(ref -> {
          schemas.resolved(JSON.createObjectNode().set("$ref", ref));
          used.add(ref.asText());
        });

    for (String kind : List.of("schemas", "responses")) {
      for (String name : names(document.at("/components/" + kind))) {
        assertThat(used).contains("#/components/" + kind + "/" + name);
      }
    }
  }

  @Test
  void itHasTheRoutesOfTheTemplateAndNoOther() throws IOException {
    List<String> routes = new ArrayList<>();
    Matcher route = ROUTE.matcher(Files.readString(Path.of("../template.yaml")));
    while (route.find()) {
      routes.add(route.group(1) + " " + route.group(2));
    }

    assertThat(calls().stream().map(Call::toString))
        .hasSize(5)
        .containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void everyFieldOfAPaymentOrderCanBeWritten() {
    Set<String> fields = new TreeSet<>(Draft.FIELDS);
    fields.add("template");

    assertThat(properties("NewPaymentOrder")).containsExactlyInAnyOrderElementsOf(fields);
  }

  @Test
  void everyConditionOfASearchIsInIt() {
    JsonNode list = operation("/api/payment-orders", "get");

    assertThat(list.path("parameters").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(SearchRequest.CONDITIONS);
  }

  @Test
  void itHasEveryWordOfEveryList() {
    assertThat(words("PaymentOrder", "status"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Status.values()).map(Status::shown).distinct().toList());
    assertThat(words("PaymentOrder", "delivery")).isEqualTo(words(DeliveryStatus.values()));
    assertThat(words("Action", "action")).isEqualTo(words(Action.values()));
    assertThat(texts(document.at("/components/schemas/PaymentOrder/properties/actions/items/enum")))
        .containsExactlyInAnyOrderElementsOf(words(Action.values()));
    for (String schema : List.of("PaymentOrder", "NewPaymentOrder")) {
      assertThat(words(schema, "channel")).isEqualTo(words(Channel.values()));
      assertThat(words(schema, "authentication")).isEqualTo(words(Authentication.values()));
    }
    assertThat(words("NewPaymentOrder", "token")).isEqualTo(words(TokenCreation.values()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleDoesWhatItSays(String pointer) {
    merchant.post("{\"reference\":\"INV-2026-17\",\"amount\":4990}");
    boolean acts = pointer.contains("actions");
    if (pointer.endsWith("reactivate")) {
      merchant.act("INV-2026-17", "{\"action\":\"CANCEL\"}");
    }
    String body = document.at(pointer).path("value").toString().replace("INV-2026-17", "NEW");

    Merchant.Reply reply = acts ? merchant.act("INV-2026-17", body) : merchant.post(body);

    JsonNode operation = document.at(pointer.substring(0, pointer.indexOf("/requestBody")));
    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
    assertThat(schemas.errors(schema, read(body))).isEmpty();
    assertThat(reply.status()).as(reply.text()).isBetween(200L, 201L);
    said(operation, reply);
  }

  @Test
  void everyAnswerIsAsItSays() {
    JsonNode create = operation("/api/payment-orders", "post");
    JsonNode list = operation("/api/payment-orders", "get");
    JsonNode read = operation("/api/payment-orders/{reference}", "get");
    JsonNode act = operation("/api/payment-orders/{reference}/actions", "post");
    String full =
        "{\"reference\":\"R-1\",\"amount\":1,\"validation\":\"AUTOMATIC\",\"captureDelay\":0}";
    Merchant stranger = new Merchant(bridge).signedIn("12345678", "x");
    Merchant fixed = new Merchant(bridge).with("idempotency-key", "k").with("if-match", "\"0\"");

    Set<Long> seen = new TreeSet<>();
    seen.add(said(create, merchant.post(full)));
    seen.add(said(create, merchant.post(full)));
    seen.add(said(create, merchant.post("{")));
    seen.add(said(create, merchant.post("{\"amount\":0}")));
    seen.add(said(create, merchant.post("x".repeat(200_000))));
    fixed.post("{\"amount\":1}");
    seen.add(said(create, fixed.post("{\"amount\":2}")));
    seen.add(said(list, merchant.get("")));
    seen.add(said(list, merchant.get("page=1")));
    seen.add(said(list, merchant.get("page=%")));
    seen.add(said(read, merchant.read("R-1")));
    seen.add(said(read, merchant.read("R-2")));
    seen.add(said(act, fixed.act("R-1", "{\"action\":\"CANCEL\"}")));
    seen.add(said(act, merchant.act("R-1", "{\"action\":\"CANCEL\"}")));
    seen.add(said(act, merchant.with("content-type", "text/plain").act("R-1", "")));
    for (int i = 0; i <= 20; i++) {
      seen.add(said(list, stranger.get("")));
    }

    Set<Long> promised = new TreeSet<>();
    for (Call call : calls()) {
      names(call.operation().path("responses")).forEach(code -> promised.add(Long.valueOf(code)));
    }
    assertThat(seen).isEqualTo(promised);
  }

  @Test
  void everyKindOfProblemIsInIt() {
    List<String> types = texts(document.at("/components/schemas/Problem/properties/type/enum"));
    for (JsonNode response : document.at("/components/responses")) {
      JsonNode content = response.at("/content/application~1problem+json");
      assertThat(schemas.errors(content.path("schema"), content.path("example"))).isEmpty();
    }

    assertThat(types)
        .allMatch(type -> type.startsWith("urn:passerelle:problem:"))
        .containsExactlyElementsOf(Problems.types());
  }

  static List<String> examples() {
    JsonNode document = read(document(new Merchant(new Bridge())).text());
    List<String> pointers = new ArrayList<>();
    for (String path : names(document.path("paths"))) {
      String at =
          "/paths/"
              + path.replace("/", "~1")
              + "/post/requestBody/content/application~1json/examples";
      names(document.at(at)).forEach(name -> pointers.add(at + "/" + name));
    }
    assertThat(pointers).hasSize(8);
    return pointers;
  }

  private record Call(String method, String path, JsonNode operation, JsonNode shared) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
        if (METHODS.contains(one.getKey())) {
          String method = one.getKey().toUpperCase(Locale.ROOT);
          JsonNode shared = path.getValue().path("parameters");
          calls.add(new Call(method, path.getKey(), one.getValue(), shared));
        }
      }
    }
    return calls;
  }

  private static List<String> parametersInPath(Call call) {
    List<String> names = new ArrayList<>();
    for (JsonNode list : List.of(call.shared(), call.operation().path("parameters"))) {
      for (JsonNode parameter : list) {
        if (parameter.path("in").asText().equals("path")) {
          assertThat(parameter.path("required").asBoolean()).isTrue();
          names.add(parameter.path("name").asText());
        }
      }
    }
    return names;
  }

  private static List<String> placeholders(String path) {
    Matcher found = Pattern.compile("\\{(\\w+)}").matcher(path);
    List<String> names = new ArrayList<>();
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  private JsonNode operation(String path, String method) {
    return document.path("paths").path(path).path(method);
  }

  /// Holds an answer against what its operation says of that status; answers the status.
  private long said(JsonNode operation, Merchant.Reply reply) {
    JsonNode response =
        schemas.resolved(operation.path("responses").path(Long.toString(reply.status())));
    String type = reply.headers().get("content-type").text("");
    JsonNode schema = response.path("content").path(type).path("schema");
    assertThat(schema.isMissingNode()).as(reply.status() + " " + type).isFalse();
    assertThat(schemas.errors(schema, read(reply.text()))).as(reply.text()).isEmpty();
    return reply.status();
  }

  private List<String> properties(String schema) {
    return names(document.at("/components/schemas/" + schema + "/properties"));
  }

  private Set<String> words(String schema, String property) {
    return new TreeSet<>(
        texts(document.at("/components/schemas/" + schema + "/properties/" + property + "/enum")));
  }

  private static Set<String> words(Enum<?>[] values) {
    return new TreeSet<>(Stream.of(values).map(Enum::name).toList());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static Merchant.Reply document(Merchant merchant) {
    return merchant.call(
        PaymentOrderApiFunction::new, "GET", "/api/openapi.json", "", Map.of(), "");
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
