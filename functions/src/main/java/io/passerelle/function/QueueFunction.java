package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.aws.AwsFailure;
import io.passerelle.edge.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A Lambda function behind a queue. The messages of a batch are handled side by side, so that a
/// slow one holds up none of the others; those that failed go back on the queue, alone.
public abstract class QueueFunction implements RequestStreamHandler {

  /// Does what the message asks for. What it throws is our own trouble: the message comes again.
  protected abstract void handle(String body);

  @Override
  public final void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    List<SqsEvent.Message> messages = SqsEvent.read(event);
    // A message has failed until it was handled: whatever ends its thread, it comes again.
    Set<String> failed = ConcurrentHashMap.newKeySet();
    messages.forEach(message -> failed.add(message.id()));
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (SqsEvent.Message message : messages) {
        workers.execute(() -> handle(message, failed));
      }
    }
    SqsEvent.answer(List.copyOf(failed), out);
  }

  private void handle(SqsEvent.Message message, Set<String> failed) {
    try {
      handle(message.body());
      failed.remove(message.id());
    } catch (RuntimeException e) {
      Log.line("message failed").with(Log.Field.ERROR, error(e)).write();
    }
  }

  static String error(RuntimeException e) {
    return e instanceof AwsFailure failure
        ? String.valueOf(failure.getMessage())
        : e.getClass().getSimpleName();
  }
}
