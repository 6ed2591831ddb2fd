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
final class Tokens {

  private static final String JSON = "application/json";

  private final Grants grants;
  private final Apps apps;
  private final Sender sender;

  Tokens(Grants grants, Apps apps, Sender sender) {
    this.grants = grants;
    this.apps = apps;
    this.sender = sender;
  }

  Connection ready(Shop shop, Mode mode, Instant now) {
    Connection connection = shop.connection();
    if (connection.platform() != Platform.SHOPIFY) {
      return connection;
    }
    Map<String, Secret> secrets = new HashMap<>(connection.secrets());
    shop.keys(mode)
        .form()
        .current()
        .map(Credential::key)
        .ifPresent(key -> secrets.put(ShopifyVoice.HOSTED_KEY, key));
    grant(connection)
        .map(grant -> grant.isDue(now) ? renewed(grant, connection, now) : grant)
        .ifPresent(grant -> put(grant, secrets));
    return new Connection(connection.platform(), connection.fields(), secrets);
  }

  Optional<Grant> grant(Connection connection) {
    return connection.identity().flatMap(identity -> grants.find(connection.platform(), identity));
  }

  /// After an uninstallation no token is left, whatever an operator once wrote.
  private static void put(Grant grant, Map<String, Secret> secrets) {
    secrets.remove(ShopifyVoice.ACCESS_TOKEN);
    grant.access().ifPresent(token -> secrets.put(ShopifyVoice.ACCESS_TOKEN, token));
  }

  /// One worker renews; the others, and whoever cannot, go on with the token that there is: as long
  /// as it is valid that does, and after that the platform says so.
  private Grant renewed(Grant grant, Connection connection, Instant now) {
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
      Installation.Token token = ask(sender, Installation.tokenUrl(base(connection)), request, now);
      Grant next = leased.written().with(token.access(), token.refresh(), token.expires());
      grants.save(next);
      return next;
    } catch (Table.Stale _) {
      return grants.find(grant.platform(), grant.identity()).orElse(grant);
    } catch (Rejection rejection) {
      Log.line("token not renewed").with(Log.Field.REASON, rejection.detail()).write();
      return grant;
    }
  }

  /// Asks a shop for a token, or throws a [Rejection] that quotes nothing of the answer.
  static Installation.Token ask(Sender sender, String url, String request, Instant now) {
    Outgoing outgoing =
        new Outgoing(url, JSON, request.getBytes(UTF_8), Map.of(), Outgoing.Reading.WHOLE);
    return switch (sender.send(outgoing)) {
      case Answer.Answered(int status, String text, _, _) -> Installation.token(status, text, now);
      case Answer.Unanswered(var trouble, _, _) ->
          throw new Rejection(Rejection.Reason.INVALID, "Shopify did not answer: " + trouble);
    };
  }

  /// The shop's own address, or that of the server which an operator named in its stead.
  static String base(Connection connection) {
    return connection.field("url").orElseGet(() -> "https://" + connection.identity().orElse(""));
  }
}
