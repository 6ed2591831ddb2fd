package io.passerelle.function;

import com.fasterxml.jackson.core.JsonGenerator;
import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Finding;
import io.passerelle.delivery.Rule;
import io.passerelle.delivery.Rules;
import io.passerelle.delivery.Sender;
import io.passerelle.delivery.Timings;
import io.passerelle.delivery.UrlCheck;
import io.passerelle.delivery.UrlFinding;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.payment.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The URLs of a shop's rules as operators ask about them: tested with a call when somebody asks,
/// and looked at without one when they are saved, since a shop must not be called because its
/// settings were saved.
final class RuleUrls {

  /// After so many names that do not resolve in time no more are looked up.
  private static final int SLOW_MAX = 3;

  private record Written(Rule rule, String place, String field, Mode mode, String url) {}

  private record Found(Written written, UrlFinding finding) {}

  private final Sender sender;

  RuleUrls(Sender sender) {
    this.sender = sender;
  }

  /// `{"ok", "status", "findings", "timings"}` of the URL in a request.
  String test(Json request) {
    String url = request.get("url").text("").strip();
    if (url.isEmpty()) {
      throw new Rejection(Reason.INVALID, "url must be a URL");
    }
    UrlCheck.Result result = new UrlCheck(sender).test(url, mode(request));
    return Json.object(json -> {
      json.writeBooleanField("ok", result.ok());
      json.writeNumberField("status", result.status());
      json.writeArrayFieldStart("findings");
      for (UrlFinding finding : result.findings()) {
        json.writeStartObject();
        write(json, finding);
        json.writeEndObject();
      }
      json.writeEndArray();
      write(json, result.timings());
    });
  }

  /// A saved shop's document with `urlFindings` about its rules, where there are any: else it reads
  /// as the shop does.
  static String with(String shop, List<String> findings) {
    if (findings.isEmpty()) {
      return shop;
    }
    String members = shop.substring(0, shop.lastIndexOf('}'));
    return members + ",\"urlFindings\":[" + String.join(",", findings) + "]}";
  }

  /// What is found in the URLs of rules, each as JSON; a URL that could never be called is refused
  /// with its place.
  List<String> findings(Rules rules) {
    List<Found> found = new ArrayList<>();
    Map<String, Optional<Finding>> foreseen = new HashMap<>();
    for (Written written : written(rules)) {
      Optional<Finding> finding = foresee(written.url(), foreseen);
      finding.filter(one -> isForever(one, written.url())).ifPresent(one -> refuse(written, one));
      finding.map(UrlCheck::ofForeseen).ifPresent(one -> found.add(new Found(written, one)));
      UrlCheck.ofTheUrl(written.url(), written.mode())
          .forEach(one -> found.add(new Found(written, one)));
    }
    return found.stream().map(RuleUrls::json).toList();
  }

  private Optional<Finding> foresee(String url, Map<String, Optional<Finding>> known) {
    long slow =
        known.values().stream().filter(one -> one.equals(Optional.of(Finding.LOOKUP_SLOW))).count();
    if (slow >= SLOW_MAX && !known.containsKey(url)) {
      return Optional.empty();
    }
    return known.computeIfAbsent(url, sender::foresee);
  }

  private static List<Written> written(Rules rules) {
    List<Written> all = new ArrayList<>();
    for (int i = 0; i < rules.written().size(); i++) {
      Rule rule = rules.written().get(i);
      String place = "rules[" + i + "].";
      Stream.of(Mode.values())
          .flatMap(mode ->
              rule.url(mode).stream().map(url -> new Written(rule, place, field(mode), mode, url)))
          .forEach(all::add);
    }
    return all;
  }

  private static String field(Mode mode) {
    return mode == Mode.TEST ? "urlTest" : "urlProduction";
  }

  /// A name may come to lead elsewhere; what is wrong in the URL itself stays wrong.
  private static boolean isForever(Finding finding, String url) {
    return finding.trouble() == Trouble.BAD_URL
        || (finding.trouble() == Trouble.FORBIDDEN_ADDRESS
            && url.matches("(?i)https?://(?:\\[.*|[0-9.]+(?:[:/?].*)?)"));
  }

  private static void refuse(Written written, Finding finding) {
    throw new Rejection(
        Reason.INVALID,
        written.place() + written.field() + " cannot be called: " + finding.words());
  }

  private static Mode mode(Json request) {
    String name = request.get("mode").text(Mode.TEST.name());
    return Stream.of(Mode.values())
        .filter(mode -> mode.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Rejection(Reason.INVALID, "mode must be TEST or PRODUCTION"));
  }

  private static String json(Found found) {
    return Json.object(json -> {
      json.writeStringField("rule", found.written().rule().label());
      json.writeStringField("field", found.written().place() + found.written().field());
      write(json, found.finding());
    });
  }

  private static void write(JsonGenerator json, UrlFinding finding) throws IOException {
    json.writeStringField("code", finding.code());
    json.writeStringField("severity", finding.severity().name());
    json.writeStringField("advice", finding.advice());
    json.writeStringField("conseil", finding.conseil());
  }

  private static void write(JsonGenerator json, Timings timings) throws IOException {
    json.writeObjectFieldStart("timings");
    json.writeNumberField("resolveMillis", timings.resolveMillis());
    json.writeNumberField("connectMillis", timings.connectMillis());
    json.writeNumberField("tlsMillis", timings.tlsMillis());
    json.writeNumberField("firstByteMillis", timings.firstByteMillis());
    json.writeNumberField("totalMillis", timings.totalMillis());
    json.writeEndObject();
  }
}
