package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.Table;
import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Outgoing;
import io.passerelle.delivery.Sender;
import io.passerelle.edge.Log;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import io.passerelle.payment.Mode;
import io.passerelle.shop.Connection;
import io.passerelle.shop.Credential;
import io.passerelle.shop.Grant;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformApp;
import io.passerelle.shop.Shop;
import io.passerelle.shop.shopify.Installation;
import io.passerelle.shop.shopify.ShopifyVoice;
import io.passerelle.store.Apps;
import io.passerelle.store.Grants;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Makes a connection ready for a call to its platform: with the token that the shop granted the
/// app, renewed where its end is near, and with the key that signs the hosted protocol.
final class AppTokens {

  private static final String JSON = "application/json";

  private final Grants grants;
  private final Apps apps;
  private final Sender sender;
  private final String shopUrl;

  AppTokens(Grants grants, Apps apps, Sender sender, String shopUrl) {
    this.grants = grants;
    this.apps = apps;
    this.sender = sender;
    this.shopUrl = shopUrl;
  }

  /// Empty where the token has come to its end and could not be renewed: not now.
  Optional<Connection> ready(Shop shop, Mode mode, String option, Instant now) {
    Connection connection = signing(shop, mode);
    if (connection.platform() != Platform.SHOPIFY) {
      return Optional.of(connection);
    }
    Optional<Grant> found =
        grant(connection, option).map(grant -> grant.isDue(now) ? renewed(grant, now) : grant);
    if (found.filter(grant -> grant.isExpired(now)).isPresent()) {
      return Optional.empty();
    }
    Map<String, Secret> secrets = new HashMap<>(connection.secrets());
    found.ifPresent(grant -> put(grant, secrets));
    return Optional.of(new Connection(connection.platform(), connection.fields(), secrets));
  }

  /// A connection with the key that signs the hosted protocol, which is the shop's form key.
  static Connection signing(Shop shop, Mode mode) {
    Connection connection = shop.connection();
    Optional<Secret> key = shop.keys(mode).form().current().map(Credential::key);
    if (connection.platform() != Platform.SHOPIFY || key.isEmpty()) {
      return connection;
    }
    Map<String, Secret> secrets = new HashMap<>(connection.secrets());
    secrets.put(ShopifyVoice.HOSTED_KEY, key.get());
    return new Connection(connection.platform(), connection.fields(), secrets);
  }

  /// Of the app that the payment option is offered by: each way to pay is an app of its own to
  /// Shopify, where a deployment has more than one.
  private Optional<Grant> grant(Connection connection, String option) {
    Optional<String> shop = connection.identity();
    String app = connection.app();
    Optional<Grant> own =
        option.isEmpty()
            ? Optional.empty()
            : shop.flatMap(one -> grants.find(Platform.SHOPIFY, one, app + "-" + option));
    return own.or(() -> shop.flatMap(one -> grants.find(Platform.SHOPIFY, one, app)));
  }

  /// After an uninstallation no token is left, whatever an operator once wrote.
  private static void put(Grant grant, Map<String, Secret> secrets) {
    secrets.remove(ShopifyVoice.ACCESS_TOKEN);
    grant.access().ifPresent(token -> secrets.put(ShopifyVoice.ACCESS_TOKEN, token));
  }

  /// One worker renews; the others, and whoever cannot, go on with the token that there is: as long
  /// as it is valid that does, and after that the platform says so.
  private Grant renewed(Grant grant, Instant now) {
    Optional<PlatformApp> app = apps.find(grant.platform(), grant.app());
    if (app.isEmpty() || app.get().secrets().isEmpty()) {
      return grant;
    }
    try {
      Grant leased = grant.leased(now);
      grants.save(leased);
      Installation installation =
          new Installation(app.get().clientId(), app.get().secrets().getFirst());
      String request = installation.refreshRequest(grant.refresh().orElseThrow());
      Installation.Token token = ask(grant.identity(), request, now);
      Grant next = leased.written().with(token.access(), token.refresh(), token.expires());
      grants.save(next);
      return next;
    } catch (Table.Stale _) {
      return grants.find(grant.platform(), grant.identity(), grant.app()).orElse(grant);
    } catch (Rejection rejection) {
      Log.line("token not renewed").with(Log.Field.REASON, rejection.detail()).write();
      return grant;
    }
  }

  /// Asks a shop for a token, or throws a [Rejection] that quotes nothing of the answer.
  Installation.Token ask(String shop, String request, Instant now) {
    Outgoing outgoing =
        new Outgoing(
            Installation.tokenUrl(base(shop)),
            JSON,
            request.getBytes(UTF_8),
            Map.of(),
            Outgoing.Reading.WHOLE);
    return switch (sender.send(outgoing)) {
      case Answer.Answered(int status, String text, _, _) -> Installation.token(status, text, now);
      case Answer.Unanswered(var trouble, _, _) ->
          throw new Rejection(Rejection.Reason.INVALID, "Shopify did not answer: " + trouble);
    };
  }

  /// Where the shop of that name is called.
  String base(String shop) {
    return shopUrl.replace("{shop}", shop);
  }
}
