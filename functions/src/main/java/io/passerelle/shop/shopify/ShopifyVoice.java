package io.passerelle.shop.shopify;

import io.passerelle.edge.Secret;
import io.passerelle.shop.Connection;
import io.passerelle.shop.OperationResult;
import io.passerelle.shop.Platform;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.PlatformResult;
import io.passerelle.shop.PlatformVoice;
import io.passerelle.shop.Session;
import io.passerelle.shop.Telling;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells Shopify of a payment by the mutations of the Payments Apps API, and the carts of the
/// hosted protocol by its callback.
public final class ShopifyVoice implements PlatformVoice {

  /// Of a connection: the token of the app in this shop, and the key that the hosted protocol is
  /// signed with, which is the shop's form key.
  public static final String ACCESS_TOKEN = "accessToken";

  public static final String HOSTED_KEY = "hostedKey";

  /// The version that is asked where a session named none; Shopify keeps each for a year.
  static final String API_VERSION = "2026-07";

  private static final String TOKEN_HEADER = "X-Shopify-Access-Token";
  private static final String JSON = "application/json";

  /// Checks a connection when it is saved: a token is sent to that host.
  public static void check(Connection connection) {
    if (connection.field("shopDomain").filter(name -> !ShopDomain.isValid(name)).isPresent()) {
      throw Texts.invalid("connection.shopDomain must be like example.myshopify.com");
    }
  }

  /// Whether a connection is that of an installed app; else the shop speaks the hosted protocol.
  public static boolean speaksMutations(Connection connection) {
    return connection.platform() == Platform.SHOPIFY
        && graphql(connection, API_VERSION).isPresent();
  }

  /// The request that says that a shop, at `base`, has all that the app needs.
  public static PlatformRequest configured(String base, Secret token, String handle) {
    return new PlatformRequest(
        "POST",
        base + "/payments_apps/api/" + API_VERSION + "/graphql.json",
        JSON,
        Map.of(TOKEN_HEADER, token),
        Mutation.configure(handle, true).body());
  }

  @Override
  public Optional<String> address(Connection connection) {
    return Optional.of(
        graphql(connection, API_VERSION).orElse("the checkout's " + HostedRequest.CALLBACK));
  }

  @Override
  public Optional<PlatformRequest> telling(Telling telling) {
    Optional<Session> session = telling.session();
    if (session.isEmpty()) {
      return Optional.empty();
    }
    return HostedCallback.isHosted(session.get())
        ? hosted(telling, session.get())
        : mutation(telling, session.get())
            .flatMap(mutation -> request(telling.connection(), session.get(), mutation));
  }

  @Override
  public PlatformResult heard(PlatformRequest told, int status, String text) {
    return told.contentType().equals(JSON) ? heard(status, text) : HostedCallback.heard(status);
  }

  @Override
  public PlatformResult heard(int status, String text) {
    return switch (MutationAnswer.of(status, text)) {
      case MutationAnswer.Taken(var redirectUrl) ->
          new PlatformResult.Done(
              "taken",
              redirectUrl.map(url -> Map.of(SessionRequest.REDIRECT_URL, url)).orElse(Map.of()));
      case MutationAnswer.Later(String why) -> new PlatformResult.Again(why);
      case MutationAnswer.Refused(String why) -> new PlatformResult.Never(why);
    };
  }

  /// Without its key nothing can be signed that the cart would believe.
  private static Optional<PlatformRequest> hosted(Telling telling, Session session) {
    Secret key = telling.connection().secrets().get(HOSTED_KEY);
    if (key == null) {
      throw new IllegalStateException("no key for the hosted protocol");
    }
    HostedCallback callback = new HostedCallback(session, key, telling.at());
    return telling.operation().isPresent()
        ? telling.operation().map(callback::telling)
        : callback.telling(telling.order());
  }

  private static Optional<Mutation> mutation(Telling telling, Session session) {
    Optional<OperationResult> operation = telling.operation();
    if (operation.isPresent()) {
      return operation.map(ShopifyVoice::mutation);
    }
    String gid = session.fields().getOrDefault(SessionRequest.GID, "");
    return switch (Outcome.of(telling.order(), session)) {
      case Outcome.Resolved(var expires) -> Optional.of(Mutation.resolve(gid, expires));
      case Outcome.Pending(var reason, var expires) ->
          Optional.of(Mutation.pending(gid, expires, reason));
      case Outcome.Rejected(String code) ->
          Optional.of(Mutation.reject(gid, code, "The payment was not accepted."));
      case Outcome.Nothing _ -> Optional.empty();
    };
  }

  private static Mutation mutation(OperationResult operation) {
    Mutation.Asked asked = OperationSession.asked(operation.kind());
    String gid = operation.fields().getOrDefault(SessionRequest.GID, "");
    return operation.done()
        ? Mutation.done(asked, gid)
        : Mutation.notDone(asked, gid, "PROCESSING_ERROR", Texts.cut(operation.reason()));
  }

  /// Empty where it is not known which shop it is. A missing token is left to Shopify to refuse.
  private static Optional<PlatformRequest> request(
      Connection connection, Session session, Mutation mutation) {
    String version = session.field(SessionRequest.API_VERSION).orElse(API_VERSION);
    Map<String, Secret> headers = new HashMap<>();
    Optional.ofNullable(connection.secrets().get(ACCESS_TOKEN))
        .ifPresent(token -> headers.put(TOKEN_HEADER, token));
    return graphql(connection, version)
        .map(url -> new PlatformRequest("POST", url, JSON, headers, mutation.body()));
  }

  /// Where mutations go: the shop's own host, or the address that an operator gave instead.
  static Optional<String> graphql(Connection connection, String version) {
    return connection
        .field("graphqlUrl")
        .or(() ->
            connection
                .field("shopDomain")
                .flatMap(ShopDomain::parse)
                .map(
                    shop -> "https://" + shop + "/payments_apps/api/" + version + "/graphql.json"));
  }
}
