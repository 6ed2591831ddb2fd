package io.passerelle.aws;

/// Failures of AWS for tests that live elsewhere.
public final class Failures {

  private Failures() {}

  public static AwsFailure throttled() {
    return of("ThrottlingException");
  }

  /// A failure with AWS's name of it.
  public static AwsFailure of(String error) {
    return new AwsFailure("test", 400, error);
  }
}
