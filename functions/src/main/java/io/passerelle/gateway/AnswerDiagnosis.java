package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.gateway.TrialKey.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What differs where the hash of an answer was refused.
final class AnswerDiagnosis {

  private final Form form;
  private final List<TrialKey> keys;
  private final List<TrialKey> accepted;
  private final String answer;
  private final String hash;
  private final Trials trials;

  AnswerDiagnosis(Form form, List<TrialKey> keys) {
    this.form = form;
    this.keys = keys;
    this.accepted = keys.stream().filter(key -> key.origin() == Origin.ACCEPTED).toList();
    this.answer = form.field(AnswerSigner.ANSWER).orElse("");
    this.hash = form.field(AnswerSigner.HASH).orElse("");
    this.trials = Trials.of(hash);
  }

  Diagnosis diagnosis() {
    return Diagnosis.of(difference(), form);
  }

  private Difference difference() {
    if (hash.isBlank()) {
      return Difference.NO_SIGNATURE;
    }
    if (!trials.isHmac()) {
      return Difference.NOT_A_SIGNATURE;
    }
    return key().or(this::text).orElse(accepted.isEmpty() ? Difference.NO_KEY : Difference.UNKNOWN);
  }

  private Optional<Difference> key() {
    String unescaped = answer.replace("\\/", "/");
    return keys.stream()
        .filter(key -> trials.signsAnswer(key, answer) || trials.signsAnswer(key, unescaped))
        .findFirst()
        .map(this::of);
  }

  private Difference of(TrialKey key) {
    return switch (key.origin()) {
      case OTHER_MODE -> Difference.OTHER_MODE;
      case REPLACED -> Difference.REPLACED_KEY;
      case RETURN -> Difference.RETURN_KEY;
      case ACCEPTED -> {
        if (!hash.matches("[0-9a-f]{64}")) {
          yield hash.strip().equals(hash) ? Difference.OTHER_ENCODING : Difference.SPACES;
        }
        // Genuine by an accepted key, and refused: of the other mode, or of another shop.
        boolean itsMode =
            Pattern.compile("\"mode\"\\s*:\\s*\"" + key.mode() + "\"").matcher(answer).find();
        yield itsMode ? Difference.OTHER_SHOP : Difference.OTHER_MODE;
      }
    };
  }

  private Optional<Difference> text() {
    if (signs(String::strip) || signs(text -> text + "\n")) {
      return Optional.of(Difference.SPACES);
    }
    if (signs(text -> text.replace("/", "\\/"))) {
      return Optional.of(Difference.SLASHES);
    }
    if (signs(text -> new String(text.getBytes(UTF_8), ISO_8859_1))
        || signs(text -> new String(text.getBytes(ISO_8859_1), UTF_8))) {
      return Optional.of(Difference.LATIN_1);
    }
    String sent = Raw.values(form).getOrDefault(AnswerSigner.ANSWER, "");
    if (signs(text -> Raw.percentDecoded(sent))) {
      return Optional.of(Difference.PLUS_IN_VALUE);
    }
    if (signs(Raw::htmlUnescaped) || signs(Raw::htmlEscaped)) {
      return Optional.of(Difference.HTML_ESCAPED);
    }
    boolean again =
        signs(Raw::compactJson)
            || signs(Raw::unicodeUnescaped)
            || signs(Raw::unicodeEscaped)
            || signs(text -> Raw.unicodeEscaped(text).replace("/", "\\/"))
            || signs(text -> Raw.compactJson(text).replace("/", "\\/"))
            || signs(Raw::percentDecoded)
            || signs(text -> sent);
    return again ? Optional.of(Difference.RE_ENCODED) : Optional.empty();
  }

  private boolean signs(UnaryOperator<String> change) {
    String changed = change.apply(answer);
    return accepted.stream().anyMatch(key -> trials.signsAnswer(key, changed));
  }
}
