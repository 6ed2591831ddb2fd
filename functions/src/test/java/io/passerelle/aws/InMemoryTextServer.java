package io.passerelle.aws;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
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
  private int answersLost;
  private int refused;

  @Override
  public void send(String phone, String text) {
    if (refused > 0) {
      refused--;
      throw new AwsFailure("sns", new ConnectException());
    }
    if (!failures.isEmpty()) {
      throw new AwsFailure("sns", 400, failures.removeFirst());
    }
    if (!phone.matches("\\+[1-9][0-9]{6,14}") || text.isEmpty()) {
      throw new AwsFailure("sns", 400, "InvalidParameter");
    }
    sent.add(new Sms(phone, text));
    if (answersLost > 0) {
      answersLost--;
      throw new AwsFailure("sns", new NoAnswer(new SocketTimeoutException()));
    }
  }

  /// The next message fails with this error.
  public void failNext(String error) {
    failures.add(error);
  }

  /// The next message goes, and nobody hears of it.
  public void loseNextAnswer() {
    answersLost++;
  }

  /// The next message finds nobody.
  public void refuseNextConnection() {
    refused++;
  }

  public List<Sms> sent() {
    return List.copyOf(sent);
  }
}
