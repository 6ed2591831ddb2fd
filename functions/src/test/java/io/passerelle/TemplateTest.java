package io.passerelle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.function.Wiring;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// What `template.yaml` promises is there, and what the functions need is promised.
class TemplateTest {

  private static final Path ROOT = Path.of("..");
  private static final Map<?, ?> TEMPLATE = template();
  private static final Path FUNCTIONS = Path.of("src/main/java/io/passerelle/function");

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionsHandlerHasTheShapeThatLambdaCalls(String name) throws Exception {
    String handler = text(properties(name), "Handler");

    Class<?> type = Class.forName(handler);
    Constructor<?> constructor = type.getConstructor();

    assertThat(handler).isEqualTo("io.passerelle.function." + name);
    assertThat(type).isAssignableTo(RequestStreamHandler.class);
    assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
    assertThat(Modifier.isPublic(constructor.getModifiers())).isTrue();
  }

  @Test
  void everyFunctionIsInTheTemplate() throws IOException {
    try (Stream<Path> files = Files.list(FUNCTIONS)) {
      List<String> written =
          files
              .filter(file -> read(file).contains("public final class"))
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> name.endsWith("Function"))
              .toList();

      assertThat(functions()).containsExactlyInAnyOrderElementsOf(written);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionHasARecordedEvent(String name) {
    String file =
        name.replace("Function", "")
            .replaceAll("(?<=[a-z])([A-Z])", "-$1")
            .toLowerCase(Locale.ROOT);

    assertThat(ROOT.resolve("events/" + file + ".json")).isNotEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void whatAFunctionReadsOfItsEnvironmentIsSetForIt(String name) {
    assertThat(environment(name)).containsAll(readBy(name));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionGetsNoVariableThatItDoesNotRead(String name) {
    assertThat(readBy(name)).containsAll(environment(name));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionStartsWithTheVariablesThatAreSetForIt(String name) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment(name).forEach(variable -> environment.put(variable, "https://sqs.example/1"));
    environment.replace("MAIL_SENDER", "alerts@example.com");
    environment.replace("NOTIFICATION_SOURCES", "");
    environment.replace("BRANDS", "{}");
    environment.replace("DELIVERIES_PER_SECOND_PER_SHOP", "50");
    environment.replace("ALERT_MAILS_PER_HOUR", "20");
    environment.replace("MAILS_PER_SECOND", "10");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    Class<?> type = Class.forName("io.passerelle.function." + name);

    Object function =
        type.getConstructor(Wiring.class).newInstance(Wiring.of(environment, Clock.systemUTC()));

    assertThat(function).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionMayDoWhatItIsNamedForAndNothingElse(String name) {
    List<?> policies = list(properties(name), "Policies");

    assertThat(policies)
        .isNotEmpty()
        .allSatisfy(policy -> assertThat(policy).isInstanceOf(Map.class));
    for (Object policy : policies) {
      assertThat(((Map<?, ?>) policy).keySet())
          .as("no policy template")
          .isEqualTo(Set.of("Statement"));
      for (Object statement : list(policy, "Statement")) {
        assertThat(texts(get(statement, "Action")))
            .isNotEmpty()
            .allSatisfy(action -> assertThat(action).matches("[a-z0-9]+:[A-Za-z]+"));
        if (!sendsToPhones(name, statement)) {
          assertThat(texts(get(statement, "Resource")))
              .isNotEmpty()
              .allSatisfy(resource ->
                  assertThat(resource.replaceFirst("^!Sub \\$\\{\\w+Bucket\\.Arn}/\\w+/\\*$", ""))
                      .as("no wildcard but that of a bucket's own folder")
                      .doesNotContain("*")
                      .isNotEqualTo("null"));
        }
        assertThat(get(statement, "Effect")).isEqualTo("Allow");
      }
    }
  }

  /// Without it, S3 does not say that a file is gone, and its reading would never end.
  @ParameterizedTest
  @CsvSource({
    "ImportFunction, ImportBucket, imports/*",
    "CardFileFunction, CardFileBucket, fetched/*",
  })
  void whoReadsFilesIsToldWhereOneIsGoneAndMayListNoOther(
      String function, String bucket, String folder) {
    List<Object> statements = new ArrayList<>();
    list(properties(function), "Policies")
        .forEach(policy -> statements.addAll(list(policy, "Statement")));

    assertThat(statements)
        .filteredOn(one -> texts(get(one, "Action")).contains("s3:ListBucket"))
        .singleElement()
        .satisfies(one -> {
          assertThat(text(one, "Resource")).isEqualTo("!GetAtt " + bucket + ".Arn");
          assertThat(get(one, "Condition"))
              .isEqualTo(Map.of("StringLike", Map.of("s3:prefix", folder)));
        });
  }

  /// What goes through all kept cards of a shop reads the list of them, and many at once.
  @ParameterizedTest
  @ValueSource(strings = {"ShopifyAppFunction", "CardFileFunction", "OperatorFunction"})
  void whoGoesThroughListsMayReadThem(String function) {
    List<Object> statements = new ArrayList<>();
    list(properties(function), "Policies")
        .forEach(policy -> statements.addAll(list(policy, "Statement")));

    assertThat(statements)
        .anyMatch(one ->
            texts(get(one, "Action")).contains("dynamodb:Query")
                && texts(get(one, "Resource")).contains("!Sub ${Table.Arn}/index/listed"))
        .anyMatch(one ->
            texts(get(one, "Action")).contains("dynamodb:BatchGetItem")
                && texts(get(one, "Resource")).contains("!GetAtt Table.Arn"));
  }

  /// The one right that names no resource: a phone number has none, so that all topics are named as
  /// what is not meant.
  private static boolean sendsToPhones(String name, Object statement) {
    return name.equals("SendFunction")
        && texts(get(statement, "Action")).equals(List.of("sns:Publish"))
        && text(statement, "NotResource").equals("!Sub arn:${AWS::Partition}:sns:*:*:*");
  }

  @Test
  void noTwoRoutesAreTheSame() {
    List<String> routes = new ArrayList<>();
    for (String name : functions()) {
      for (Object event : events(name)) {
        if ("HttpApi".equals(get(event, "Type"))) {
          Object properties = get(event, "Properties");
          routes.add(get(properties, "Method") + " " + get(properties, "Path"));
        }
      }
    }

    assertThat(routes)
        .doesNotHaveDuplicates()
        .contains(
            "POST /vads-payment/",
            "POST /vads-payment/shopify.callback.a",
            "POST /vads-cms/ecwid/callback",
            "POST /payment/{app}/ipn");
  }

  /// Nothing in them is signed: whoever could reach them otherwise could refund.
  @Test
  void shopifysRequestsComeBehindItsCertificateAlone() {
    Map<?, ?> api = properties("ShopifyApi");
    assertThat(get(api, "DisableExecuteApiEndpoint")).isEqualTo(true);
    assertThat(text(get(get(api, "Domain"), "MutualTlsAuthentication"), "TruststoreUri"))
        .isEqualTo("!Ref ShopifyTrustStore");
    for (String name : functions()) {
      for (Object event : events(name)) {
        boolean shopifys = "!Ref ShopifyApi".equals(get(get(event, "Properties"), "ApiId"));
        assertThat(shopifys).as(name).isEqualTo(name.equals("ShopifySessionFunction"));
      }
    }
  }

  @Test
  void theTableIsKeptSealedAndCanBeBroughtBack() {
    Map<?, ?> table = resource("Table");
    Object properties = get(table, "Properties");

    assertThat(get(table, "DeletionPolicy")).isEqualTo("Retain");
    assertThat(get(table, "UpdateReplacePolicy")).isEqualTo("Retain");
    assertThat(
            get(get(properties, "PointInTimeRecoverySpecification"), "PointInTimeRecoveryEnabled"))
        .isEqualTo(true);
    assertThat(get(get(properties, "TimeToLiveSpecification"), "Enabled")).isEqualTo(true);
    assertThat(get(get(properties, "TimeToLiveSpecification"), "AttributeName"))
        .isEqualTo("expires");
    assertThat(get(get(properties, "SSESpecification"), "SSEType")).isEqualTo("KMS");
    assertThat(get(get(properties, "SSESpecification"), "KMSMasterKeyId"))
        .isEqualTo("!GetAtt Key.Arn");
    assertThat(get(properties, "BillingMode")).isEqualTo("PAY_PER_REQUEST");
  }

  @Test
  void whatCannotBeHandledIsKeptAside() {
    Set<String> deadLetters = new HashSet<>();
    List<String> queues = ofType("AWS::SQS::Queue");
    for (String queue : queues) {
      Object policy = get(get(resource(queue), "Properties"), "RedrivePolicy");
      if (policy != null) {
        deadLetters.add(named(get(policy, "deadLetterTargetArn")));
        assertThat((Integer) get(policy, "maxReceiveCount")).isBetween(2, 20);
      }
    }

    for (String name : functions()) {
      Object queue = get(get(properties(name), "DeadLetterQueue"), "TargetArn");
      if (queue != null) {
        deadLetters.add(named(queue));
      }
    }

    assertThat(deadLetters).hasSize(10).isSubsetOf(queues);
    assertThat(queues).hasSize(19);
    for (String dead : deadLetters) {
      assertThat(get(get(resource(dead), "Properties"), "MessageRetentionPeriod"))
          .isEqualTo(1_209_600);
    }
  }

  @Test
  void aQueueHidesAMessageSixTimesAsLongAsItsFunctionMayTake() {
    for (String name : functions()) {
      for (Object event : events(name)) {
        if ("SQS".equals(get(event, "Type"))) {
          Object properties = get(event, "Properties");
          String queue =
              String.valueOf(get(properties, "Queue")).replaceAll("!GetAtt (\\w+)\\.Arn", "$1");
          int visibility = (Integer) get(get(resource(queue), "Properties"), "VisibilityTimeout");

          assertThat(visibility)
              .isGreaterThanOrEqualTo(6 * (Integer) get(properties(name), "Timeout"));
          assertThat(texts(get(properties, "FunctionResponseTypes")))
              .containsExactly("ReportBatchItemFailures");
        }
      }
    }
  }

  /// The gateway sends no ITN again, so that the operators hear of each that comes to nothing; of
  /// those that anybody may send, by an alarm that hides no other.
  @ParameterizedTest
  @CsvSource({
    "CardUpdatesAside, CardUpdatesAreAside, card update kept aside, CardInbox.java",
    "CardUpdatesRefused, CardUpdatesAreRefused, card update refused, CardUpdateFunction.java",
  })
  void eachCardUpdateThatComesToNothingRingsAnAlarm(
      String filter, String alarm, String event, String source) {
    Map<?, ?> counted = properties(filter);
    Map<?, ?> ringing = properties(alarm);

    assertThat(text(counted, "FilterPattern")).isEqualTo("{ $.event = \"" + event + "\" }");
    assertThat(read(FUNCTIONS.resolve(source))).contains("Log.line(\"" + event + "\")");
    assertThat(text(ringing, "MetricName"))
        .isEqualTo(text(list(counted, "MetricTransformations").getFirst(), "MetricName"))
        .isEqualTo(filter);
    assertThat(get(ringing, "Threshold")).isEqualTo(1);
    assertThat(texts(get(ringing, "AlarmActions"))).containsExactly("!Ref Alarms");
  }

  @Test
  void ofEachDeadLetterOperatorsCanReadWhatItMeans() {
    String queues = read(ROOT.resolve("docs/operators.md")).split("\n## Queues\n", 2)[1];

    assertThat(queues.split("\n## ", 2)[0])
        .contains(
            ofType("AWS::SQS::Queue").stream()
                .filter(name -> name.endsWith("DeadLetters"))
                .map(name -> "`" + name + "`")
                .toList());
  }

  @Test
  void everyMailIsToldOfAndTheAlarmsRingBeforeTheAccountIsPaused() {
    assertThat(text(get(properties("MailFunction"), "Environment"), "Variables"))
        .contains("MAIL_CONFIGURATION_SET=!Ref Mails");
    Object destination = get(properties("MailEventDestination"), "EventDestination");
    assertThat(texts(get(destination, "MatchingEventTypes")))
        .containsExactlyInAnyOrder("bounce", "complaint", "delivery", "reject");
    assertThat(text(get(destination, "SnsDestination"), "TopicARN")).isEqualTo("!Ref MailEvents");
    assertThat(get(get(events("MailEventsFunction").getFirst(), "Properties"), "Topic"))
        .isEqualTo("!Ref MailEvents");
    Map<String, String> thresholds = Map.of("BounceRate", "0.02", "ComplaintRate", "5.0E-4");
    for (Map.Entry<String, String> rate : thresholds.entrySet()) {
      Map<?, ?> alarm = properties(rate.getKey() + "Alarm");
      assertThat(text(alarm, "Namespace")).isEqualTo("AWS/SES");
      assertThat(text(alarm, "MetricName")).isEqualTo("Reputation." + rate.getKey());
      assertThat(text(alarm, "Threshold")).isEqualTo(rate.getValue());
      assertThat(texts(get(alarm, "AlarmActions"))).containsExactly("!Ref Alarms");
    }
  }

  /// The resource of an ARN.
  private static String named(Object arn) {
    return String.valueOf(arn).replaceAll("!GetAtt (\\w+)\\.Arn", "$1");
  }

  static List<String> functions() {
    return ofType("AWS::Serverless::Function");
  }

  private static List<String> ofType(String type) {
    List<String> names = new ArrayList<>();
    ((Map<?, ?>) get(TEMPLATE, "Resources"))
        .forEach((name, resource) -> {
          if (type.equals(get(resource, "Type"))) {
            names.add((String) name);
          }
        });
    return names;
  }

  /// The variables that a function gets, with those that all get.
  private static Set<String> environment(String name) {
    Set<String> variables = new TreeSet<>();
    for (Object owner :
        new Object[] {get(get(TEMPLATE, "Globals"), "Function"), properties(name)}) {
      Object own = get(get(owner, "Environment"), "Variables");
      if (own instanceof Map<?, ?> map) {
        map.keySet().forEach(variable -> variables.add((String) variable));
      }
    }
    return variables;
  }

  /// The variables that a function's constructor reads, through what it asks of [Wiring].
  private static Set<String> readBy(String name) {
    String wiring =
        Stream.of("Wiring.java", "Rows.java", "Deployment.java")
            .map(file -> read(FUNCTIONS.resolve(file)))
            .collect(Collectors.joining());
    Map<String, String> methods = new LinkedHashMap<>();
    Matcher method =
        Pattern.compile("(?m)^  [^\n]* (\\w+)\\([^)\n]*\\) \\{\n(.*?)^  \\}", Pattern.DOTALL)
            .matcher(wiring);
    while (method.find()) {
      methods.put(method.group(1), method.group(2));
    }
    Set<String> asked = new HashSet<>();
    Set<String> handedOn = new HashSet<>();
    handOn(name, handedOn);
    for (String one : handedOn) {
      Matcher call =
          Pattern.compile("wiring\\.(\\w+)\\(").matcher(read(FUNCTIONS.resolve(one + ".java")));
      while (call.find()) {
        ask(call.group(1), methods, asked);
      }
    }
    Set<String> variables = new TreeSet<>();
    for (String one : asked) {
      Matcher variable =
          Pattern.compile("(?:variable|setting|getOrDefault)\\(\"([A-Z_]+)\"")
              .matcher(methods.getOrDefault(one, ""));
      while (variable.find()) {
        variables.add(variable.group(1));
      }
    }
    return variables;
  }

  /// A class, and those to which it hands its wiring on.
  private static void handOn(String name, Set<String> found) {
    if (found.add(name)) {
      Matcher handed =
          Pattern.compile("(?:new (\\w+)|(\\w+)\\.\\w+)\\(wiring\\)")
              .matcher(read(FUNCTIONS.resolve(name + ".java")));
      while (handed.find()) {
        handOn(handed.group(1) == null ? handed.group(2) : handed.group(1), found);
      }
    }
  }

  private static void ask(String method, Map<String, String> methods, Set<String> asked) {
    String body = methods.get(method);
    if (body != null && asked.add(method)) {
      Matcher call = Pattern.compile("(?<![.\\w])(\\w+)\\(").matcher(body);
      while (call.find()) {
        ask(call.group(1), methods, asked);
      }
    }
  }

  private static Map<?, ?> resource(String name) {
    return (Map<?, ?>) Optional.ofNullable(get(get(TEMPLATE, "Resources"), name)).orElseThrow();
  }

  private static Map<?, ?> properties(String name) {
    return (Map<?, ?>) Optional.ofNullable(get(resource(name), "Properties")).orElseThrow();
  }

  private static List<Object> events(String name) {
    return get(properties(name), "Events") instanceof Map<?, ?> map
        ? new ArrayList<>(map.values())
        : List.of();
  }

  private static @Nullable Object get(@Nullable Object owner, String name) {
    return owner instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static String text(Object owner, String name) {
    return String.valueOf(get(owner, name));
  }

  private static List<?> list(Object owner, String name) {
    return get(owner, name) instanceof List<?> list ? list : List.of();
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> template() {
    LoadSettings settings = LoadSettings.builder().setSchema(new Intrinsics()).build();
    String yaml = read(ROOT.resolve("template.yaml"));
    return (Map<?, ?>) new Load(settings).loadFromString(yaml);
  }

  /// CloudFormation's short forms (`!Ref`, `!GetAtt`, `!Sub`), read as the text that they are
  /// written as.
  private static final class Intrinsics extends JsonSchema {
    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
      Map<Tag, ConstructNode> constructors = new HashMap<>(super.getSchemaTagConstructors());
      for (String name :
          List.of("!Ref", "!GetAtt", "!Sub", "!If", "!Equals", "!Not", "!Join", "!Select")) {
        constructors.put(new Tag(name), node -> name + " " + written(node));
      }
      return constructors;
    }

    private static String written(@Nullable Node node) {
      return switch (node) {
        case ScalarNode scalar -> scalar.getValue();
        case SequenceNode sequence ->
            sequence.getValue().stream().map(Intrinsics::written).toList().toString();
        case MappingNode _ -> "{}";
        case null, default -> "";
      };
    }
  }
}
