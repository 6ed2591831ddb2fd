package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/// A buyer's browser before a payment order's link, without scripts and with its own cookies.
final class LinkBuyer implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Calls calls;
  private final String siteId;
  private final String reference;
  private final String link;
  private String cookie = "";
  private String fields = "";

  LinkBuyer(Calls calls, JsonNode paymentOrder) {
    this.calls = calls;
    this.siteId = paymentOrder.path("siteId").asText();
    this.reference = paymentOrder.path("reference").asText();
    this.link = paymentOrder.path("link").asText();
  }

  String open() {
    return send("GET").body();
  }

  /// What a scanner of mails does to a link.
  int send(String method, int times) {
    int status = 0;
    for (int i = 0; i < times; i++) {
      status = send(method).statusCode();
    }
    return status;
  }

  HttpResponse<String> click() {
    return send("POST");
  }

  /// Says from now on that it wants to pay, wherever else that was tried.
  void confirm() {
    fields = "again=1";
  }

  /// Opens the link, clicks, and stands on the gateway's payment page.
  Calls.Purchase leave() {
    open();
    String page = click().body();
    Map<String, String> fields = Calls.inputs(page);
    Http.Reply gateway = calls.http.postForm(Calls.action(page), fields);
    assertThat(gateway.status()).as(gateway.body()).isEqualTo(303);
    return new Calls.Purchase(siteId, reference, Map.of(), fields, gateway.location());
  }

  /// Leaves and pays, or does not, by what the test card does.
  JsonNode pay(ObjectNode how) {
    JsonNode paid = calls.pay(leave(), how);
    calls.settle();
    return paid;
  }

  private HttpResponse<String> send(String method) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(link))
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(
                method,
                method.equals("POST") ? BodyPublishers.ofString(fields) : BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(UTF_8));
      answer
          .headers()
          .firstValue("set-cookie")
          .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
