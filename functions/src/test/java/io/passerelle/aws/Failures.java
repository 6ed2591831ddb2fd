package io.passerelle.aws;

/// Failures of AWS for tests that live elsewhere.
public final class Failures {

  private Failures() {}

  public static AwsFailure throttled() {
    return new AwsFailure("test", 400, "ThrottlingException");
  }
}
