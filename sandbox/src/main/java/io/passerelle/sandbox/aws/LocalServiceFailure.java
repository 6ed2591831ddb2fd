package io.passerelle.sandbox.aws;

/// An embedded service refused what the sandbox itself asked of it.
public final class LocalServiceFailure extends RuntimeException {

  private final String answer;

  LocalServiceFailure(String operation, int status, String answer) {
    super(operation + " was answered " + status + ": " + answer);
    this.answer = answer;
  }

  /// Whether the service's error is of this type, such as `ResourceInUseException`.
  boolean is(String type) {
    return answer.contains(type);
  }
}
