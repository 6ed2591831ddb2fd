package io.passerelle.sandbox.aws;

import io.passerelle.sandbox.aws.Faults.Target;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;

/// How each service of AWS says that it failed or was asked too much, in the protocol in which it
/// was asked.
final class FaultReplies {

  private FaultReplies() {}

  static WebReply error(Target target, WebRequest request) {
    String type =
        switch (target) {
          case DYNAMODB -> "com.amazonaws.dynamodb.v20120810#InternalServerError";
          case SQS -> "com.amazonaws.sqs#InternalFailure";
          default -> "InternalFailure";
        };
    return reply(500, type, "Injected: the service failed", request);
  }

  static WebReply throttle(Target target, WebRequest request) {
    String type =
        switch (target) {
          case DYNAMODB ->
              "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
          case SQS -> "com.amazonaws.sqs#RequestThrottled";
          default -> "Throttling";
        };
    return reply(400, type, "Injected: too many requests", request);
  }

  private static WebReply reply(int status, String type, String message, WebRequest request) {
    if (request.headers().containsKey("x-amz-target")) {
      return WebReply.of(status, "application/x-amz-json-1.0", AwsErrors.json(type, message));
    }
    String code = type.substring(type.indexOf('#') + 1);
    return WebReply.of(status, "text/xml", AwsErrors.queryXml(code, message));
  }
}
