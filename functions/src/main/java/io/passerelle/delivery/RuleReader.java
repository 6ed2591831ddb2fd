package io.passerelle.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads rules as merchants write them. What cannot be is refused with the field's place and what
/// it must be: `rules[3].format must be one of [FORM, REST]`.
final class RuleReader {

  private static final int RULES_MAX = 50;

  /// A shop with its rules is one row of 400 KB at most, and is read at each notification.
  private static final int BYTES_MAX = 200_000;

  private static final int EMAILS_MAX = 20;
  private static final int LABEL_LENGTH_MAX = 100;

  private final Json json;
  private final String path;

  private RuleReader(Json json, String path) {
    this.json = json;
    this.path = path;
  }

  static Rules read(Json json) {
    if (json.isPresent() && !json.isArray()) {
      throw new Rejection(Reason.INVALID, "rules must be an array");
    }
    List<Json> items = json.items();
    if (items.size() > RULES_MAX) {
      throw new Rejection(Reason.INVALID, "rules: at most " + RULES_MAX);
    }
    List<Rule> rules = new ArrayList<>();
    for (Json item : items) {
      String path = "rules[" + rules.size() + "]";
      Rule rule = new RuleReader(item, path).rule();
      requireOwnLabel(rule, rules, path);
      rules.add(rule);
    }
    Rules read = new Rules(rules);
    if (read.toJson().getBytes(UTF_8).length > BYTES_MAX) {
      throw new Rejection(
          Reason.INVALID, "rules are too long together: at most " + BYTES_MAX + " bytes");
    }
    return read;
  }

  /// The label is what a delivery knows its rule by.
  private static void requireOwnLabel(Rule rule, List<Rule> before, String path) {
    if (before.stream()
        .anyMatch(one -> one.kind() == rule.kind() && one.label().equals(rule.label()))) {
      throw new Rejection(
          Reason.INVALID, path + ".label must differ from those of other rules of its kind");
    }
  }

  private Rule rule() {
    RuleKind kind = word("kind", RuleKind.values(), Optional.empty());
    List<String> alertEmails = emails("alertEmails");
    return new Rule(
        kind,
        label(Rule.byDefault(kind)),
        flag("active"),
        url("urlTest"),
        url("urlProduction"),
        word("format", Rule.Format.values(), Optional.of(Rule.Format.FORM)),
        alertEmails,
        flag("replay"),
        action(kind, alertEmails),
        WhenReader.read(kind, json, path),
        alerts());
  }

  private AlertMode alerts() {
    return word("alerts", AlertMode.values(), Optional.of(AlertMode.EACH));
  }

  private String label(Rule defaults) {
    String label = text("label").strip();
    if (label.length() > LABEL_LENGTH_MAX || label.codePoints().anyMatch(Character::isISOControl)) {
      throw refused("label", "must be one line of at most " + LABEL_LENGTH_MAX);
    }
    return label.isEmpty() ? defaults.label() : label;
  }

  private Optional<String> url(String field) {
    Optional<String> url = Optional.of(text(field)).filter(written -> !written.isBlank());
    if (url.isPresent() && !url.get().matches("https?://[^\\s]{1,1990}")) {
      throw refused(field, "must be an http(s) URL");
    }
    return url;
  }

  private boolean flag(String field) {
    Json flag = json.get(field);
    if (flag.isPresent() && flag.flag().isEmpty()) {
      throw refused(field, "must be true or false");
    }
    return flag.flag().orElse(true);
  }

  /// Only a rule of the merchant's own may choose what it does.
  private RuleAction action(RuleKind kind, List<String> alertEmails) {
    String own = kind.action().word();
    String word = json.has("action") ? text("action") : own;
    if (!word.equals("URL") && !word.equals("EMAIL")) {
      throw refused("action", "must be URL or EMAIL");
    }
    if (kind != RuleKind.CUSTOM && !word.equals(own)) {
      throw refused("action", "must be " + own + " for " + kind);
    }
    if (word.equals("URL")) {
      return new RuleAction.Call();
    }
    boolean buyer = text("emails").strip().equals(RuleAction.BUYER);
    if (buyer ? !maySendToBuyers(kind) : kind == RuleKind.PAYMENT_CONFIRMATION_BUYER && given()) {
      throw refused("emails", "must be " + (buyer ? "the merchant's addresses" : "BUYER"));
    }
    if (buyer || kind == RuleKind.PAYMENT_CONFIRMATION_BUYER) {
      return new RuleAction.MailBuyer();
    }
    List<String> emails = emails("emails");
    if (kind == RuleKind.CUSTOM && emails.isEmpty() && alertEmails.isEmpty()) {
      throw refused("emails", "must be addresses with ; between, or BUYER");
    }
    return new RuleAction.MailMerchant(emails);
  }

  private boolean given() {
    return !text("emails").isBlank();
  }

  private static boolean maySendToBuyers(RuleKind kind) {
    return kind == RuleKind.CUSTOM || kind == RuleKind.PAYMENT_CONFIRMATION_BUYER;
  }

  private List<String> emails(String field) {
    List<String> emails =
        Arrays.stream(text(field).split(";"))
            .map(String::strip)
            .filter(email -> !email.isEmpty())
            .toList();
    boolean valid =
        emails.stream()
            .allMatch(email -> email.matches("[^\\s@<>\",;:]{1,64}@[^\\s@<>\",;:]{1,189}"));
    if (!valid || emails.size() > EMAILS_MAX) {
      throw refused(field, "must be at most " + EMAILS_MAX + " addresses with ; between");
    }
    return emails;
  }

  private String text(String field) {
    Json text = json.get(field);
    if (text.isPresent() && text.text().isEmpty()) {
      throw refused(field, "must be a text");
    }
    return text.text("");
  }

  private <E extends Enum<E>> E word(String field, E[] words, Optional<E> otherwise) {
    if (otherwise.isPresent() && !json.get(field).isPresent()) {
      return otherwise.get();
    }
    String name = text(field);
    return Stream.of(words)
        .filter(word -> word.name().equals(name))
        .findFirst()
        .orElseThrow(() -> refused(field, "must be one of " + List.of(words)));
  }

  private Rejection refused(String field, String must) {
    return new Rejection(Reason.INVALID, path + "." + field + " " + must);
  }
}
