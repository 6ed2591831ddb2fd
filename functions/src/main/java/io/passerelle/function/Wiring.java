package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.alert.EmailAddress;
import io.passerelle.aws.Queue;
import io.passerelle.carddesk.CardReminding;
import io.passerelle.carddesk.ReminderPost;
import io.passerelle.carddesk.ReminderWakeups;
import io.passerelle.desk.Creation;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.desk.PaymentOrderDesk;
import io.passerelle.desk.SendWakeups;
import io.passerelle.gateway.Brands;
import io.passerelle.gateway.WebServices;
import io.passerelle.shop.ecwid.EcwidHosts;
import io.passerelle.store.SendPlaces;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/// Builds what the functions need from the environment that `template.yaml` sets.
///
/// The sandbox hands in its own clock and environment; nothing else differs. A test puts the parts
/// that reach outside ([Deployment]) in their place by extending it. What a function does not ask
/// for is not built.
public class Wiring extends Rows {

  Wiring(Map<String, String> environment, Clock clock) {
    super(environment, clock);
  }

  static Wiring ofLambda() {
    return of(System.getenv(), Clock.systemUTC());
  }

  /// As [#ofLambda], for a function that a buyer or the gateway waits for: before a snapshot is
  /// taken it is primed.
  static Wiring primed(Function<Wiring, ? extends RequestStreamHandler> function) {
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      Priming.prime(function);
    }
    return ofLambda();
  }

  /// As [#primed], for a function whose own request needs a checkout that is stored: it takes most
  /// of the way that a shop module's form takes.
  static Wiring primedByAForm() {
    return primed(CheckoutFunction::new);
  }

  public static Wiring of(Map<String, String> environment, Clock clock) {
    return new Wiring(environment, clock);
  }

  final RecoveryCourse recoveryCourse() {
    return new RecoveryCourse(
        ledger(), recoveryRuns(), pace(), wakeups(), recoveryWakeups(), clock());
  }

  final RecoveryWakeups recoveryWakeups() {
    return new RecoveryWakeups(recoveryQueue());
  }

  final PaymentOrderDesk paymentOrderDesk(PaymentLinks links) {
    SendWakeups wakeups = new SendWakeups(sendQueue());
    Creation creation = new Creation(books(), links, wakeups, Carriers.of(whatsApp()));
    return new PaymentOrderDesk(books(), links, creation, wakeups, clock());
  }

  final AppTokens appTokens() {
    return new AppTokens(grants(), apps(), sender(), shopifyUrl());
  }

  /// Where a store's API is that names no other.
  final String ecwidApi() {
    return setting("ECWID_API_URL", EcwidHosts.API);
  }

  final MailCaps mailCaps() {
    return new MailCaps(
        digests(),
        Integer.parseInt(setting("ALERT_MAILS_PER_HOUR", "20")),
        Math.max(1, mailsPerSecond() - mailsPerSecond() / 2));
  }

  /// Half of the mails of a second are for payment orders, so that no mailing holds up an alert.
  final SendPlaces sendPlaces() {
    return new SendPlaces(table(), Math.max(1, mailsPerSecond() / 2));
  }

  private int mailsPerSecond() {
    return Integer.parseInt(setting("MAILS_PER_SECOND", "10"));
  }

  final Wakeups wakeups() {
    return new Wakeups(deliveryQueue(), mailQueue());
  }

  /// How many replays of one shop start in one second at most.
  final Pace pace() {
    String perSecond = setting("DELIVERIES_PER_SECOND_PER_SHOP", "50");
    return new Pace(ledger(), Integer.parseInt(perSecond));
  }

  final OrderWakeups orderWakeups() {
    return new OrderWakeups(reconcileQueue());
  }

  final CardWakeups cardWakeups() {
    return new CardWakeups(cardQueue());
  }

  final CardReminding cardReminding() {
    return new CardReminding(
        cardPlans(),
        cardTokens(),
        shops(),
        ledger(),
        sendPlaces(),
        new ReminderWakeups(cardQueue()),
        new ReminderPost(mailServer(), suppressions(), mailSender(), publicUrl()),
        clock());
  }

  final Recorder recorder() {
    CardBook cards = new CardBook(cardTokens(), cardReminders());
    return new Recorder(ledger(), sessions(), cards, wakeups(), clock());
  }

  final Reconciler reconciler() {
    WebServices services = new WebServices(new GatewayHttp(sender()));
    return new Reconciler(
        ledger(),
        shops(),
        new RestAccounts(brands()),
        new Inquiry(ledger(), services, recorder()),
        new Pauses(ledger(), wakeups()),
        clock());
  }

  final OperationWakeups operationWakeups() {
    return new OperationWakeups(operationQueue());
  }

  /// For whoever wakes mails alone.
  final Wakeups mailWakeups() {
    Queue mails = mailQueue();
    return new Wakeups(mails, mails);
  }

  final Brands brands() {
    return Brands.with(setting("BRANDS", "{}"));
  }

  final SourceRanges notificationSources() {
    return SourceRanges.of(setting("NOTIFICATION_SOURCES", ""));
  }

  final EmailAddress mailSender() {
    return EmailAddress.parse(variable("MAIL_SENDER"))
        .orElseThrow(() -> new IllegalStateException("MAIL_SENDER is not an address"));
  }

  final Operations operations() {
    return new Operations(
        ledger(), shops(), new OperationBook(ledger(), wakeups()), operationWakeups(), clock());
  }

  /// Where a shop of Shopify's is called, with `{shop}` for its name.
  final String shopifyUrl() {
    return setting("SHOPIFY_URL", "https://{shop}");
  }

  /// Where buyers are sent from a host name that is not theirs; empty where there is none such.
  final String publicUrl() {
    return setting("PUBLIC_URL", "");
  }

  /// Where merchants look at an order; empty where there is no such page.
  final String consoleUrl() {
    return setting("CONSOLE_URL", "");
  }
}
