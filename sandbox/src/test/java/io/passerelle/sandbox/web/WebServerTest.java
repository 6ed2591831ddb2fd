package io.passerelle.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebServerTest {

  private final WebServer server = WebServer.bind(0).start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void theLongestPathAnswers() throws Exception {
    server.site("/", request -> WebReply.text(200, "root"));
    server.site("/sandbox/gateway/", request -> WebReply.text(200, "gateway " + request.path()));
    server.site("/sandbox", request -> WebReply.text(200, "sandbox"));

    assertThat(get("/sandbox/gateway/a%20b").body()).isEqualTo("gateway /sandbox/gateway/a b");
    assertThat(get("/sandbox/other").body()).isEqualTo("sandbox");
    assertThat(get("/sandboxes").body()).isEqualTo("root");
  }

  @Test
  void aPathOfNobodyIsNotFound() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void headerNamesAreInLowerCaseAndTheBodyIsWhole() throws Exception {
    server.site("/", r -> WebReply.text(200, r.headers().get("x-shop") + r.method() + r.text()));

    HttpResponse<String> reply =
        client.send(
            to("/").header("X-Shop", "12345678").POST(BodyPublishers.ofString("é")).build(),
            BodyHandlers.ofString());

    assertThat(reply.body()).isEqualTo("12345678POSTé");
  }

  @Test
  void headIsAnsweredWithoutABody() throws Exception {
    server.site("/", request -> WebReply.text(200, "body"));

    HttpResponse<String> reply =
        client.send(
            to("/").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void severalLinesOfOneHeaderAreSeveralHeaders() throws Exception {
    server.site("/", request -> new WebReply(200, Map.of("set-cookie", "a=1\nb=2"), new byte[0]));

    assertThat(get("/").headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
  }

  @Test
  void aSiteThatFailsIsAnsweredWithAShortText() throws Exception {
    server.site(
        "/",
        request -> {
          throw new IllegalStateException("no such thing");
        });

    HttpResponse<String> reply = get("/page");

    assertThat(reply.statusCode()).isEqualTo(500);
    assertThat(reply.body()).contains("/page").contains("no such thing").hasLineCount(1);
  }

  @Test
  void aDroppedConnectionHasNoAnswer() {
    server.site(
        "/",
        request -> {
          throw new WebServer.ConnectionDropped();
        });

    assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws Exception {
    server.site("/", request -> WebReply.text(200, "taken"));

    HttpResponse<String> reply =
        client.send(
            to("/").POST(BodyPublishers.ofByteArray(new byte[11 * 1024 * 1024 + 1])).build(),
            BodyHandlers.ofString(UTF_8));

    assertThat(reply.statusCode()).isEqualTo(413);
  }

  @Test
  void aPortInUseIsNamed() {
    assertThatThrownBy(() -> WebServer.bind(server.port()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("Port " + server.port() + " is in use by another program");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(to(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }
}
