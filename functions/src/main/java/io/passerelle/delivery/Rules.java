package io.passerelle.delivery;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A shop's rules. Kinds that nobody wrote down keep their defaults.
public record Rules(List<Rule> written) {

  private static final int RULES_MAX = 50;
  private static final int EMAILS_MAX = 20;
  private static final int LABEL_LENGTH_MAX = 100;

  public Rules {
    written = List.copyOf(written);
  }

  public static Rules none() {
    return new Rules(List.of());
  }

  public Rule of(RuleKind kind) {
    return writtenOf(kind).findFirst().orElseGet(() -> Rule.byDefault(kind));
  }

  /// The rule of a kind under a label, or the kind's first where none has it any more.
  public Rule named(RuleKind kind, String label) {
    return writtenOf(kind)
        .filter(rule -> rule.label().equals(label))
        .findFirst()
        .orElseGet(() -> of(kind));
  }

  /// All rules of a kind that are on.
  public List<Rule> active(RuleKind kind) {
    return Stream.concat(writtenOf(kind), Stream.of(of(kind)))
        .distinct()
        .filter(Rule::active)
        .toList();
  }

  /// Whether the shop's own platform is told of this kind: unless a merchant has switched it off.
  /// The gateway sends only what was switched on there; a default of ours must not swallow it.
  public boolean tellsPlatform(RuleKind kind) {
    return writtenOf(kind).findFirst().map(Rule::active).orElse(true);
  }

  /// Who is told of what concerns the shop as a whole.
  public List<String> alertEmails() {
    return written.stream().flatMap(rule -> rule.alertEmails().stream()).distinct().toList();
  }

  /// Reads rules as merchants write them, or throws a [Rejection] that names the field.
  public static Rules read(Json json) {
    if (json.isPresent() && !json.isArray()) {
      throw new Rejection(Reason.INVALID, "rules must be an array");
    }
    List<Json> items = json.items();
    if (items.size() > RULES_MAX) {
      throw new Rejection(Reason.INVALID, "rules: at most " + RULES_MAX);
    }
    List<Rule> rules = new ArrayList<>();
    for (Json item : items) {
      rules.add(rule(item));
    }
    // The label is what a delivery knows its rule by.
    if (rules.stream().map(one -> one.kind() + "#" + one.label()).distinct().count()
        < rules.size()) {
      throw new Rejection(Reason.INVALID, "rules.label must differ among rules of one kind");
    }
    return new Rules(rules);
  }

  /// The rules as [#read] takes them.
  public String toJson() {
    return written.stream().map(Rules::toJson).collect(Collectors.joining(",", "[", "]"));
  }

  private static String toJson(Rule rule) {
    return Json.object(json -> {
      json.writeStringField("kind", rule.kind().name());
      json.writeStringField("label", rule.label());
      json.writeBooleanField("active", rule.active());
      json.writeStringField("urlTest", rule.urlTest().orElse(""));
      json.writeStringField("urlProduction", rule.urlProduction().orElse(""));
      json.writeStringField("format", rule.format().name());
      json.writeStringField("alertEmails", String.join(";", rule.alertEmails()));
      json.writeBooleanField("replay", rule.replay());
      json.writeStringField("alerts", rule.alerts().name());
    });
  }

  private static Rule rule(Json json) {
    RuleKind kind = kind(json.get("kind").text(""));
    Rule defaults = Rule.byDefault(kind);
    return new Rule(
        kind,
        label(json.get("label").text("").strip(), defaults),
        flag(json, "active"),
        url(json, "urlTest"),
        url(json, "urlProduction"),
        format(json.get("format").text("FORM")),
        emails(json.get("alertEmails")),
        flag(json, "replay"),
        AlertMode.read(json.get("alerts")));
  }

  private static String label(String label, Rule defaults) {
    if (label.length() > LABEL_LENGTH_MAX || label.codePoints().anyMatch(Character::isISOControl)) {
      throw new Rejection(
          Reason.INVALID, "rules.label must be one line of at most " + LABEL_LENGTH_MAX);
    }
    return label.isEmpty() ? defaults.label() : label;
  }

  private static RuleKind kind(String name) {
    return Arrays.stream(RuleKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Rejection(
                Reason.INVALID, "rules.kind must be one of " + List.of(RuleKind.values())));
  }

  private static Rule.Format format(String name) {
    return switch (name) {
      case "FORM" -> Rule.Format.FORM;
      case "REST" -> Rule.Format.REST;
      default -> throw new Rejection(Reason.INVALID, "rules.format must be FORM or REST");
    };
  }

  private static Optional<String> url(Json json, String field) {
    Optional<String> url = json.get(field).text().filter(text -> !text.isBlank());
    if (url.isPresent() && !url.get().matches("https?://[^\\s]{1,1990}")) {
      throw new Rejection(Reason.INVALID, "rules." + field + " must be an http(s) URL");
    }
    return url;
  }

  private static boolean flag(Json json, String name) {
    Json flag = json.get(name);
    if (flag.isPresent() && flag.flag().isEmpty()) {
      throw new Rejection(Reason.INVALID, "rules." + name + " must be true or false");
    }
    return flag.flag().orElse(true);
  }

  private static List<String> emails(Json list) {
    if (list.isPresent() && list.text().isEmpty()) {
      throw new Rejection(Reason.INVALID, "rules.alertEmails must be a text");
    }
    List<String> emails =
        Arrays.stream(list.text("").split(";"))
            .map(String::strip)
            .filter(email -> !email.isEmpty())
            .toList();
    boolean valid =
        emails.stream()
            .allMatch(email -> email.matches("[^\\s@<>\",;:]{1,64}@[^\\s@<>\",;:]{1,189}"));
    if (!valid || emails.size() > EMAILS_MAX) {
      throw new Rejection(
          Reason.INVALID,
          "rules.alertEmails must be at most " + EMAILS_MAX + " addresses with ; between");
    }
    return emails;
  }

  private Stream<Rule> writtenOf(RuleKind kind) {
    return written.stream().filter(rule -> rule.kind() == kind);
  }
}
