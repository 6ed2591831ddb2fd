package io.passerelle.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.passerelle.edge.Secret;
import io.passerelle.shop.Keyset;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// One key, sealed by our keyset and by Tink with the same algorithm (AES-256-GCM), as variables
/// for the handlers that open it.
final class SealedKey {

  private static final String KEY = "Yh4Cb9Td2Lk7Wq1Z";
  private static final String PLACE = "place";

  private SealedKey() {}

  static Map<String, String> environment() {
    try {
      AeadConfig.register();
      KeysetHandle tink = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      Aead aead = tink.getPrimitive(RegistryConfiguration.get(), Aead.class);
      byte[] sealed = aead.encrypt(KEY.getBytes(UTF_8), PLACE.getBytes(UTF_8));
      Keyset ours = Keyset.of(Scene.KEYSET, new SecureRandom());
      return Map.of(
          "KEYSET", Scene.KEYSET,
          "KEYSET_SEALED", ours.seal(Secret.of(KEY), PLACE),
          "TINK_KEYSET",
              TinkJsonProtoKeysetFormat.serializeKeyset(tink, InsecureSecretKeyAccess.get()),
          "TINK_SEALED", Base64.getEncoder().encodeToString(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
