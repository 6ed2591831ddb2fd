package io.passerelle.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.passerelle.delivery.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The verifiers of the documentation, run as they stand there against what the bridge really
/// sends.
class WebhookDocsTest {

  private static final Path DOCS = Path.of("..", "docs");

  /// A language of the documentation: how its block is run, with a main program around it that
  /// reads id, timestamp, signatures, secret and the body's file from its arguments and prints the
  /// verdict.
  private enum Language {
    JAVA(
        "java",
        "Webhooks.java",
        "Check.java",
        """
        class Check {
          public static void main(String[] args) throws Exception {
            byte[] body = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(args[4]));
            System.out.println(Webhooks.isGenuine(args[0], args[1], args[2], body, args[3]));
          }
        }
        """,
        Path.of(System.getProperty("java.home"), "bin", "java").toString()),
    PHP(
        "php",
        "webhooks.php",
        "check.php",
        """
        <?php
        require __DIR__ . '/webhooks.php';
        [, $id, $timestamp, $signatures, $secret, $file] = $argv;
        var_export(is_genuine($id, $timestamp, $signatures, file_get_contents($file), $secret));
        """,
        "php"),
    PYTHON(
        "python",
        "webhooks.py",
        "check.py",
        """
        import sys
        from webhooks import is_genuine
        id, timestamp, signatures, secret, file = sys.argv[1:]
        print(is_genuine(id, timestamp, signatures, open(file, "rb").read(), secret))
        """,
        "python3"),
    NODE(
        "javascript",
        "webhooks.js",
        "check.js",
        """
        const [id, timestamp, signatures, secret, file] = process.argv.slice(2);
        const fs = require("node:fs");
        const code = fs.readFileSync(__dirname + "/webhooks.js", "utf8") + "; return isGenuine";
        const isGenuine = new Function("require", code)(require);
        console.log(isGenuine(id, timestamp, signatures, fs.readFileSync(file), secret));
        """,
        "node");

    private final String fence;
    private final String file;
    private final String mainFile;
    private final String main;
    private final String command;

    Language(String fence, String file, String mainFile, String main, String command) {
      this.fence = fence;
      this.file = file;
      this.mainFile = mainFile;
      this.main = main;
      this.command = command;
    }
  }

  private final Path folder;

  WebhookDocsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void theVerifierOfTheDocumentationTellsTrueFromFalse(Language language) throws Exception {
    assumeTrue(isInstalled(language), language.command + " is not installed here");
    Bridge bridge = new Bridge().withShop();
    Instant now = Instant.now();
    bridge.clock.moveTo(now.minus(Duration.ofMinutes(6)));
    String old = shopWithRule(bridge);
    String secret = bridge.operator(ask("webhookSecret")).get("body").get("secret").text("");
    Outgoing stale = call(bridge, now.minus(Duration.ofMinutes(6)));
    Outgoing call = call(bridge, now);
    Files.writeString(folder.resolve(language.file), block("webhooks.md", language));
    Files.writeString(folder.resolve(language.mainFile), language.main);

    assertThat(verdict(language, call, call.body(), secret)).isEqualTo("true");
    assertThat(verdict(language, call, call.body(), old)).isEqualTo("true");
    assertThat(verdict(language, call, "vads_amount=1".getBytes(UTF_8), secret)).isEqualTo("false");
    assertThat(verdict(language, call, call.body(), "whsec_" + "A".repeat(43) + "="))
        .isEqualTo("false");
    assertThat(verdict(language, stale, stale.body(), secret)).isEqualTo("false");
  }

  @Test
  void bothLanguagesOfTheDocumentationHaveTheSameVerifiers() throws IOException {
    for (Language language : Language.values()) {
      assertThat(block("webhooks.fr.md", language)).isEqualTo(block("webhooks.md", language));
      assertThat(block("webhooks.md", language).lines().count()).isLessThan(20);
    }
  }

  private static String shopWithRule(Bridge bridge) {
    return bridge
        .operator(
            """
            {"action":"saveShop","shop":{"siteId":"12345678","rules":[
            {"kind":"END_OF_PAYMENT","label":"own","urlTest":"https://own.example/ipn"}]}}\
            """)
        .get("body")
        .get("webhookSecret")
        .text("");
  }

  private static Outgoing call(Bridge bridge, Instant at) {
    bridge.clock.moveTo(at);
    bridge.notification(
        Requests.notification(
            "AUTHORISED", "vads_order_id", "é" + at.getEpochSecond(), "vads_trans_uuid", uuid(at)));
    bridge.work();
    return bridge.calls.getLast();
  }

  private static String uuid(Instant at) {
    return "%032x".formatted(at.getEpochSecond());
  }

  private static String ask(String action) {
    return "{\"action\":\"" + action + "\",\"siteId\":\"12345678\"}";
  }

  private static String block(String page, Language language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language.fence + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCS.resolve(page)));
    assertThat(block.find()).as(page + " has a block in " + language).isTrue();
    return block.group(1);
  }

  private String verdict(Language language, Outgoing call, byte[] body, String secret)
      throws Exception {
    Path file = Files.write(folder.resolve("body"), body);
    Map<String, String> headers = call.headers();
    List<String> command = new ArrayList<>(List.of(language.command));
    command.add(folder.resolve(language.mainFile).toString());
    for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
      command.add(headers.getOrDefault(name, ""));
    }
    command.add(secret);
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), ISO_8859_1).strip();
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.toLowerCase(Locale.ROOT);
  }

  private static boolean isInstalled(Language language) {
    try {
      Process process =
          new ProcessBuilder(language.command, "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
