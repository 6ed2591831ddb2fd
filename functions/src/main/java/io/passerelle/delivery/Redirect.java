package io.passerelle.delivery;

import io.passerelle.delivery.Verdict.Suspicion;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an answer would have led, made fit to be kept and shown: without user name and password,
/// query and fragment, in which sessions and tokens travel.
public final class Redirect {

  private static final Pattern USER_INFO =
      Pattern.compile("^((?:[A-Za-z][A-Za-z0-9+.-]*:)?//)[^/]*@");
  private static final Pattern REST = Pattern.compile("[?#].*", Pattern.DOTALL);

  private Redirect() {}

  static String shown(String location) {
    return USER_INFO.matcher(REST.matcher(location).replaceFirst("")).replaceFirst("$1");
  }

  /// What a recorded attempt looks like that counts as delivered and led elsewhere; empty where it
  /// was no redirect, or looks harmless.
  public static Optional<Suspicion> warning(Attempt attempt) {
    return attempt.status() >= 300 && attempt.isDelivered()
        ? Optional.of(suspicion(attempt.response(), attempt.location().orElse("")))
            .filter(suspicion -> suspicion != Suspicion.NONE)
        : Optional.empty();
  }

  static Suspicion suspicion(String text, String location) {
    if (AnswerText.saysMaintenance(text) || AnswerText.leadsToMaintenance(location)) {
      return Suspicion.MAINTENANCE;
    }
    return AnswerText.saysLogin(text) || AnswerText.saysLogin(location)
        ? Suspicion.LOGIN
        : Suspicion.NONE;
  }
}
