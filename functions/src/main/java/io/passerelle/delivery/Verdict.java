package io.passerelle.delivery;

import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Answer.Unanswered;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Whether an attempt told the shop.
///
/// The status alone decides, by the gateway's own list (200 to 206, 301, 302, 303, 307, 308), so
/// that a shop behaves behind Passerelle as it did behind the gateway. What the text or a redirect
/// makes doubtful is kept beside it, for people to see.
public sealed interface Verdict {

  Set<Integer> SUCCESSES = Set.of(200, 201, 202, 203, 204, 205, 206, 301, 302, 303, 307, 308);

  /// The shop took it; `saysError` where its text reads like an error all the same.
  record Delivered(int status, boolean saysError) implements Verdict {}

  /// Counts as success, though the shop's page behind the redirect was never called.
  record Redirected(int status, Optional<String> location, Suspicion suspicion)
      implements Verdict {}

  /// To be tried again. There is a `status` where there was an HTTP answer, else a `finding`.
  record Failed(FailureClass failureClass, OptionalInt status, Optional<Finding> finding)
      implements Verdict {}

  /// What a redirect looks like.
  enum Suspicion {
    NONE,
    LOGIN,
    MAINTENANCE
  }

  default boolean succeeded() {
    return !(this instanceof Failed);
  }

  static Verdict of(Answer answer) {
    return switch (answer) {
      case Unanswered(var trouble, var detail, _) ->
          new Failed(FailureClass.of(trouble), OptionalInt.empty(), Finding.of(detail));
      case Answered(int status, String text, _, _) when !SUCCESSES.contains(status) ->
          new Failed(FailureClass.of(status, text), OptionalInt.of(status), Optional.empty());
      case Answered(int status, String text, var location, _) when status >= 300 ->
          new Redirected(
              status, location.map(Redirect::shown), Redirect.suspicion(text, location.orElse("")));
      case Answered(int status, String text, _, _) ->
          new Delivered(status, AnswerText.saysError(text));
    };
  }
}
