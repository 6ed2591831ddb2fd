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

  private final String keyType;
  private final BuiltinSignatures signature;

  SigningKinds(String keyType, BuiltinSignatures signature) {
    this.keyType = keyType;
    this.signature = signature;
  }

  /// All where no type is named. Ed25519 is there only beside a library that has it.
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
