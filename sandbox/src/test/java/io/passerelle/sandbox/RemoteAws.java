package io.passerelle.sandbox;

/// Starts an AWS for the tests where the environment names none; there is an implementation in the
/// Maven profile `localstack` alone.
public interface RemoteAws {

  /// Where it answers; aborts the test where it cannot be started.
  String endpoint();
}
