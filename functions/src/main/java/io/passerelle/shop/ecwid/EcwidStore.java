package io.passerelle.shop.ecwid;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.util.Optional;

/// A store as its own token tells it (`/profile`): that it answers proves the token.
public record EcwidStore(String storeId, String name, Optional<String> currency) {

  static EcwidStore read(Json json) {
    Json storeId = json.get("generalInfo").get("storeId");
    return new EcwidStore(
        storeId
            .text()
            .or(() -> storeId.number().map(String::valueOf))
            .orElseThrow(() -> new Rejection(Reason.MALFORMED, "a profile without a store")),
        EcwidBuyer.cut(json.get("settings").get("storeName").text(""), 100),
        json.get("formatsAndUnits").get("currency").text());
  }

  public static EcwidAnswer<EcwidStore> answered(int status, String text) {
    return EcwidAnswer.of(status, text, EcwidStore::read);
  }
}
