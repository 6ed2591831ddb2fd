package io.passerelle.function;

import io.passerelle.delivery.Delivery;
import io.passerelle.delivery.Rule;
import io.passerelle.delivery.RuleAction.Call;
import io.passerelle.delivery.RuleKind;
import io.passerelle.delivery.RuleMatch;
import io.passerelle.delivery.Schedule;
import io.passerelle.delivery.Webhook;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Credential;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformVoice;
import io.passerelle.shop.odoo.OdooRelay;
import io.passerelle.shop.shopify.ShopifyVoice;
import io.passerelle.store.Shops;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is told of an event: the shop's own platform, and the URLs of its rules.
///
/// A target is a name and not an address, so that an address that a merchant corrects serves the
/// replays too.
final class Targets {

  private static final String URL = "URL#";

  /// Platforms that hear by the gateway's own notification, and answer in its modules' words.
  private static final Set<Platform> RELAYED_TO = EnumSet.of(Platform.ODOO, Platform.NONE);

  private Targets() {}

  /// The platform, by the rule of the event's kind, and the URLs of the rules that matched.
  static Map<String, Rule> of(Shops.Entry shop, RuleKind kind, List<RuleMatch> matches, Mode mode) {
    Map<String, Rule> targets = new LinkedHashMap<>();
    boolean reachable = platformUrl(shop.shop().connection()).isPresent();
    if (reachable && shop.rules().tellsPlatform(kind)) {
      targets.put(Delivery.PLATFORM, shop.rules().of(kind));
    }
    targets.putAll(urls(matches, mode));
    return targets;
  }

  /// Of what became of a kept card no platform knows what to make: the rules' URLs alone are told.
  static Map<String, Rule> ofCard(List<RuleMatch> matches, Mode mode) {
    return urls(matches, mode);
  }

  private static Map<String, Rule> urls(List<RuleMatch> matches, Mode mode) {
    Map<String, Rule> targets = new LinkedHashMap<>();
    for (RuleMatch match : matches) {
      Rule rule = match.rule();
      if (match.matched() && rule.action() instanceof Call && rule.url(mode).isPresent()) {
        targets.put(URL + rule.kind() + "#" + rule.label(), rule);
      }
    }
    return targets;
  }

  /// Where a target listens now; empty when it is no longer there.
  static Optional<String> url(String target, Shops.Entry shop, Mode mode) {
    if (target.equals(Delivery.PLATFORM) || target.startsWith(Delivery.OPERATION)) {
      return platformUrl(shop.shop().connection());
    }
    return rule(target, shop).flatMap(rule -> rule.url(mode));
  }

  /// How a target is told that is a platform with an interface of its own.
  static Optional<PlatformVoice> voice(String target, Shops.Entry shop) {
    boolean platform = target.equals(Delivery.PLATFORM) || target.startsWith(Delivery.OPERATION);
    return platform ? Voices.of(shop.shop().connection()) : Optional.empty();
  }

  /// When a target is tried again: soon and for a day where the platform asks for that.
  static Schedule schedule(String target, Shops.Entry shop) {
    Connection connection = shop.shop().connection();
    return voice(target, shop).isPresent() && ShopifyVoice.speaksMutations(connection)
        ? Schedule.DAY
        : Schedule.QUARTER_HOURS;
  }

  /// The rule whose URL a target is; empty for the platform, and for a rule that is gone.
  static Optional<Rule> rule(String target, Shops.Entry shop) {
    return shop.rules().written().stream()
        .filter(rule -> target.equals(URL + rule.kind() + "#" + rule.label()))
        .findFirst();
  }

  /// What an attempt says of itself: nothing to the shop's platform, whose module knows the gateway
  /// alone, and a webhook's headers to the URLs of rules.
  static Map<String, String> headers(
      Delivery delivery, Optional<Shops.Entry> shop, Instant at, byte[] body) {
    if (delivery.target().equals(Delivery.PLATFORM)) {
      return Map.of();
    }
    List<Secret> secrets =
        shop.stream()
            .flatMap(entry -> entry.shop().webhookKeys().accepted(at).stream())
            .map(Credential::key)
            .toList();
    return Webhook.headers(delivery, at, body, secrets);
  }

  private static Optional<String> platformUrl(Connection connection) {
    return switch (connection.platform()) {
      case ODOO -> Optional.of(OdooRelay.target(connection));
      case NONE -> connection.field("url");
      case PAYMENT_ORDER -> Optional.empty();
      case ECWID, SHOPIFY -> Voices.of(connection).flatMap(voice -> voice.address(connection));
    };
  }

  /// Whether an answer with a status of success says in words that the shop did nothing.
  static boolean saysRefused(String target, Shops.Entry shop, String answer) {
    return target.equals(Delivery.PLATFORM)
        && RELAYED_TO.contains(shop.shop().connection().platform())
        && OdooRelay.saysRefused(answer);
  }
}
