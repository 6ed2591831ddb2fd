package io.passerelle.sandbox.aws;

import io.passerelle.sandbox.web.Json;

/// The two shapes in which AWS says that it refuses: XML of the query APIs, JSON of the others.
final class AwsErrors {

  private AwsErrors() {}

  static String queryXml(String code, String message) {
    return """
    <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
      <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
      <RequestId>00000000-0000-0000-0000-000000000000</RequestId>
    </ErrorResponse>
    """
        .formatted(code, message);
  }

  static String json(String type, String message) {
    return Json.write(Json.object().put("__type", type).put("message", message));
  }
}
