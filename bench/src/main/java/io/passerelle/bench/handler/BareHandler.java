package io.passerelle.bench.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The least that a Java function can do: the floor under all the others.
public final class BareHandler implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    event.readAllBytes();
    out.write("{\"statusCode\":200,\"body\":\"OK-\"}".getBytes(UTF_8));
  }
}
