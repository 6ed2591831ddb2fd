package io.passerelle.sandbox.gateway;

import io.passerelle.sandbox.state.Drawer;
import io.passerelle.sandbox.time.Agenda;
import io.passerelle.sandbox.web.FaultySite;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The whole simulated gateway: its pages and web services as a site below `/sandbox/gateway/`, and
/// the control calls beside them.
///
/// At its making it takes up again what its drawers hold: sessions that have yet to expire and
/// notifications that have yet to be replayed.
public final class SimulatedGateway implements Site, AutoCloseable {

  /// Longer than any caller waits for the gateway.
  private static final Duration HANG = Duration.ofSeconds(40);

  private final Caller caller;
  private final Site site;
  private final GatewayControl control;
  private final TokenControl tokens;
  private final ExpiryFiles expiryFiles;

  public SimulatedGateway(
      GatewayShops shops,
      Drawer paymentDrawer,
      Drawer noticeDrawer,
      Drawer tokenDrawer,
      Clock clock,
      Agenda agenda,
      Supplier<Optional<String>> faults,
      BooleanSupplier drops) {
    this(
        shops,
        paymentDrawer,
        noticeDrawer,
        tokenDrawer,
        clock,
        agenda,
        faults,
        drops,
        Caller.TIMEOUT);
  }

  SimulatedGateway(
      GatewayShops shops,
      Drawer paymentDrawer,
      Drawer noticeDrawer,
      Drawer tokenDrawer,
      Clock clock,
      Agenda agenda,
      Supplier<Optional<String>> faults,
      Duration timeout) {
    this(
        shops,
        paymentDrawer,
        noticeDrawer,
        tokenDrawer,
        clock,
        agenda,
        faults,
        () -> false,
        timeout);
  }

  SimulatedGateway(
      GatewayShops shops,
      Drawer paymentDrawer,
      Drawer noticeDrawer,
      Drawer tokenDrawer,
      Clock clock,
      Agenda agenda,
      Supplier<Optional<String>> faults,
      BooleanSupplier drops,
      Duration timeout) {
    this.caller = new Caller(clock, timeout);
    Payments payments = new Payments(paymentDrawer);
    Notifier notifier = new Notifier(shops, noticeDrawer, caller, clock, agenda, drops);
    KeptCards cards = new KeptCards(payments, tokenDrawer);
    Cashier cashier =
        new Cashier(new FormCheck(shops, cards, clock), payments, cards, notifier, clock, agenda);
    Ledger ledger = new Ledger(payments, clock);
    this.tokens = new TokenControl(cards, shops, caller, clock);
    this.expiryFiles = new ExpiryFiles(shops, cards, clock);
    this.control = new GatewayControl(shops, payments, cashier, ledger, notifier, clock);
    Site formPage =
        new FaultySite(
            new FormPage(cashier), faults, WebReply.text(429, "Too Many Requests"), HANG);
    Site webServices =
        new FaultySite(
            new WebServices(
                shops, payments, cards, new MoneyServices(payments, ledger, notifier), clock),
            faults,
            WebServices.THROTTLED,
            HANG);
    this.site =
        new GatewaySite(
            formPage,
            webServices,
            new PaymentPages(shops, payments, cashier, clock),
            new BackOffice(shops, payments, notifier, control));
  }

  /// The control calls of tests and tools.
  public GatewayControl control() {
    return control;
  }

  /// What happens to kept cards.
  public TokenControl tokens() {
    return tokens;
  }

  /// The monthly files of cards that end soon.
  public ExpiryFiles expiryFiles() {
    return expiryFiles;
  }

  @Override
  public WebReply answer(WebRequest request) {
    return site.answer(request);
  }

  /// Ends the calls that are under way; what was to be replayed stays in the drawers.
  @Override
  public void close() {
    caller.close();
  }
}
