package io.passerelle.sftp;

import java.io.IOException;
import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.apache.sshd.common.config.keys.PrivateKeyEntryDecoder;
import org.apache.sshd.common.config.keys.PublicKeyEntryDecoder;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSAUtils;
import org.apache.sshd.common.util.security.eddsa.generic.GenericEd25519PublicKeyDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericOpenSSHEd25519PrivateKeyEntryDecoder;
import org.apache.sshd.common.util.security.eddsa.generic.GenericSignatureEd25519;

/// Keys of Ed25519, which `ssh-keygen` makes unless told otherwise, by the Java platform's own
/// arithmetic. The SSH library has the protocol of such keys but asks another library for the rest;
/// all that is done here is to carry 32 bytes from one form into the other (RFC 8410).
final class Ed25519 implements EdDSASupport<EdECPublicKey, EdECPrivateKey> {

  private static final String NAME = "Ed25519";

  /// What stands before a public key's bytes in X.509, and before a private one's in PKCS#8.
  private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

  @Override
  public PublicKeyEntryDecoder<EdECPublicKey, EdECPrivateKey> getEDDSAPublicKeyEntryDecoder() {
    return new GenericEd25519PublicKeyDecoder<>(EdECPublicKey.class, EdECPrivateKey.class, this);
  }

  @Override
  public PrivateKeyEntryDecoder<EdECPublicKey, EdECPrivateKey>
      getOpenSSHEDDSAPrivateKeyEntryDecoder() {
    return new GenericOpenSSHEd25519PrivateKeyEntryDecoder<>(
        EdECPublicKey.class, EdECPrivateKey.class, this);
  }

  @Override
  public Signature getEDDSASigner() {
    return new GenericSignatureEd25519(NAME);
  }

  @Override
  public int getEDDSAKeySize(Key key) {
    return isOurs(key) ? KEY_SIZE : -1;
  }

  private static boolean isOurs(Key key) {
    return key instanceof EdECKey one && one.getParams().getName().equals(NAME);
  }

  @Override
  public Class<EdECPublicKey> getEDDSAPublicKeyType() {
    return EdECPublicKey.class;
  }

  @Override
  public Class<EdECPrivateKey> getEDDSAPrivateKeyType() {
    return EdECPrivateKey.class;
  }

  @Override
  public boolean compareEDDSAPPublicKeys(PublicKey one, PublicKey other) {
    return isOurs(one) && one.equals(other);
  }

  @Override
  public boolean compareEDDSAPrivateKeys(PrivateKey one, PrivateKey other) {
    return isOurs(one)
        && isOurs(other)
        && MessageDigest.isEqual(
            getPrivateKeyData((EdECPrivateKey) one), getPrivateKeyData((EdECPrivateKey) other));
  }

  /// The platform makes a public key in one place alone, where it makes both: it is given the
  /// private one's bytes for random ones, and what it made is looked at.
  @Override
  public EdECPublicKey recoverEDDSAPublicKey(PrivateKey key) throws GeneralSecurityException {
    if (!isOurs(key)) {
      throw new InvalidKeyException("not a key of " + NAME);
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
    generator.initialize(
        NamedParameterSpec.ED25519, new Given(getPrivateKeyData((EdECPrivateKey) key)));
    KeyPair pair = generator.generateKeyPair();
    if (!compareEDDSAPrivateKeys(key, pair.getPrivate())) {
      throw new InvalidKeyException("the platform made another key");
    }
    return (EdECPublicKey) pair.getPublic();
  }

  /// Gives what it was given.
  private static final class Given extends SecureRandom {
    @Serial private static final long serialVersionUID = 1;

    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(bytes, 0, wanted, 0, Math.min(bytes.length, wanted.length));
    }
  }

  @Override
  public EdECPublicKey generateEDDSAPublicKey(byte[] bytes) throws GeneralSecurityException {
    KeySpec spec = new X509EncodedKeySpec(joined(PUBLIC, bytes));
    return (EdECPublicKey) KeyFactory.getInstance(NAME).generatePublic(spec);
  }

  @Override
  public EdECPrivateKey generateEDDSAPrivateKey(byte[] bytes)
      throws GeneralSecurityException, IOException {
    KeySpec spec = new PKCS8EncodedKeySpec(joined(PRIVATE, bytes));
    return (EdECPrivateKey) KeyFactory.getInstance(NAME).generatePrivate(spec);
  }

  private static byte[] joined(byte[] prefix, byte[] bytes) throws InvalidKeyException {
    if (bytes.length != KEY_SIZE / Byte.SIZE) {
      throw new InvalidKeyException("not a key's bytes");
    }
    byte[] all = new byte[prefix.length + bytes.length];
    System.arraycopy(prefix, 0, all, 0, prefix.length);
    System.arraycopy(bytes, 0, all, prefix.length, bytes.length);
    return all;
  }

  @Override
  public <B extends Buffer> B putRawEDDSAPublicKey(B buffer, PublicKey key) {
    buffer.putBytes(getPublicKeyData((EdECPublicKey) key));
    return buffer;
  }

  /// Asked of agents alone, which are not used.
  @Override
  public <B extends Buffer> B putEDDSAKeyPair(B buffer, PublicKey key, PrivateKey other) {
    throw new UnsupportedOperationException("a pair is not passed on");
  }

  @Override
  public KeySpec createPublicKeySpec(EdECPublicKey key) {
    return new EdECPublicKeySpec(NamedParameterSpec.ED25519, key.getPoint());
  }

  @Override
  public KeySpec createPrivateKeySpec(EdECPrivateKey key) {
    return new EdECPrivateKeySpec(NamedParameterSpec.ED25519, getPrivateKeyData(key));
  }

  @Override
  public byte[] getPublicKeyData(EdECPublicKey key) {
    try {
      return EdDSAUtils.getBytes(key);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public byte[] getPrivateKeyData(EdECPrivateKey key) {
    return key.getBytes().orElseThrow();
  }

  @Override
  public String getKeyFactoryAlgorithm() {
    return NAME;
  }
}
