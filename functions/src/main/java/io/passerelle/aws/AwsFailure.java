package io.passerelle.aws;

/// AWS did not do what was asked: our own trouble, which is not caught but answered with a 5xx or
/// left on the queue. Holds the service, the status and AWS's name of the error, and nothing of the
/// request.
public final class AwsFailure extends RuntimeException {

  private final String error;

  AwsFailure(String service, int status, String error) {
    super(service + " answered " + status + " " + error);
    this.error = error;
  }

  AwsFailure(String service, Exception cause) {
    super(service + " did not answer", cause);
    this.error = "";
  }

  /// AWS's name of the error: `ThrottlingException`.
  public String error() {
    return error;
  }
}
