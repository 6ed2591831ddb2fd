package io.passerelle.gateway;

import io.passerelle.edge.Form;
import io.passerelle.payment.CardNumbers;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Why a signature was refused: what differs, in which field where it is one, and the names of the
/// fields that were signed. It holds no value, no key and no signature.
///
/// It is made only after the refusal, with a limited number of tries, and changes nothing of it.
public record Diagnosis(
    Difference difference, Optional<String> field, List<String> fields, int fieldCount) {

  /// A form of the gateway has some sixty.
  public static final int FIELDS_MAX = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

  public Diagnosis {
    fields = List.copyOf(fields);
  }

  /// Looks for what differs, with the keys in the order in which they are to be tried.
  public static Diagnosis of(Form form, Claim.Format format, List<TrialKey> keys) {
    return switch (format) {
      case FORM -> new FormDiagnosis(form, keys).diagnosis();
      case REST -> new AnswerDiagnosis(form, keys).diagnosis();
    };
  }

  static Diagnosis of(Difference difference, Form form) {
    return of(difference, Optional.empty(), form);
  }

  static Diagnosis of(Difference difference, Optional<String> field, Form form) {
    List<String> signed =
        new TreeSet<>(form.fields().keySet())
            .stream()
                .filter(name -> name.startsWith("vads_") || name.equals(AnswerSigner.ANSWER))
                .toList();
    return new Diagnosis(
        difference,
        field.map(Diagnosis::shown),
        signed.stream().limit(FIELDS_MAX).map(Diagnosis::shown).toList(),
        signed.size());
  }

  private static String shown(String name) {
    boolean plain = NAME.matcher(name).matches() && CardNumbers.hidden(name).equals(name);
    return plain ? name : "(unprintable)";
  }
}
