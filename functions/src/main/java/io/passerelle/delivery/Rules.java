package io.passerelle.delivery;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A shop's rules. Kinds that nobody wrote down keep their defaults.
public record Rules(List<Rule> written) {

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

  /// Every rule held against a notification: those that were written, and those that are on by
  /// default.
  public List<RuleMatch> against(Happening happening) {
    return Stream.concat(written.stream(), defaults())
        .filter(rule -> rule.kind() != RuleKind.CARD_UPDATE)
        .map(rule -> RuleMatch.of(rule, happening))
        .toList();
  }

  /// The rules for kept cards held against what became of one, by the variables of
  /// [Variable#ofCards].
  public List<RuleMatch> againstCard(Map<String, String> variables) {
    return writtenOf(RuleKind.CARD_UPDATE).map(rule -> RuleMatch.ofCard(rule, variables)).toList();
  }

  private Stream<Rule> defaults() {
    return Arrays.stream(RuleKind.values())
        .filter(kind -> kind != RuleKind.CUSTOM && writtenOf(kind).findAny().isEmpty())
        .map(Rule::byDefault)
        .filter(Rule::active);
  }

  /// Whether the shop's own platform is told of this kind: unless a merchant has switched it off.
  /// The gateway sends only what was switched on there; a default of ours must not swallow it.
  public boolean tellsPlatform(RuleKind kind) {
    return writtenOf(kind).findFirst().map(Rule::active).orElse(true);
  }

  /// Whether any rule has an URL to call.
  public boolean callUrls() {
    return written.stream().anyMatch(rule -> rule.urlTest().or(rule::urlProduction).isPresent());
  }

  /// All that holds: what was written, and the defaults of the built-in kinds of which nothing was.
  public Rules complete() {
    Stream<Rule> defaults =
        Arrays.stream(RuleKind.values())
            .filter(kind -> kind != RuleKind.CUSTOM && writtenOf(kind).findAny().isEmpty())
            .map(Rule::byDefault);
    return new Rules(Stream.concat(written.stream(), defaults).toList());
  }

  /// Who is told of what concerns the shop as a whole.
  public List<String> alertEmails() {
    return written.stream().flatMap(rule -> rule.alertEmails().stream()).distinct().toList();
  }

  /// Every address in the rules, whatever it is mailed about.
  public List<String> addresses() {
    return written.stream().flatMap(Rules::addresses).distinct().toList();
  }

  private static Stream<String> addresses(Rule rule) {
    Stream<String> mailed =
        rule.action() instanceof RuleAction.MailMerchant(var emails)
            ? emails.stream()
            : Stream.empty();
    return Stream.concat(rule.alertEmails().stream(), mailed);
  }

  /// Reads rules as merchants write them, or throws a [Rejection] that names the field.
  public static Rules read(Json json) {
    return RuleReader.read(json);
  }

  /// The rules as [#read] takes them.
  public String toJson() {
    return written.stream().map(RuleDocument::write).collect(Collectors.joining(",", "[", "]"));
  }

  private Stream<Rule> writtenOf(RuleKind kind) {
    return written.stream().filter(rule -> rule.kind() == kind);
  }
}
