package io.passerelle.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// A Lambda function behind the HTTP API.
///
/// It reads the event from the stream itself: Lambda's binding to event classes takes longer at a
/// cold start than all of the function's own work. A rejection is answered; our own trouble is not
/// caught, so that the caller gets a 5xx and sends again.
public abstract class HttpFunction implements RequestStreamHandler {

  private static final List<String> SECRETS = List.of("token", "code");

  protected abstract Reply answer(Request request);

  /// How this function's callers are told of a rejection.
  protected abstract Reply rejected(Rejection rejection);

  /// The same where the request could be read.
  protected Reply rejected(Rejection rejection, Request request) {
    return rejected(rejection);
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    Log line = Log.line("request rejected");
    Optional<Request> request = Optional.empty();
    Reply reply;
    try {
      Request read = Request.read(event);
      request = Optional.of(read);
      line.with(Log.Field.PATH, shown(read));
      reply = answer(read);
    } catch (Rejection rejection) {
      line.with(Log.Field.REASON, rejection.reason().name()).write();
      reply = request.map(one -> rejected(rejection, one)).orElseGet(() -> rejected(rejection));
    }
    reply.write(out);
  }

  /// A token in an address, or a link's code, is all that its bearer needs, and no log's business.
  private static String shown(Request request) {
    String path = request.path();
    for (String secret : SECRETS) {
      String value = request.pathParameters().getOrDefault(secret, "");
      path = value.isEmpty() ? path : path.replace(value, "{" + secret + "}");
    }
    return path;
  }
}
