package io.passerelle.carddesk;

import io.passerelle.card.TokenId;
import io.passerelle.cardfile.CardFileReader;
import io.passerelle.cardfile.Entry;
import io.passerelle.cardfile.Fault;
import io.passerelle.cardfile.Found;
import io.passerelle.cardfile.Problem;
import io.passerelle.store.FetchedFile;
import io.passerelle.store.FetchedFile.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the pass through a whole file finds before anything of it is used: its problems, and
/// whether it is what its name says.
record FileLook(Problems problems, boolean refused) {

  static FileLook through(CardFileReader reader) throws IOException {
    List<FetchedFile.Problem> first = new ArrayList<>();
    long count = 0;
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      Optional<Problem> problem = problem(next.get());
      count += problem.isPresent() ? 1 : 0;
      problem
          .filter(_ -> first.size() < FetchedFile.PROBLEMS_MAX)
          .map(FileLook::noted)
          .ifPresent(first::add);
    }
    return new FileLook(new Problems(first, count), reader.summary().refused());
  }

  static FetchedFile.Problem noted(Problem problem) {
    return new FetchedFile.Problem(problem.line(), problem.field(), problem.fault().name());
  }

  /// Of the file as a whole.
  static FetchedFile.Problem noted(Fault fault) {
    return noted(new Problem(0, "", fault));
  }

  /// Beside what the reader finds: a card that ends in another century, or whose token the gateway
  /// would not take, is none that can be used. A subscription is not kept under a name that may be
  /// a card's number, masked or behind letters: the reader finds those alone that stand there
  /// whole.
  static Optional<Problem> problem(Entry entry) {
    return switch (entry) {
      case Problem problem -> Optional.of(problem);
      case Found found when !TokenId.isValid(found.detail().card().token()) ->
          Optional.of(new Problem(found.line(), "token", Fault.NO_TOKEN));
      case Found found when ListedCard.expiry(found).isEmpty() ->
          Optional.of(new Problem(found.line(), "expiry", Fault.NO_DATE));
      case Found found when !ListedSubscription.isNamed(found) ->
          Optional.of(new Problem(found.line(), "subscription", Fault.CARD_NUMBER));
      case Found _ -> Optional.empty();
    };
  }
}
