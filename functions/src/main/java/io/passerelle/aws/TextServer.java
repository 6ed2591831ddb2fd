package io.passerelle.aws;

/// Sends text messages.
public interface TextServer {

  /// Sends a text to a phone number (E.164), or fails with an [AwsFailure], which says whether it
  /// may have been sent all the same.
  void send(String phone, String text);
}
