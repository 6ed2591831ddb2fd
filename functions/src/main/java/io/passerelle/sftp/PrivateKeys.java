package io.passerelle.sftp;

import io.passerelle.edge.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAKey;
import java.util.Iterator;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;

/// Reads private keys as `ssh-keygen` writes them. One of ECDSA in PKCS#8 must have its public half
/// in it, as those that OpenSSL makes.
public final class PrivateKeys {

  private static final int TEXT_MAX = 16_384;
  private static final int RSA_BITS_MIN = 2_048;

  static {
    Ed25519Registrar.register();
  }

  private PrivateKeys() {}

  /// Whether a file server can be visited with this key, opened by this passphrase.
  public static boolean isUsable(Secret key, Secret passphrase) {
    return read(key, passphrase).isPresent();
  }

  /// The first key of the text; empty where there is none, it is not opened, or it is too weak.
  static Optional<KeyPair> read(Secret key, Secret passphrase) {
    if (key.reveal().length() > TEXT_MAX) {
      return Optional.empty();
    }
    FilePasswordProvider password =
        passphrase.isEmpty()
            ? FilePasswordProvider.EMPTY
            : FilePasswordProvider.of(passphrase.reveal());
    try (ByteArrayInputStream in = new ByteArrayInputStream(key.bytes())) {
      Iterable<KeyPair> keys =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName("private key"), in, password);
      return keys == null ? Optional.empty() : first(keys.iterator());
    } catch (IOException | GeneralSecurityException | RuntimeException _) {
      return Optional.empty(); // What it says may quote the key.
    }
  }

  private static Optional<KeyPair> first(Iterator<KeyPair> keys) {
    return keys.hasNext()
        ? Optional.of(keys.next()).filter(PrivateKeys::isStrong)
        : Optional.empty();
  }

  private static boolean isStrong(KeyPair pair) {
    String type = KeyUtils.getKeyType(pair);
    boolean known = type != null && !type.isEmpty() && !SigningKinds.of(type).isEmpty();
    boolean weak =
        pair.getPublic() instanceof RSAKey rsa && rsa.getModulus().bitLength() < RSA_BITS_MIN;
    return known && !weak;
  }
}
