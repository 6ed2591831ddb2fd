package io.passerelle.sandbox.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.sandbox.state.Drawer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/// Pairs of keys that are made at the first start and kept with the state.
final class ServerKeys {

  private final Drawer drawer;

  ServerKeys(Drawer drawer) {
    this.drawer = drawer;
  }

  KeyPair pair(String name) {
    String kept = drawer.all().get(name);
    if (kept != null) {
      return read(kept);
    }
    KeyPair made = made();
    drawer.put(name, "\"" + base64(made.getPublic().getEncoded()) + " " + privateText(made) + "\"");
    return made;
  }

  /// As `ssh-keygen` writes a private key.
  static String written(KeyPair pair) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "sandbox", null, out);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a key that was made can be written", e);
    }
    return out.toString(UTF_8);
  }

  private static String privateText(KeyPair pair) {
    return base64(pair.getPrivate().getEncoded());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static KeyPair made() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has this", e);
    }
  }

  private static KeyPair read(String kept) {
    String[] parts = kept.replace("\"", "").split(" ", 2);
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      Base64.Decoder decoder = Base64.getDecoder();
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(decoder.decode(parts[0]))),
          factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(parts[1]))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a kept key cannot be read", e);
    }
  }
}
