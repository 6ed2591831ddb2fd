package io.passerelle.aws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/// The carrier of text messages in memory, under the same contract as SNS.
public final class InMemoryTextServer implements TextServer {

  /// A text message as it left.
  public record Sms(String phone, String text) {}

  private final List<Sms> sent = Collections.synchronizedList(new ArrayList<>());
  private final Deque<String> failures = new ArrayDeque<>();

  @Override
  public void send(String phone, String text) {
    if (!failures.isEmpty()) {
      throw new AwsFailure("sns", 400, failures.removeFirst());
    }
    if (!phone.matches("\\+[1-9][0-9]{6,14}") || text.isEmpty()) {
      throw new AwsFailure("sns", 400, "InvalidParameter");
    }
    sent.add(new Sms(phone, text));
  }

  /// The next message fails with this error.
  public void failNext(String error) {
    failures.add(error);
  }

  public List<Sms> sent() {
    return List.copyOf(sent);
  }
}
