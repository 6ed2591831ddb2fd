package io.passerelle.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.aws.AwsFailure;
import io.passerelle.aws.Queue;
import io.passerelle.card.TokenId;
import io.passerelle.edge.Log;
import io.passerelle.payment.Mode;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/// Wakes whoever deals with ITNs and asks the gateway about tokens. A wake-up that cannot be sent
/// is logged and not a failure, since the sweep finds what is due.
final class CardWakeups {

  private static final String NEWS = "news:";
  private static final String TOKEN = "token:";

  /// What was told has a fair part of the workers, however many tokens are to be asked about.
  private static final String NEWS_GROUP = "card-news";

  private static final String GROUP = "cards";

  private final Queue queue;

  CardWakeups(Queue queue) {
    this.queue = queue;
  }

  void wake(String news) {
    send(List.of(new Queue.Message(NEWS + news, NEWS_GROUP, Duration.ZERO)));
  }

  void wakeAllNews(List<String> news) {
    send(news.stream().map(id -> new Queue.Message(NEWS + id, NEWS_GROUP, Duration.ZERO)).toList());
  }

  void wakeAllTokens(List<TokenId> tokens) {
    send(
        tokens.stream()
            .map(id -> new Queue.Message(TOKEN + name(id), GROUP, Duration.ZERO))
            .toList());
  }

  /// Does what a message wakes for.
  static void read(String body, Consumer<String> news, Consumer<TokenId> token) {
    if (body.startsWith(NEWS)) {
      news.accept(body.substring(NEWS.length()));
    } else {
      token.accept(token(body.substring(TOKEN.length())));
    }
  }

  private static String name(TokenId id) {
    String name = id.mode() + "|" + id.token() + "|" + id.company();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }

  private static TokenId token(String name) {
    String[] parts = new String(Base64.getUrlDecoder().decode(name), UTF_8).split("\\|", 3);
    return new TokenId(parts[2], Mode.valueOf(parts[0]), parts[1]);
  }

  private void send(List<Queue.Message> messages) {
    try {
      queue.sendAll(messages);
    } catch (AwsFailure failure) {
      Log.line("wake-up not sent").with(Log.Field.ERROR, failure.error()).write();
    }
  }
}
