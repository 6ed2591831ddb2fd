package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The web services on payment orders by HTTP: a client of the gateway's and one of our own.
class PaymentOrderServicesIT {

  private static final String SHOP = "12345678";
  private static final String PASSWORD = "testpassword_Of12345678";

  private static RunningSandbox sandbox;
  private static GatewayRestClient client;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.start();
    client = new GatewayRestClient(sandbox.sandbox().url(), SHOP, PASSWORD);
  }

  @AfterAll
  static void stop() {
    client.close();
    sandbox.close();
  }

  @Test
  void aClientOfTheGatewaysMakesAnOrderThatIsPaid() {
    assertThat(client.test("hello").path("value").asText()).isEqualTo("hello");
    ObjectNode order = order("SV-PAID").put("locale", "fr_FR").put("amount", 4_990);
    order.put("paymentReceiptEmail", "zoe@buyer.example");

    JsonNode made = client.create(order);
    assertThat(made.path("paymentOrderStatus").asText()).isEqualTo("RUNNING");
    try (LinkBuyer buyer = buyer(made)) {
      assertThat(buyer.open()).contains("SV-PAID");
      buyer.pay(Json.object().put("card", Calls.GOOD_CARD));
    }

    JsonNode paid = client.get(made.path("paymentOrderId").asText());
    assertThat(paid.path("paymentOrderStatus").asText()).isEqualTo("PAID");
    assertThat(paid.path("amount").asLong()).isEqualTo(4_990);
    assertThat(paid.path("orderId").asText()).isEqualTo("SV-PAID");
    assertThat(sandbox.order(SHOP, "SV-PAID").path("paid").asBoolean()).isTrue();
    refused(
        () -> client.update(paid.path("paymentOrderId").asText(), until("2026-03-01")), "PSP_011");
  }

  @Test
  void itExtendsAnOrderBeforeItsEndAndNotAfterwards() {
    ObjectNode order = order("SV-EXTENDED");
    order.put("expirationDate", sandbox.advance("PT0S").plusSeconds(3_600).toString());
    String id = client.create(order).path("paymentOrderId").asText();

    JsonNode extended =
        client.update(id, until(sandbox.advance("PT0S").plusSeconds(7_200).toString()));
    sandbox.advance("PT90M");

    assertThat(extended.path("paymentOrderStatus").asText()).isEqualTo("RUNNING");
    assertThat(client.get(id).path("paymentOrderStatus").asText()).isEqualTo("RUNNING");
    sandbox.advance("PT1H");
    assertThat(client.get(id).path("paymentOrderStatus").asText()).isEqualTo("EXPIRED");
    refused(
        () -> client.update(id, until(sandbox.advance("PT0S").plusSeconds(60).toString())),
        "PSP_011");
  }

  @Test
  void itsMistakesAreAnsweredInTheGatewaysWords() {
    client.create(order("SV-TAKEN"));

    refused(() -> client.create(order("SV-TAKEN")), "INT_013");
    refused(() -> client.create(order("SV-0").put("amount", 0)), "INT_009");
    refused(() -> client.create(order("SV-0").put("currency", "XXX")), "INT_010");
    refused(() -> client.create(order("SV-0").put("metadata", "x")), "INT_091");
    refused(() -> client.get("0123456789abcdef0123456789abcdef"), "PSP_1000");
    refused(() -> client.answer("Charge/Nothing", Json.object()), "INT_901");
    assertThat(client.envelope("Charge/SDKTest", "{").at("/answer/errorCode").asText())
        .isEqualTo("INT_902");
    try (GatewayRestClient stranger =
        new GatewayRestClient(sandbox.sandbox().url(), "34567890", "testpassword_Of" + SHOP)) {
      refused(() -> stranger.test(""), "INT_905");
    }
  }

  @Test
  void itsMailsAndTextMessagesReachTheirBuyers() {
    ObjectNode mail = order("SV-MAIL");
    mail.putObject("channelOptions")
        .put("channelType", "MAIL")
        .putObject("mailOptions")
        .put("recipient", "zoe.sv@buyer.example")
        .put("subject", "Your order %reference%");
    ObjectNode text = order("SV-SMS");
    text.putObject("channelOptions")
        .put("channelType", "SMS")
        .putObject("smsOptions")
        .put("phoneNumber", "+33612345678");

    String mailed = client.create(mail).path("paymentURL").asText();
    String texted = client.create(text).path("paymentURL").asText();
    sandbox.settle();

    assertThat(sandbox.mails().toString())
        .contains("zoe.sv@buyer.example", "Your order SV-MAIL", mailed);
    assertThat(sandbox.http.get("/sandbox/api/smsbox").body()).contains("+33612345678", texted);
  }

  @Test
  void itsChannelsAreThoseThatThisDeploymentSends() {
    ObjectNode order = order("SV-WHATSAPP");
    order
        .putObject("channelOptions")
        .put("channelType", "WHATSAPP")
        .putObject("whatsAppOptions")
        .put("phoneNumber", "+33612345678");

    assertThatExceptionOfType(GatewayRestClient.Refused.class)
        .isThrownBy(() -> client.create(order))
        .satisfies(refused -> {
          assertThat(refused.code).isEqualTo("INT_099");
          assertThat(refused.message).isEqualTo("Invalid channelType");
          assertThat(refused.detail).contains("channelOptions.channelType must be");
        });
  }

  /// The calls that the documentation shows, in their order.
  @Test
  void everyCallOfTheDocumentationIsAnsweredAsItSays() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "web-services.md"));
    Matcher calls =
        Pattern.compile("```sh\n(curl .*?)\n```\n+→ `([0-9]{3})`", Pattern.DOTALL).matcher(text);
    List<String> wrong = new ArrayList<>();
    int count = 0;
    String id = "";
    while (calls.find()) {
      Curl curl = Curl.read(calls.group(1).replace("<paymentOrderId>", id));
      HttpResponse<String> answer = curl.send(sandbox.sandbox().url());
      if (answer.statusCode() != Integer.parseInt(calls.group(2))
          || answer.body().contains("\"status\":\"ERROR\"")) {
        wrong.add(calls.group(1) + " " + answer.statusCode() + " " + answer.body());
      }
      id =
          answer.body().contains("paymentOrderId")
              ? Json.read(answer.body()).at("/answer/paymentOrderId").asText()
              : id;
      count++;
    }

    assertThat(wrong).isEmpty();
    assertThat(count).isEqualTo(11);
  }

  /// A command line of the documentation.
  private record Curl(String method, String path, List<String> headers, String user, String body) {

    static Curl read(String command) {
      List<String> words = new ArrayList<>();
      Matcher word =
          Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)").matcher(command.replace("\\\n", " "));
      while (word.find()) {
        words.add(
            word.group(1) != null
                ? word.group(1)
                : word.group(2) != null ? word.group(2) : word.group(3));
      }
      List<String> headers = new ArrayList<>();
      String user = "";
      String body = "";
      String url = "";
      for (int i = 1; i < words.size(); i++) {
        switch (words.get(i)) {
          case "-u" -> user = words.get(++i);
          case "-H" -> headers.add(words.get(++i));
          case "-d" -> body = words.get(++i);
          case "-sS" -> {}
          default -> url = words.get(i);
        }
      }
      return new Curl(
          body.isEmpty() ? "GET" : "POST", url.replace("$HOST", ""), headers, user, body);
    }

    HttpResponse<String> send(String base) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
      headers.forEach(header -> request.header(header.split(": ", 2)[0], header.split(": ", 2)[1]));
      if (!user.isEmpty()) {
        String pair = user.replace("$SITE", SHOP).replace("$PASSWORD", PASSWORD);
        request.header(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
      }
      try (HttpClient http = HttpClient.newHttpClient()) {
        return http.send(
            request.method(method, BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static ObjectNode order(String reference) {
    ObjectNode order = Json.object().put("amount", 1_000).put("currency", "EUR");
    order.put("orderId", reference);
    order.putObject("channelOptions").put("channelType", "URL");
    return order;
  }

  private static ObjectNode until(String end) {
    return Json.object().put("expirationDate", end);
  }

  private static LinkBuyer buyer(JsonNode made) {
    return new LinkBuyer(
        sandbox,
        Json.object()
            .put("siteId", SHOP)
            .put("reference", made.path("orderId").asText())
            .put("link", made.path("paymentURL").asText()));
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatExceptionOfType(GatewayRestClient.Refused.class)
        .isThrownBy(call)
        .satisfies(refused -> assertThat(refused.code).isEqualTo(code));
  }
}
