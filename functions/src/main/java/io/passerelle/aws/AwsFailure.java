package io.passerelle.aws;

/// AWS did not do what was asked: our own trouble, which is not caught but answered with a 5xx or
/// left on the queue. Holds the service, the status and AWS's name of the error, and nothing of the
/// request.
public final class AwsFailure extends RuntimeException {

  private final String error;
  private final boolean unanswered;

  AwsFailure(String service, int status, String error) {
    super(service + " answered " + status + " " + error);
    this.error = error;
    this.unanswered = false;
  }

  AwsFailure(String service, Exception cause) {
    super(service + " did not answer", cause);
    this.error = "";
    this.unanswered = cause instanceof NoAnswer;
  }

  /// Whether AWS was reached and did not answer: it may have done what was asked.
  public boolean isUnanswered() {
    return unanswered;
  }

  /// AWS's name of the error: `ThrottlingException`.
  public String error() {
    return error;
  }
}
