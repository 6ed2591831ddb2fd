package io.passerelle.shop.ecwid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals as Ecwid does, and has the vectors of `vectors/ecwid.json` (made by three other tools,
/// each with its source).
public final class Sealed {

  public static final Secret SECRET = Secret.of("ownEcwidClientSecret0123456789AB");

  private static final byte[] IV = "0123456789abcdef".getBytes(UTF_8);

  private Sealed() {}

  static Json vector(String id) {
    try (InputStream vectors =
        Objects.requireNonNull(Sealed.class.getResourceAsStream("/vectors/ecwid.json"))) {
      return Json.parse(new String(vectors.readAllBytes(), UTF_8)).items().stream()
          .filter(vector -> vector.get("id").text("").equals(id))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String gcm(String text) {
    return crypt("AES/GCM/NoPadding", new GCMParameterSpec(128, IV), text, SECRET);
  }

  public static String gcm(String text, Secret secret) {
    return crypt("AES/GCM/NoPadding", new GCMParameterSpec(128, IV), text, secret);
  }

  public static String cbc(String text) {
    return crypt("AES/CBC/PKCS5Padding", new IvParameterSpec(IV), text, SECRET);
  }

  public static Form form(Map<String, String> fields) {
    return Form.parse(body(fields).getBytes(UTF_8));
  }

  public static String body(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String crypt(
      String transformation, AlgorithmParameterSpec parameters, String text, Secret secret) {
    try {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(Arrays.copyOf(secret.bytes(), 16), "AES"),
          parameters);
      byte[] sealed = cipher.doFinal(text.getBytes(UTF_8));
      byte[] both = Arrays.copyOf(IV, IV.length + sealed.length);
      System.arraycopy(sealed, 0, both, IV.length, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
