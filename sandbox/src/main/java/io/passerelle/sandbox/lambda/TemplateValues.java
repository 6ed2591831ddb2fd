package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Works out a value of the template: literals, `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::Join` and
/// `Fn::If`.
///
/// The resolver is asked first; what it does not know is a pseudo parameter, or a parameter and has
/// its default. Anything else is refused with an `IllegalArgumentException`, since a wrong value
/// would be worse than none.
final class TemplateValues {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)\\}");

  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Region", "eu-west-1",
          "AWS::AccountId", "000000000000",
          "AWS::Partition", "aws",
          "AWS::URLSuffix", "amazonaws.com",
          "AWS::StackName", "passerelle");

  private final JsonNode template;
  private final Function<Reference, Optional<String>> resolver;

  TemplateValues(JsonNode template, Function<Reference, Optional<String>> resolver) {
    this.template = template;
    this.resolver = resolver;
  }

  String text(JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    }
    if (value.isObject() && value.size() == 1) {
      String function = value.fieldNames().next();
      return apply(function, value.path(function));
    }
    throw new IllegalArgumentException("Not a value that the sandbox can work out: " + value);
  }

  private String apply(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> resolve(new Reference(argument.asText(), ""));
      case "Fn::GetAtt" -> resolve(Reference.of(dotted(argument)));
      case "Fn::Sub" -> substitute(argument);
      case "Fn::Join" -> String.join(argument.path(0).asText(), texts(argument.path(1)));
      case "Fn::If" -> text(argument.path(holds(argument.path(0).asText()) ? 1 : 2));
      default -> throw new IllegalArgumentException("The sandbox does not know " + function);
    };
  }

  List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(text(value)));
    return texts;
  }

  private static String dotted(JsonNode argument) {
    return argument.isArray()
        ? argument.path(0).asText() + "." + argument.path(1).asText()
        : argument.asText();
  }

  private String substitute(JsonNode argument) {
    JsonNode own = argument.isArray() ? argument.path(1) : argument.path("none");
    Matcher variables =
        VARIABLE.matcher(argument.isArray() ? argument.path(0).asText() : argument.asText());
    return variables.replaceAll(found -> {
      String name = found.group(2);
      String value =
          !found.group(1).isEmpty()
              ? "${" + name + "}"
              : own.has(name) ? text(own.path(name)) : resolve(Reference.of(name));
      return Matcher.quoteReplacement(value);
    });
  }

  private String resolve(Reference reference) {
    Optional<String> resolved =
        resolver.apply(reference).or(() -> Optional.ofNullable(PSEUDO.get(reference.name())));
    return resolved.orElseGet(() -> defaultOf(reference));
  }

  private String defaultOf(Reference reference) {
    JsonNode parameter = template.path("Parameters").path(reference.name());
    if (!reference.attribute().isEmpty() || !parameter.has("Default")) {
      throw new IllegalArgumentException("Nothing is known of " + reference);
    }
    return parameter.path("Default").asText();
  }

  boolean holds(String condition) {
    JsonNode stated = template.path("Conditions").path(condition);
    if (stated.isMissingNode()) {
      throw new IllegalArgumentException("No condition is called " + condition);
    }
    return isTrue(stated);
  }

  private boolean isTrue(JsonNode stated) {
    String operator = stated.fieldNames().next();
    JsonNode operands = stated.path(operator);
    return switch (operator) {
      case "Fn::Equals" -> text(operands.path(0)).equals(text(operands.path(1)));
      case "Fn::Not" -> !isTrue(operands.path(0));
      case "Fn::And" -> operands.valueStream().allMatch(this::isTrue);
      case "Fn::Or" -> operands.valueStream().anyMatch(this::isTrue);
      case "Condition" -> holds(operands.asText());
      default -> throw new IllegalArgumentException("The sandbox does not know " + operator);
    };
  }
}
