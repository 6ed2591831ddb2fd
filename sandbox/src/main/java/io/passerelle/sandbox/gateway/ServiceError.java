package io.passerelle.sandbox.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A web service cannot do what it is asked; the code is one of chapter 4.6.
final class ServiceError extends Exception {

  private final String code;
  private final String text;

  ServiceError(String code, String text) {
    super(code + " " + text);
    this.code = code;
    this.text = text;
  }

  ObjectNode answer() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("errorCode", code);
    answer.put("errorMessage", text);
    answer.putNull("detailedErrorCode");
    answer.putNull("detailedErrorMessage");
    answer.putNull("ticket");
    answer.putNull("shopId");
    return answer.put("_type", "V4/WebService/WebServiceError");
  }
}
