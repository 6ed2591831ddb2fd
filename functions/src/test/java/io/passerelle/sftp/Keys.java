package io.passerelle.sftp;

import io.passerelle.edge.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/// Pairs of keys for tests, and as people write them down.
public final class Keys {

  private Keys() {}

  public static KeyPair ecdsa() {
    return pair("EC", 256);
  }

  public static KeyPair ed25519() {
    Ed25519Registrar.register();
    return pair("Ed25519", 255);
  }

  public static KeyPair rsa(int bits) {
    return pair("RSA", bits);
  }

  public static KeyPair pair(String kind, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As `ssh-keygen` writes it.
  public static Secret openSsh(KeyPair pair, Optional<String> passphrase) {
    OpenSSHKeyEncryptionContext sealing = new OpenSSHKeyEncryptionContext();
    passphrase.ifPresent(sealing::setPassword);
    sealing.setCipherName("AES");
    sealing.setCipherType("256");
    sealing.setCipherMode("CTR");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
          pair, "merchant", passphrase.isPresent() ? sealing : null, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return Secret.of(out.toString(java.nio.charset.StandardCharsets.UTF_8));
  }

  public static String line(KeyPair pair) {
    return PublicKeyEntry.toString(pair.getPublic());
  }

  public static String fingerprint(KeyPair pair) {
    return KeyUtils.getFingerPrint(
        org.apache.sshd.common.digest.BuiltinDigests.sha256, pair.getPublic());
  }
}
