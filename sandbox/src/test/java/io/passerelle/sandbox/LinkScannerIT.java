package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Scanners of mails open every link, follow all that they find, run scripts, and come from many
/// addresses: nothing of that changes a payment order, whatever it stands at.
class LinkScannerIT {

  private static final String SHOP = "12345678";
  private static final String ALL = "/sandbox/api/paymentorders/" + SHOP;
  private static final String REFUSED_CARD = "4970100000000071";
  private static final List<String> ADDRESSES =
      List.of("192.0.2.1", "198.51.100.2", "2001:db8:1:2::3");
  private static final List<String> QUERIES = List.of("", "?turn=1", "?ask=1", "?again=1&pay=1");
  private static final Pattern FOUND = Pattern.compile("(?:href|action|src|url)=\"?([^\">]+)");

  private final RunningSandbox sandbox = RunningSandbox.start();
  private final HttpClient scanner = HttpClient.newHttpClient();
  private final Map<String, String> links = new LinkedHashMap<>();

  @BeforeEach
  void links() {
    String soon = sandbox.advance("PT0S").plusSeconds(3_600).toString();
    make("S-EXPIRED", ",\"validUntil\":\"" + soon + "\"");
    sandbox.advance("PT1H");
    make("S-OPEN", "");
    make("S-DATA", ",\"dataForm\":true");
    make("S-TOKEN", ",\"token\":\"OFFERED\"");
    make("S-INVOICE", ",\"channel\":\"INVOICE\"");
    pay("S-REFUSED", Json.object().put("card", REFUSED_CARD));
    pay("S-PAID", Json.object());
    make("S-CANCELLED", "");
    sandbox.http.post(ALL + "/S-CANCELLED", "{\"do\":\"CANCEL\"}");
    try (LinkBuyer buyer = new LinkBuyer(sandbox, make("S-PAYING", ""))) {
      buyer.leave();
    }
    sandbox.settle();
  }

  @AfterEach
  void stop() {
    scanner.close();
    sandbox.close();
  }

  @Test
  void whateverTheyOpenNothingIsChanged() throws Exception {
    Set<String> table = table();
    int mails = sandbox.mails().size();
    Map<String, String> statuses = statuses();

    for (String address : ADDRESSES) {
      for (String link : links.values()) {
        scan(link, address);
      }
      scan(sandbox.sandbox().url() + "/invoice/" + SHOP, address);
    }
    sandbox.settle();

    assertThat(table()).isEqualTo(table);
    assertThat(sandbox.mails()).hasSize(mails);
    assertThat(statuses()).isEqualTo(statuses);
    stillPays("S-OPEN");
    stillPays("S-REFUSED");
  }

  @Test
  void whateverTheirScriptsRunNothingIsChanged() {
    Set<String> table = table();
    int mails = sandbox.mails().size();

    try (Chromium chromium = Chromium.start()) {
      for (String link : links.values()) {
        try (Visitor visitor = new Visitor(chromium, "scanner")) {
          visitor.page().navigate(link + "?turn=1");
          visitor.page().navigate(link);
          visitor.page().waitForLoadState();
          visitor.page().reload();
          assertThat(visitor.page().url()).isEqualTo(link);
          assertThat(visitor.page().locator("script").count()).isZero();
        }
      }
    }
    sandbox.settle();

    assertThat(table()).isEqualTo(table);
    assertThat(sandbox.mails()).hasSize(mails);
    stillPays("S-OPEN");
  }

  @Test
  void headAnswersAsGetDoesWithoutABody() throws Exception {
    links.put("invoices", sandbox.sandbox().url() + "/invoice/" + SHOP);
    links.put("nothing", sandbox.sandbox().url() + "/t/0000000000000000");
    for (String link : links.values()) {
      HttpResponse<String> get = send("GET", link, "192.0.2.1");
      HttpResponse<String> head = send("HEAD", link, "192.0.2.1");

      assertThat(head.statusCode()).as(link).isEqualTo(get.statusCode());
      assertThat(head.body()).isEmpty();
      assertThat(get.body()).isNotEmpty();
      assertThat(headers(head)).isEqualTo(headers(get));
    }
  }

  private static Map<String, List<String>> headers(HttpResponse<String> reply) {
    Map<String, List<String>> headers = new TreeMap<>(reply.headers().map());
    headers.keySet().removeAll(Set.of("date", "content-length", "transfer-encoding", "set-cookie"));
    return headers;
  }

  /// Opens a link in every way that sends nothing, and all that its pages lead to.
  private void scan(String link, String address) throws Exception {
    for (String query : QUERIES) {
      for (int i = 0; i < 3; i++) {
        send("HEAD", link + query, address);
        Matcher found = FOUND.matcher(send("GET", link + query, address).body());
        while (found.find()) {
          URI next = URI.create(link).resolve(found.group(1).replace("&amp;", "&"));
          if (next.toString().startsWith(sandbox.sandbox().url())) {
            send("GET", next.toString(), address);
            send("HEAD", next.toString(), address);
          }
        }
      }
    }
  }

  private HttpResponse<String> send(String method, String url, String address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("sandbox-source-address", address)
            .header("User-Agent", "MailScanner/1.0")
            .method(method, BodyPublishers.noBody())
            .build();
    return scanner.send(request, BodyHandlers.ofString(UTF_8));
  }

  private JsonNode make(String reference, String more) {
    Http.Reply reply =
        sandbox.http.post(ALL, "{\"reference\":\"" + reference + "\",\"amount\":1000" + more + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    JsonNode made = reply.json().at("/paymentOrders/0");
    links.put(reference, made.path("link").asText());
    return made;
  }

  private void pay(String reference, ObjectNode how) {
    try (LinkBuyer buyer = new LinkBuyer(sandbox, make(reference, ""))) {
      buyer.pay(how);
    }
  }

  private void stillPays(String reference) {
    JsonNode order = sandbox.http.get(ALL + "/" + reference).json();
    try (LinkBuyer buyer = new LinkBuyer(sandbox, order)) {
      buyer.open();
      buyer.confirm();
      assertThat(buyer.pay(Json.object()).path("status").asText()).isEqualTo("AUTHORISED");
    }
  }

  private Map<String, String> statuses() {
    Map<String, String> statuses = new TreeMap<>();
    for (String reference : links.keySet()) {
      JsonNode order = sandbox.http.get(ALL + "/" + reference).json();
      statuses.put(reference, order.path("status").asText() + order.path("beingPaid"));
    }
    return statuses;
  }

  /// Every row, with its version.
  private Set<String> table() {
    ObjectNode request = Json.object().put("TableName", "Table");
    JsonNode scanned = sandbox.sandbox().cloud().dynamo().call("Scan", request);
    assertThat(scanned.has("LastEvaluatedKey")).isFalse();
    Set<String> rows = new TreeSet<>();
    scanned.path("Items").forEach(row -> rows.add(row.toString()));
    return rows;
  }
}
