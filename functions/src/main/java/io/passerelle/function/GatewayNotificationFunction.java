package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.HttpFunction;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Reply;
import io.passerelle.edge.Request;
import io.passerelle.gateway.Brands;
import io.passerelle.gateway.Claim;
import io.passerelle.gateway.Notification;
import io.passerelle.store.Shops;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Receives the gateway's notifications (IPN), in either format, at every notification URL.
///
/// The gateway looks at the status alone: anything but a success it sends again at the quarter
/// hours and mails the merchant. So 200 says that the table has it; a 4xx that the request is not
/// the gateway's or a key is wrong; and a table that fails is not caught: 500 says "send again".
public final class GatewayNotificationFunction extends HttpFunction {

  private final Shops shops;
  private final Brands brands;
  private final Recorder recorder;
  private final SourceRanges sources;
  private final RefusedSignatures refused;
  private final Clock clock;

  /// Lambda calls this one.
  public GatewayNotificationFunction() {
    this(Wiring.primed(GatewayNotificationFunction::new));
  }

  public GatewayNotificationFunction(Wiring wiring) {
    this.shops = wiring.shops();
    this.brands = wiring.brands();
    this.recorder = wiring.recorder();
    this.sources = wiring.notificationSources();
    this.refused = new RefusedSignatures(wiring.refusals());
    this.clock = wiring.clock();
  }

  @Override
  protected Reply answer(Request request) {
    sources.require(request.sourceAddress());
    Optional<String> app = unknownBrand(request);
    if (app.isPresent() && request.pathParameters().containsKey("app")) {
      throw new Rejection(Reason.UNKNOWN_BRAND);
    }
    Form form = request.form();
    Claim claim = Claim.of(form);
    Shops.Entry shop =
        shops.find(claim.siteId()).orElseThrow(() -> new Rejection(Reason.UNKNOWN_SHOP));
    if (app.filter(name -> !name.equals(shop.shop().connection().app())).isPresent()) {
      throw new Rejection(Reason.UNKNOWN_BRAND);
    }
    Instant now = clock.instant();
    Verification verification = new Verification(shop.shop(), now);
    Notification notification =
        refused.watched(
            RefusedSignatures.Kind.NOTIFICATION,
            form,
            claim,
            shop.shop(),
            now,
            () -> verification.notification(form, claim));
    return Reply.text(200, recorder.record(notification, shop));
  }

  @Override
  protected Reply rejected(Rejection rejection) {
    return Reply.text(rejection.reason().status(), Words.of(rejection));
  }

  /// `/payment/{app}/ipn` is there for the brands alone; `?app-name=`, where it is given, may also
  /// be the name of the app by which the shop's store calls. Empty where it is a brand's.
  private Optional<String> unknownBrand(Request request) {
    return Optional.ofNullable(request.pathParameters().get("app"))
        .or(() -> Form.parse(request.query().getBytes(UTF_8)).field("app-name"))
        .filter(name -> brands.find(name).isEmpty());
  }
}
