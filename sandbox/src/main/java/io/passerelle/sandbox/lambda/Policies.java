package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.aws.Rights.Right;
import java.util.List;
import java.util.Set;

/// Reads what the policies of a function allow it: statements written out, which is all that the
/// template has.
final class Policies {

  private Policies() {}

  static List<Right> read(JsonNode policies, TemplateValues values) {
    return policies
        .valueStream()
        .flatMap(policy -> policy.path("Statement").valueStream())
        .map(statement ->
            new Right(
                Set.copyOf(texts(statement.path("Action"), values)),
                texts(statement.path("Resource"), values)))
        .toList();
  }

  private static List<String> texts(JsonNode oneOrMany, TemplateValues values) {
    if (oneOrMany.isMissingNode()) {
      return List.of();
    }
    return oneOrMany.isArray() ? values.texts(oneOrMany) : List.of(values.text(oneOrMany));
  }
}
