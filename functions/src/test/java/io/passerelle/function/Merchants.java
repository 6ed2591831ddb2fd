package io.passerelle.function;

import io.passerelle.aws.Table;
import io.passerelle.card.CardToken;
import io.passerelle.card.TokenId;
import io.passerelle.edge.Json;
import io.passerelle.payment.Mode;
import io.passerelle.sftp.EmbeddedFileServer;
import io.passerelle.sftp.Keys;
import io.passerelle.store.CardTokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A merchant of the company `ACME`, whose two shops share an account at a file server on loopback.
final class Merchants implements AutoCloseable {

  static final String SITE = "12345678";
  static final String OTHER_SITE = "87654321";
  static final String EXPIRED = "ROOT/expired";

  /// One pair for all tests, since making one takes a while.
  static final KeyPair KEY = Keys.ecdsa();

  final Bridge bridge;
  final EmbeddedFileServer server;
  final CardTokens tokens;

  Merchants(Path folder, Instant now) {
    bridge = new Bridge(Map.of("LOOPBACK_ALLOWED", "true"));
    bridge.clock.moveTo(now);
    tokens = new CardTokens(bridge.rows);
    server = new EmbeddedFileServer(folder, KEY);
    saveShop(SITE, "fr");
    saveShop(OTHER_SITE, "en");
  }

  private void saveShop(String siteId, String language) {
    answer(
        """
        {"action": "saveShop", "shop": {"siteId": "%s", "label": "Ma boutique", "company": "ACME",
         "brand": "lyra", "mode": "TEST", "testKey": "1122334455667788",
         "rules": [{"kind": "END_OF_PAYMENT", "alertEmails": "merchant@shop.example"}],
         "settings": {"alertLanguage": "%s"}}}\
        """
            .formatted(siteId, language));
  }

  /// As an operator saves it, visited at once.
  Json saveAccount() {
    return saveAccount(Optional.empty());
  }

  Json saveAccount(Optional<String> passphrase) {
    return saveAccount(SITE, passphrase);
  }

  Json saveAccount(String siteId, Optional<String> passphrase) {
    String key = Keys.openSsh(KEY, passphrase).reveal();
    return answer(
        Json.object(json -> {
          json.writeStringField("action", "saveFileAccount");
          json.writeObjectFieldStart("account");
          json.writeStringField("siteId", siteId);
          json.writeStringField("host", "127.0.0.1");
          json.writeNumberField("port", server.port());
          json.writeStringField("user", "merchant");
          json.writeStringField("privateKey", key);
          json.writeStringField("passphrase", passphrase.orElse(""));
          json.writeStringField("hostKey", Keys.line(server.hostKey));
          json.writeEndObject();
        }));
  }

  Json account() {
    return answer("{\"action\": \"fileAccount\", \"siteId\": \"" + SITE + "\"}");
  }

  /// The files that were fetched, the latest first.
  List<Json> files() {
    return answer("{\"action\": \"fetchedCardFiles\", \"siteId\": \"" + SITE + "\"}")
        .get("files")
        .items();
  }

  /// All that an answer says.
  static String shown(Json json) {
    String parts =
        Stream.concat(
                json.items().stream().map(Merchants::shown),
                json.members().entrySet().stream()
                    .map(one -> one.getKey() + "=" + shown(one.getValue())))
            .collect(Collectors.joining(", ", "[", "]"));
    return json.isObject() || json.isArray()
        ? parts
        : json.text().or(() -> json.number().map(String::valueOf)).orElse("");
  }

  Json answer(String request) {
    Json answer = bridge.operator(request);
    if (answer.get("status").number().orElse(0L) != 200) {
      throw new IllegalStateException(shown(answer.get("body")));
    }
    return answer.get("body");
  }

  void put(String name, String text) {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  void put(String name, byte[] bytes) {
    server.put(EXPIRED, name, bytes, bridge.clock.instant());
  }

  Optional<CardToken> token(Mode mode, String token) {
    return tokens.find(new TokenId("ACME", mode, token));
  }

  List<String> mails() {
    return bridge.mails.stream().map(Mails::text).toList();
  }

  /// What the table holds of tokens and files.
  List<Table.Row> cards() {
    return bridge.rows.rows().stream()
        .filter(row ->
            row.key().partition().startsWith("TOKEN#")
                || row.key().partition().startsWith("CARDFILE#"))
        .toList();
  }

  @Override
  public void close() {
    server.close();
  }
}
