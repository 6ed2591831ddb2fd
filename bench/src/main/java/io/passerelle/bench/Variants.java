package io.passerelle.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The variants that are compared, each on one processor and with the memory of a Lambda function
/// of 1769 MB, where Lambda gives one whole processor.
final class Variants {

  private static final String NOTIFICATION = "io.passerelle.function.GatewayNotificationFunction";

  private static final String CHECKOUT = "io.passerelle.function.CheckoutFunction";

  /// What Lambda's managed Java sets, as far as it bears on these figures.
  private static final List<String> LAMBDA =
      List.of("-XX:MaxRAM=1769m", "-XX:+UseSerialGC", "-Xshare:auto");

  private final String processor;
  private final String aws;
  private final Path functions;
  private final Path handlers;
  private final Path keyset;
  private final Path tink;
  private final Path node;
  private final Map<String, String> sealed = SealedKey.environment();

  /// The folders are unpacked as Lambda does it, `node` is the bundled file.
  Variants(
      int processor, String aws, Path functions, Path handlers, Path keyset, Path tink, Path node) {
    this.processor = Integer.toString(processor);
    this.aws = aws;
    this.functions = functions;
    this.handlers = handlers;
    this.keyset = keyset;
    this.tink = tink;
    this.node = node;
  }

  List<Variant> all() {
    return List.of(
        onDemand("bare handler", handlers, "io.passerelle.bench.handler.BareHandler"),
        onDemand("notification", functions, NOTIFICATION),
        onDemand("checkout", functions, CHECKOUT).takingCheckouts(),
        onDemand("bare SDK", handlers, "io.passerelle.bench.handler.SdkHandler"),
        new Variant(
            "Node 20", handlers, pinned(List.of("node", node.toString())), keysAtHand(), false),
        fromSnapshot("notification, SnapStart", functions, NOTIFICATION),
        fromSnapshot("checkout, SnapStart", functions, CHECKOUT).takingCheckouts(),
        onDemand("opens a key, our keyset", keyset, "io.passerelle.bench.handler.KeysetHandler"),
        onDemand("opens a key, Tink", tink, "io.passerelle.bench.handler.TinkHandler"));
  }

  /// On demand the second compiler is off.
  private Variant onDemand(String name, Path folder, String handler) {
    List<String> command = java("-XX:TieredStopAtLevel=1", handler);
    return new Variant(name, folder, command, keysAtHand(), false);
  }

  /// The snapshot's hooks go through Lambda's own runtime client.
  private Variant fromSnapshot(String name, Path folder, String handler) {
    List<String> command =
        java("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac", handler);
    return new Variant(name, folder, command, keysToAskFor(), true);
  }

  private List<String> java(String flag, String handler) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LAMBDA);
    command.add(flag);
    command.addAll(List.of("-cp", LambdaFolder.runtime()));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(handler);
    return pinned(command);
  }

  private Map<String, String> keysAtHand() {
    Map<String, String> variables = variables("on-demand");
    variables.put("AWS_ACCESS_KEY_ID", "AKID");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    variables.put("AWS_SESSION_TOKEN", "token");
    return variables;
  }

  /// A function that starts from a snapshot has no keys in its variables: it has to ask for them.
  private Map<String, String> keysToAskFor() {
    Map<String, String> variables = variables("snap-start");
    variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws + "/2021-04-23/credentials");
    variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token");
    return variables;
  }

  private Map<String, String> variables(String initialisation) {
    Map<String, String> variables = new HashMap<>(Scene.environment(aws));
    variables.putAll(sealed);
    variables.remove("AWS_ACCESS_KEY_ID");
    variables.remove("AWS_SECRET_ACCESS_KEY");
    variables.put("PATH", System.getenv("PATH"));
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initialisation);
    variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    return variables;
  }

  private List<String> pinned(List<String> command) {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", processor));
    pinned.addAll(command);
    return pinned;
  }
}
