package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import io.passerelle.gateway.AnswerSigner;
import io.passerelle.gateway.FormSigner;
import io.passerelle.gateway.SignedAnswer;
import io.passerelle.gateway.SignedForm;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How many notifications one core verifies in a second, with published notifications of real
/// payments (`vectors/gateway.json`).
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SignatureBench {

  private final Json formVector = vector("form-14");
  private final Json answerVector = vector("kr-03");
  private final List<FormSigner> formSigners =
      List.of(FormSigner.hmacSha256(Secret.of(formVector.get("key").text(""))));
  private final AnswerSigner answerSigner =
      new AnswerSigner(Secret.of(answerVector.get("key").text("")));
  private final List<AnswerSigner> answerSigners = List.of(answerSigner);
  private final Form form = form();
  private final String answerText = answerVector.get("raw").text("");
  private final Form answer =
      parsed(Map.of("kr-answer", answerText, "kr-hash", answerVector.get("expected").text("")));

  /// The form signature alone.
  @Benchmark
  public SignedForm formSignature() {
    return FormSigner.verify(form, formSigners);
  }

  /// The `kr-hash` alone.
  @Benchmark
  public String krHash() {
    return answerSigner.sign(answerText);
  }

  /// The `kr-hash`, and the answer then read as JSON.
  @Benchmark
  public SignedAnswer krHashAndJson() {
    return AnswerSigner.verify(answer, answerSigners);
  }

  private Form form() {
    Map<String, String> fields = new LinkedHashMap<>();
    formVector.get("fields").members().forEach((name, value) -> fields.put(name, value.text("")));
    fields.put(FormSigner.SIGNATURE, formVector.get("expected").text(""));
    return parsed(fields);
  }

  private static Form parsed(Map<String, String> fields) {
    return Form.parse(
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"))
            .getBytes(UTF_8));
  }

  private static Json vector(String id) {
    try (InputStream in =
        Objects.requireNonNull(SignatureBench.class.getResourceAsStream("/vectors/gateway.json"))) {
      return Json.parse(new String(in.readAllBytes(), UTF_8)).items().stream()
          .filter(vector -> vector.get("id").text("").equals(id))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
