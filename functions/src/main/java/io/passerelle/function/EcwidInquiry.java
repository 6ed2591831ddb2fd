package io.passerelle.function;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Sender;
import io.passerelle.shop.PlatformRequest;
import io.passerelle.shop.ecwid.EcwidAnswer;
import io.passerelle.shop.ecwid.EcwidApi;
import io.passerelle.shop.ecwid.EcwidOrder;
import io.passerelle.shop.ecwid.EcwidStore;
import java.util.function.BiFunction;

/// Asks Ecwid what its calls only hint at, through the one door to outside URLs.
final class EcwidInquiry {

  private final Sender sender;

  EcwidInquiry(Sender sender) {
    this.sender = sender;
  }

  EcwidAnswer<EcwidOrder> order(EcwidApi api, String reference) {
    return ask(api.order(reference), EcwidOrder::answered);
  }

  EcwidAnswer<EcwidStore> store(EcwidApi api) {
    return ask(api.profile(), EcwidStore::answered);
  }

  private <T> EcwidAnswer<T> ask(
      PlatformRequest request, BiFunction<Integer, String, EcwidAnswer<T>> reading) {
    return switch (sender.send(PlatformHttp.outgoing(request))) {
      case Answer.Answered(int status, String text, _, _) -> reading.apply(status, text);
      case Answer.Unanswered _ -> new EcwidAnswer.Later<>();
    };
  }
}
