package io.passerelle.bench.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;

/// Opens one sealed key with Tink, and does nothing else.
public final class TinkHandler implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    event.readAllBytes();
    try {
      AeadConfig.register();
      KeysetHandle keyset =
          TinkJsonProtoKeysetFormat.parseKeyset(
              variable("TINK_KEYSET"), InsecureSecretKeyAccess.get());
      Aead aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
      byte[] sealed = Base64.getDecoder().decode(variable("TINK_SEALED"));
      int length = aead.decrypt(sealed, "place".getBytes(UTF_8)).length;
      out.write(("{\"statusCode\":200,\"body\":\"OK-" + length + "\"}").getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name));
  }
}
