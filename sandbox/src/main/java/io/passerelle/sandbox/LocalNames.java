package io.passerelle.sandbox;

import io.passerelle.sandbox.aws.Dynamo;
import io.passerelle.sandbox.aws.EmbeddedSqs;
import io.passerelle.sandbox.aws.Rights;
import io.passerelle.sandbox.aws.SecretsVault;
import io.passerelle.sandbox.aws.Sqs;
import io.passerelle.sandbox.lambda.LambdaFunction;
import io.passerelle.sandbox.lambda.Reference;
import io.passerelle.sandbox.lambda.Template;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the template's references are on this machine, and so what its policies allow.
final class LocalNames {

  private final Template template;
  private final Dynamo dynamo;
  private final Sqs sqs;
  private final Map<String, String> tables;

  LocalNames(Template template, Dynamo dynamo, Sqs sqs) {
    this.template = template;
    this.dynamo = dynamo;
    this.sqs = sqs;
    this.tables =
        template.tables().stream()
            .map(Template.Table::name)
            .collect(Collectors.toMap(dynamo::tableName, LocalNames::arn));
  }

  Optional<String> resolve(Reference reference) {
    return template.typeOf(reference.name()).flatMap(type -> resolve(type, reference));
  }

  /// The URL, at the service itself, that `Ref` of a queue is.
  Optional<String> queueUrl(Reference reference) {
    return template
        .typeOf(reference.name())
        .filter(type -> type.equals("AWS::SQS::Queue") && reference.attribute().isEmpty())
        .map(_ -> sqs.queueUrl(reference.name()));
  }

  private Optional<String> resolve(String type, Reference reference) {
    String name = reference.name();
    return switch (type + " " + reference.attribute()) {
      case "AWS::DynamoDB::Table " -> Optional.of(dynamo.tableName(name));
      case "AWS::SQS::Queue " -> queueUrl(reference);
      case "AWS::SQS::Queue Arn" -> Optional.of(EmbeddedSqs.queueArn(name));
      case "AWS::SQS::Queue QueueName" -> Optional.of(name);
      case "AWS::SecretsManager::Secret ", "AWS::SecretsManager::Secret Id" ->
          Optional.of(SecretsVault.arn(name));
      default ->
          switch (reference.attribute()) {
            case "" -> Optional.of(name);
            case "Arn" -> Optional.of(arn(name));
            default -> Optional.empty();
          };
    };
  }

  private static String arn(String name) {
    return "arn:aws:sandbox:eu-west-1:000000000000:" + name;
  }

  /// Of a table that is called so at the service.
  String arnOfTable(String called) {
    return tables.getOrDefault(called, called);
  }

  Rights rights() {
    return new Rights(
        template.functions().stream()
            .collect(
                Collectors.toMap(LambdaFunction::name, one -> template.rights(one, this::called))));
  }

  /// A parameter that has no value here is called by its name.
  private Optional<String> called(Reference reference) {
    return resolve(reference).or(() -> Optional.of(reference.name()));
  }
}
