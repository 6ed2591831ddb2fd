package io.passerelle.aws;

import java.util.List;

/// Sends mails.
public interface MailServer {

  /// Sends a message (RFC 5322) to its recipients, or fails.
  void send(byte[] message, List<String> recipients);
}
