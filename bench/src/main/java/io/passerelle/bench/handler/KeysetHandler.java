package io.passerelle.bench.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.shop.Keyset;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Objects;

/// Opens one sealed key with our keyset, and does nothing else.
public final class KeysetHandler implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    event.readAllBytes();
    Keyset keyset = Keyset.of(variable("KEYSET"), new SecureRandom());
    String key = keyset.open(variable("KEYSET_SEALED"), "place").reveal();
    out.write(("{\"statusCode\":200,\"body\":\"OK-" + key.length() + "\"}").getBytes(UTF_8));
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name));
  }
}
