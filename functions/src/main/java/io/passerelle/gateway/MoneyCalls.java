package io.passerelle.gateway;

import io.passerelle.gateway.CallAnswer.Before;
import io.passerelle.gateway.CallAnswer.Lost;
import io.passerelle.gateway.CallAnswer.Made;
import io.passerelle.gateway.CallAnswer.NotNow;
import io.passerelle.gateway.CallAnswer.OtherState;
import io.passerelle.gateway.CallAnswer.Refused;
import io.passerelle.gateway.ServiceAnswer.Failed;
import io.passerelle.gateway.ServiceAnswer.Found;
import io.passerelle.payment.Charge.Phase;
import io.passerelle.payment.Deed;
import io.passerelle.payment.Money;
import io.passerelle.payment.Operation;
import io.passerelle.payment.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The web services that move money, or decide whether it moves.
///
/// The gateway has no idempotency key: the same refund asked for twice is two refunds. So one call
/// is made here for each asking, whatever comes back, and an answer that does not say for certain
/// what was done is [Lost]: reading tells, never a second call.
public final class MoneyCalls {

  /// Nothing left this machine.
  private static final Set<String> NOT_SENT = Set.of("BAD_URL", "DNS", "FORBIDDEN_ADDRESS");

  private final WebServices services;

  public MoneyCalls(WebServices services) {
    this.services = services;
  }

  /// `comment` is shown beside the transaction in the gateway's back office.
  public CallAnswer make(RestAccount account, Deed.Call call, String comment) {
    Map<String, Object> argument = new LinkedHashMap<>();
    argument.put("uuid", call.uuid());
    String service =
        switch (call) {
          case Deed.Refund refund -> {
            put(argument, refund.sent());
            argument.put("resolutionMode", "REFUND_ONLY");
            yield "Transaction/CancelOrRefund";
          }
          case Deed.Cancel _ -> {
            argument.put("resolutionMode", "CANCELLATION_ONLY");
            yield "Transaction/CancelOrRefund";
          }
          case Deed.Modify modify -> {
            Map<String, Object> update = new LinkedHashMap<>();
            put(update, modify.left());
            argument.put("cardUpdate", update);
            yield "Transaction/Update";
          }
          case Deed.Validate _ -> "Transaction/Validate";
        };
    argument.put("comment", comment);
    return switch (services.call(account, service, argument)) {
      case Found found -> found(call, found);
      case Failed failed -> failed(failed);
    };
  }

  private static void put(Map<String, Object> argument, Money amount) {
    argument.put("amount", amount.minorUnits());
    argument.put("currency", amount.currency().name());
  }

  /// An answer of success counts only where it tells what was asked for.
  private static CallAnswer found(Deed.Call call, Found found) {
    ToldTransaction told = found.transactions().getFirst();
    Phase phase = Phase.of(told.state());
    boolean same = told.uuid().filter(call.uuid()::equals).isPresent();
    if (call instanceof Deed.Refund refund) {
      boolean ours =
          told.operation() == Operation.CREDIT
              && !same
              && told.uuid().isPresent()
              && (told.parent().isEmpty() || told.parent().equals(call.uuid()))
              && isOf(told, refund);
      boolean denied = phase == Phase.DEAD || phase == Phase.CANCELLED;
      return !ours
          ? new Lost("UNEXPECTED")
          : denied ? new Refused(Refusal.BY_ISSUER, told.word()) : new Made(told);
    }
    boolean done =
        switch (call) {
          case Deed.Refund _ -> false;
          case Deed.Cancel _ -> phase == Phase.CANCELLED;
          case Deed.Modify modify -> told.ofTheOrder().filter(modify.left()::equals).isPresent();
          case Deed.Validate _ -> phase == Phase.AUTHORISED || phase == Phase.CAPTURED;
        };
    return same && done ? new Made(told) : new Lost("UNEXPECTED");
  }

  private static boolean isOf(ToldTransaction told, Deed.Refund refund) {
    return told.ofTheOrder().filter(refund.amount()::equals).isPresent()
        || told.moved().filter(refund.sent()::equals).isPresent();
  }

  private static CallAnswer failed(Failed failed) {
    String code = failed.code();
    return switch (failed.trouble()) {
      case RATE_LIMITED -> new NotNow(code);
      case UNAVAILABLE -> NOT_SENT.contains(code) ? new NotNow(code) : new Lost(code);
      case NOT_FOUND -> new OtherState(code);
      case BAD_CREDENTIALS -> new Refused(Refusal.BAD_CREDENTIALS, code);
      case NOT_OFFERED -> new Refused(Refusal.NOT_OFFERED, code);
      case BAD_CALL -> new Refused(Refusal.BAD_CALL, code);
      case TOO_MANY_RESULTS -> new Refused(Refusal.BY_GATEWAY, code);
      case REFUSED -> refused(code);
      case GARBAGE -> new Lost(code);
    };
  }

  /// What is not named here is new, or has nothing to do with these calls: a refusal of the
  /// gateway.
  private static CallAnswer refused(String code) {
    return switch (code) {
      case "PSP_104", "PSP_105" -> new Before(code);
      case "PSP_075", "PSP_076" -> new OtherState(code);
      case "PSP_011", "PSP_503" -> new OtherState(code);
      case "PSP_083" -> new Refused(Refusal.CHARGEBACK, code);
      case "PSP_101", "ACQ_001" -> new Refused(Refusal.BY_ISSUER, code);
      case "PSP_510", "PSP_511" -> new Refused(Refusal.TOO_MUCH, code);
      default -> new Refused(Refusal.BY_GATEWAY, code);
    };
  }
}
