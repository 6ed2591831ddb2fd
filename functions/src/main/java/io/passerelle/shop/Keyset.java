package io.passerelle.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Json;
import io.passerelle.edge.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys that seal shops' secrets before they are stored: AES-256-GCM, in the shape of Tink's
/// AEAD.
///
/// A sealed text names the key that sealed it, so that a new primary key can be added while what
/// the old ones sealed is still opened. It is bound to its place (`12345678/TEST/form`): copied to
/// another shop it does not open. Keys are derived (HKDF, RFC 5869) from random texts that Secrets
/// Manager makes, so that no key is ever made or seen by a person: `{"primary": "1", "1": "random
/// text", "2": "…"}`.
public final class Keyset {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MATERIAL_CHARACTERS_MIN = 32;

  /// The key's id, then the nonce and the sealed text in Base64: at least nonce and tag.
  private static final Pattern SEALED =
      Pattern.compile("([^.]{1,100})\\.((?:[A-Za-z0-9_-]{4}){9,}(?:[A-Za-z0-9_-]{2,3})?)");

  private final String primary;
  private final Map<String, SecretKey> keys = new HashMap<>();
  private final SecureRandom random;

  private Keyset(String primary, SecureRandom random) {
    this.primary = primary;
    this.random = random;
  }

  public static Keyset of(String json, SecureRandom random) {
    Map<String, Json> members = Json.ours(json).members();
    String primary = members.getOrDefault("primary", Json.ours("\"\"")).text("");
    Keyset keyset = new Keyset(primary, random);
    members.forEach((id, material) -> {
      if (!id.equals("primary")) {
        keyset.keys.put(id, derived(id, material.text("")));
      }
    });
    if (!keyset.keys.containsKey(primary)) {
      throw new IllegalStateException("the keyset has no primary key");
    }
    return keyset;
  }

  /// Seals a secret for one place.
  public String seal(Secret secret, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, primary, nonce, secret.bytes(), place);
    byte[] both = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    return primary + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /// Opens what was sealed for that place; fails for anything else.
  public Secret open(String sealed, String place) {
    Matcher parts = SEALED.matcher(sealed);
    if (!parts.matches()) {
      throw new IllegalStateException("what is stored for " + place + " was not sealed");
    }
    byte[] both = Base64.getUrlDecoder().decode(parts.group(2));
    byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
    byte[] plain = crypt(Cipher.DECRYPT_MODE, parts.group(1), nonce, rest, place);
    return Secret.of(new String(plain, UTF_8));
  }

  private byte[] crypt(int mode, String id, byte[] nonce, byte[] input, String place) {
    SecretKey key = keys.get(id);
    if (key == null) {
      throw new IllegalStateException("the keyset has no key " + id);
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a secret of " + place + " cannot be sealed or opened", e);
    }
  }

  private static SecretKey derived(String id, String material) {
    if (material.length() < MATERIAL_CHARACTERS_MIN) {
      throw new IllegalStateException("key " + id + " of the keyset is too short");
    }
    try {
      HKDFParameterSpec parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(material.getBytes(UTF_8))
              .thenExpand(("passerelle shop secrets " + id).getBytes(UTF_8), 32);
      // The provider is named, because the search for one would load every provider there is.
      return KDF.getInstance("HKDF-SHA256", "SunJCE").deriveKey("AES", parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
    }
  }
}
