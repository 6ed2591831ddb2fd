package io.passerelle.sftp;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/// Makes [Ed25519] known to the SSH library, and nothing else: all other arithmetic is chosen as it
/// was.
final class Ed25519Registrar extends AbstractSecurityProviderRegistrar {

  private static final Ed25519 KEYS = new Ed25519();

  static {
    SecurityUtils.registerSecurityProvider(new Ed25519Registrar());
    // Once more, since classes that were loaded before have asked already.
    KeyUtils.registerPublicKeyEntryDecoder(KEYS.getEDDSAPublicKeyEntryDecoder());
    OpenSSHKeyPairResourceParser.registerPrivateKeyEntryDecoder(
        KEYS.getOpenSSHEDDSAPrivateKeyEntryDecoder());
  }

  private Ed25519Registrar() {
    super("JavaEd25519");
  }

  /// Has been done once this returns.
  static void register() {}

  @Override
  public boolean isSupported() {
    return true;
  }

  @Override
  public Provider getSecurityProvider() {
    return Security.getProvider("SunEC");
  }

  @Override
  public boolean isNamedProviderUsed() {
    return false;
  }

  @Override
  public String getDefaultSecurityEntitySupportValue(Class<?> entity) {
    return "";
  }

  @Override
  public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
    return Optional.of(KEYS);
  }
}
