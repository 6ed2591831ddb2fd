package io.passerelle.shop.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import io.passerelle.edge.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Opens what Ecwid encrypted with an app's client secret: the key is its first 16 characters, the
/// text begins with 16 bytes of IV, the coding is Base64 for URLs with or without padding.
///
/// Whatever cannot be opened is refused in the same words, because `data` (AES-CBC) is not
/// authenticated: words that told bad padding from bad JSON would let its text be guessed.
public final class EcwidCipher {

  /// Twice the largest cart that fits a request has no place in one; this is near to all of it.
  static final int SEALED_LENGTH_MAX = 128 * 1024;

  private static final int KEY_BYTES = 16;
  private static final int IV_BYTES = 16;
  private static final int TAG_BITS = 128;

  private final Key key;

  private EcwidCipher(Key key) {
    this.key = key;
  }

  public static EcwidCipher of(Secret clientSecret) {
    if (!isPossible(clientSecret)) {
      throw new IllegalArgumentException("an app's client secret has at least 16 characters");
    }
    return new EcwidCipher(new SecretKeySpec(clientSecret.bytes(), 0, KEY_BYTES, "AES"));
  }

  /// Whether a secret is long enough to be an app's; a shorter one opens nothing.
  public static boolean isPossible(Secret clientSecret) {
    return clientSecret.bytes().length >= KEY_BYTES;
  }

  /// Opens `enc_data` (AES-128-GCM, a tag of 16 bytes, nothing added); empty where it was not
  /// sealed with this secret or was changed since.
  public Optional<Json> genuine(String sealed) {
    return opened("AES/GCM/NoPadding", bytes(sealed), iv -> new GCMParameterSpec(TAG_BITS, iv));
  }

  /// Opens `data` (AES-128-CBC, PKCS#7). What it says is only likely: whoever sent it may have
  /// changed parts of it without knowing the secret.
  public Optional<Json> likely(String sealed) {
    return opened("AES/CBC/PKCS5Padding", bytes(sealed), IvParameterSpec::new);
  }

  private Optional<Json> opened(
      String transformation, byte[] bytes, Function<byte[], AlgorithmParameterSpec> parameters) {
    if (bytes.length < 2 * IV_BYTES) {
      return Optional.empty(); // An IV, and a tag or one block of text.
    }
    try {
      Cipher cipher = Cipher.getInstance(transformation);
      byte[] iv = Arrays.copyOf(bytes, IV_BYTES);
      cipher.init(Cipher.DECRYPT_MODE, key, parameters.apply(iv));
      byte[] plain = cipher.doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES);
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString();
      return Optional.of(Json.parse(text)).filter(Json::isObject);
    } catch (GeneralSecurityException | CharacterCodingException | Rejection e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String sealed) {
    if (sealed.length() > SEALED_LENGTH_MAX) {
      throw new Rejection(Reason.TOO_LARGE, "the encrypted payload");
    }
    try {
      return Base64.getUrlDecoder().decode(sealed.strip());
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.MALFORMED, "the encrypted payload is not Base64 for URLs");
    }
  }
}
