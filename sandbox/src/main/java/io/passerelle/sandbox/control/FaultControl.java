package io.passerelle.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.aws.Faults;
import io.passerelle.sandbox.aws.Faults.Kind;
import io.passerelle.sandbox.aws.Faults.Target;
import io.passerelle.sandbox.web.Site;

/// `/sandbox/api/faults`: injects a fault, or clears all of them.
public final class FaultControl {

  private static final String DONE = "{}";

  private FaultControl() {}

  public static Site site(Faults faults) {
    return new ControlCall()
        .on("POST", document -> inject(faults, document))
        .on(
            "DELETE",
            document -> {
              faults.clear();
              return DONE;
            });
  }

  private static String inject(Faults faults, JsonNode document) {
    Target target =
        Faults.target(document.path("target").asText())
            .orElseThrow(() -> unknown("target", "dynamodb, sqs, ses, gateway or shop"));
    Kind kind =
        Kind.of(document.path("kind").asText())
            .orElseThrow(
                () -> unknown("kind", "error, throttle, timeout, duplicate, crash-after or drop"));
    JsonNode count = document.path("count");
    if (!count.isMissingNode() && !count.canConvertToInt()) {
      throw unknown("count", "a number");
    }
    faults.inject(target, kind, count.asInt(1));
    return DONE;
  }

  private static IllegalArgumentException unknown(String field, String known) {
    return new IllegalArgumentException("The " + field + " is " + known);
  }
}
