package io.passerelle.aws;

/// Sends text messages.
public interface TextServer {

  /// Sends a text to a phone number (E.164), or fails with an [AwsFailure].
  void send(String phone, String text);
}
