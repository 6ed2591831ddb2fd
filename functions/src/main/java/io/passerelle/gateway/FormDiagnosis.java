package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.gateway.TrialKey.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What differs where the signature of a form was refused.
final class FormDiagnosis {

  private final Form form;
  private final List<TrialKey> keys;
  private final List<TrialKey> accepted;
  private final TreeMap<String, String> fields = new TreeMap<>();
  private final String signature;
  private final Trials trials;

  FormDiagnosis(Form form, List<TrialKey> keys) {
    this.form = form;
    this.keys = keys;
    this.accepted = keys.stream().filter(key -> key.origin() == Origin.ACCEPTED).toList();
    form.fields()
        .forEach((name, value) -> {
          if (name.startsWith("vads_")) {
            fields.put(name, value);
          }
        });
    this.signature = form.field(FormSigner.SIGNATURE).orElse("");
    this.trials = Trials.of(signature);
  }

  Diagnosis diagnosis() {
    if (signature.isBlank()) {
      return Diagnosis.of(Difference.NO_SIGNATURE, form);
    }
    if (!trials.hasSignature()) {
      return Diagnosis.of(Difference.NOT_A_SIGNATURE, form);
    }
    return key()
        .or(this::text)
        .map(difference -> Diagnosis.of(difference, form))
        .or(this::field)
        .orElseGet(
            () -> Diagnosis.of(accepted.isEmpty() ? Difference.NO_KEY : Difference.UNKNOWN, form));
  }

  /// The text as it stands, with each key.
  private Optional<Difference> key() {
    byte[] text = text(fields.values()).getBytes(UTF_8);
    return keys.stream().filter(key -> trials.signsForm(key, text)).findFirst().map(this::of);
  }

  private Difference of(TrialKey key) {
    return switch (key.origin()) {
      case OTHER_MODE -> Difference.OTHER_MODE;
      case REPLACED -> Difference.REPLACED_KEY;
      case RETURN -> Difference.RETURN_KEY;
      case ACCEPTED -> key.hmac() == trials.isHmac() ? encoding() : Difference.OTHER_ALGORITHM;
    };
  }

  private Difference encoding() {
    String text = signature.strip();
    if (text.contains(" ")) {
      return Difference.PLUS_IN_SIGNATURE;
    }
    boolean hex = Trials.hex(text).length > 0;
    boolean asDue =
        trials.isHmac() ? !hex && !text.matches(".*[-_].*") : text.matches("[0-9a-f]{40}");
    return asDue ? Difference.SPACES : Difference.OTHER_ENCODING;
  }

  /// The text as somebody on the way, or the signer, may have had it.
  private Optional<Difference> text() {
    if (signs(each(String::strip)) || signs(each(String::stripTrailing))) {
      return Optional.of(Difference.SPACES);
    }
    if (accepted.stream()
            .anyMatch(key -> trials.signsForm(key, text(fields.values()).getBytes(ISO_8859_1)))
        || signs(each(value -> new String(value.getBytes(UTF_8), ISO_8859_1)))) {
      return Optional.of(Difference.LATIN_1);
    }
    if (signs(raw(value -> Raw.percentDecoded(value)))) {
      return Optional.of(Difference.PLUS_IN_VALUE);
    }
    if (signs(each(Raw::htmlEscaped)) || signs(each(Raw::htmlUnescaped))) {
      return Optional.of(Difference.HTML_ESCAPED);
    }
    if (signs(each(value -> value.replace("\\/", "/")))
        || signs(each(value -> value.replace("/", "\\/")))) {
      return Optional.of(Difference.SLASHES);
    }
    if (signs(raw(UnaryOperator.identity()))
        || signs(each(Raw::percentDecoded))
        || signs(each(value -> value.replace("\r\n", "\n")))
        || signs(each(value -> value.replaceAll("\r?\n", "\r\n")))) {
      return Optional.of(Difference.RE_ENCODED);
    }
    return signs(asSent()) ? Optional.of(Difference.OTHER_ORDER) : Optional.empty();
  }

  /// The text with one field more or less, as long as there are tries left.
  private Optional<Diagnosis> field() {
    if (accepted.isEmpty() || text(fields.values()).length() > Trials.FIELD_BYTES_MAX) {
      return Optional.empty();
    }
    List<String> names = List.copyOf(fields.keySet());
    List<String> values = List.copyOf(fields.values());
    for (Difference difference :
        List.of(Difference.FIELD_ADDED, Difference.EMPTY_FIELD_MISSING, Difference.FIELD_FILLED)) {
      for (int i = 0; i < values.size() && trials.left() > 0; i++) {
        List<String> changed = new ArrayList<>(values);
        switch (difference) {
          case FIELD_ADDED -> changed.remove(i);
          case FIELD_FILLED -> changed.set(i, "");
          default -> changed.add(i, "");
        }
        if (trials.signsForm(accepted.getFirst(), text(changed).getBytes(UTF_8))) {
          boolean missing = difference == Difference.EMPTY_FIELD_MISSING;
          Optional<String> name = missing ? Optional.empty() : Optional.of(names.get(i));
          return Optional.of(Diagnosis.of(difference, name, form));
        }
      }
    }
    return Optional.empty();
  }

  private boolean signs(Collection<String> values) {
    byte[] text = text(values).getBytes(UTF_8);
    return accepted.stream().anyMatch(key -> trials.signsForm(key, text));
  }

  private List<String> each(UnaryOperator<String> change) {
    return fields.values().stream().map(change).toList();
  }

  /// The values as they were sent, before they were decoded.
  private List<String> raw(UnaryOperator<String> change) {
    Map<String, String> sent = Raw.values(form);
    return fields.keySet().stream().map(name -> change.apply(sent.getOrDefault(name, ""))).toList();
  }

  private List<String> asSent() {
    return form.fields().entrySet().stream()
        .filter(field -> field.getKey().startsWith("vads_"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static String text(Collection<String> values) {
    StringBuilder text = new StringBuilder(1_024);
    values.forEach(value -> text.append(value).append('+'));
    return text.toString();
  }
}
