package io.passerelle.sftp;

import java.util.Arrays;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/// The ways of signing that are used, for servers' keys and for ours, and the type of key that each
/// is for. Those with SHA-1 or DSA are not among them.
enum SigningKinds {
  ED25519("ssh-ed25519", BuiltinSignatures.ed25519),
  P256("ecdsa-sha2-nistp256", BuiltinSignatures.nistp256),
  P384("ecdsa-sha2-nistp384", BuiltinSignatures.nistp384),
  P521("ecdsa-sha2-nistp521", BuiltinSignatures.nistp521),
  RSA_SHA512("ssh-rsa", BuiltinSignatures.rsaSHA512),
  RSA_SHA256("ssh-rsa", BuiltinSignatures.rsaSHA256);

  static {
    Ed25519Registrar.register();
  }

  private final String keyType;
  private final BuiltinSignatures signature;

  SigningKinds(String keyType, BuiltinSignatures signature) {
    this.keyType = keyType;
    this.signature = signature;
  }

  /// The types of key that there are, the one first that is asked for first.
  static List<String> keyTypes() {
    return Arrays.stream(values()).map(kind -> kind.keyType).distinct().toList();
  }

  /// All where no type is named.
  static List<SigningKinds> of(String keyType) {
    return Arrays.stream(values())
        .filter(kind -> kind.signature.isSupported())
        .filter(kind -> keyType.isEmpty() || kind.keyType.equals(keyType))
        .toList();
  }

  static List<NamedFactory<Signature>> factories(List<SigningKinds> kinds) {
    return kinds.stream().<NamedFactory<Signature>>map(kind -> kind.signature).toList();
  }
}
