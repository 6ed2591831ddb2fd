package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.sftp.EmbeddedSftp;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.io.UncheckedIOException;

/// The gateway's file server and shops' accounts there.
///
/// `GET /sandbox/api/files` says where it is, `POST` `{"up": false}` takes it down and `true`
/// brings it back. `POST /sandbox/api/files/{siteId}` gives a shop its account, visited at once;
/// `GET` answers `{"account", "files"}`.
public final class FileServerCalls implements Site {

  private static final String ALL = "/sandbox/api/files";

  private final Operator operator;
  private final EmbeddedSftp server;

  public FileServerCalls(Operator operator, EmbeddedSftp server) {
    this.operator = operator;
    this.server = server;
  }

  @Override
  public WebReply answer(WebRequest request) {
    String siteId = request.path().substring(ALL.length()).replaceFirst("^/", "");
    return switch (request.method() + (siteId.isEmpty() ? " server" : " shop")) {
      case "GET server" -> WebReply.json(200, Json.write(facts()));
      case "POST server" -> turn(request);
      case "GET shop" -> shown(siteId);
      case "POST shop" -> connected(siteId);
      default -> error(405, "Only GET and POST can be asked here");
    };
  }

  private ObjectNode facts() {
    return Json.object()
        .put("host", server.host())
        .put("port", server.port())
        .put("hostKey", server.hostKeyLine())
        .put("up", server.isUp());
  }

  private WebReply turn(WebRequest request) {
    try {
      JsonNode up = Json.read(request.text()).path("up");
      if (!up.isBoolean()) {
        return error(400, "up is true or false");
      }
      server.up(up.asBoolean());
      return WebReply.json(200, Json.write(facts()));
    } catch (UncheckedIOException e) {
      return error(400, "The body is not JSON");
    }
  }

  private WebReply connected(String siteId) {
    Operator.Answer answer = connect(siteId);
    operator.work();
    return answer.isOk() ? shown(siteId) : answer.reply();
  }

  /// Saves the shop's account at this server.
  public Operator.Answer connect(String siteId) {
    ObjectNode account =
        Json.object()
            .put("siteId", siteId)
            .put("host", server.host())
            .put("port", server.port())
            .put("user", siteId)
            .put("privateKey", server.merchantKey())
            .put("hostKey", server.hostKeyLine());
    return operator.ask("saveFileAccount", Json.object().set("account", account));
  }

  /// As [#connect], and returns when the first visit is over.
  public void settle(String siteId) {
    connect(siteId);
    operator.work();
  }

  private WebReply shown(String siteId) {
    Operator.Answer account = operator.ask("fileAccount", Json.object().put("siteId", siteId));
    Operator.Answer files = operator.ask("fetchedCardFiles", Json.object().put("siteId", siteId));
    if (!account.isOk() || !files.isOk()) {
      return account.isOk() ? files.reply() : account.reply();
    }
    ObjectNode shown = Json.object();
    shown.set("account", account.body());
    shown.set("files", files.body().path("files"));
    return WebReply.json(200, Json.write(shown));
  }

  private static WebReply error(int status, String message) {
    return WebReply.json(status, Json.write(Json.object().put("error", message)));
  }
}
