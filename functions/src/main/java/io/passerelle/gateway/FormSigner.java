package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Hmac;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Signs and verifies the form API's fields: the values of all `vads_` fields in the byte order of
/// their names, joined with `+`, the key last (form guide, chapter on the signature).
///
/// An empty value counts and keeps its `+`. What is called SHA-256 in the back office is an
/// HMAC-SHA-256 of that same text, in Base64; SHA-1 is in lower-case hexadecimal.
public final class FormSigner {

  public static final String SIGNATURE = "signature";

  private final Secret key;
  private final boolean hmac;

  private FormSigner(Secret key, boolean hmac) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("no signing key");
    }
    this.key = key;
    this.hmac = hmac;
  }

  public static FormSigner hmacSha256(Secret key) {
    return new FormSigner(key, true);
  }

  public static FormSigner sha1(Secret key) {
    return new FormSigner(key, false);
  }

  public String sign(Map<String, String> fields) {
    byte[] message = message(fields);
    if (hmac) {
      return Base64.getEncoder().encodeToString(Hmac.sha256(key.bytes(), message));
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(message));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /// Verifies a form with any of `signers` (the key, and an old one that is still accepted) before
  /// anything is read of it: a [SignedForm] cannot be had in another way.
  public static SignedForm verify(Form form, List<FormSigner> signers) {
    byte[] signature = form.field(SIGNATURE).orElse("").getBytes(UTF_8);
    boolean genuine = false;
    for (FormSigner signer : signers) {
      byte[] expected = signer.sign(form.fields()).getBytes(UTF_8);
      // In constant time, so that the time taken tells nothing of the right signature.
      genuine |= MessageDigest.isEqual(expected, signature);
    }
    if (!genuine) {
      throw new Rejection(Rejection.Reason.BAD_SIGNATURE);
    }
    return new SignedForm(form);
  }

  private byte[] message(Map<String, String> fields) {
    String[] names = fields.keySet().toArray(new String[0]);
    Arrays.sort(names);
    StringBuilder message = new StringBuilder(4_096);
    for (String name : names) {
      if (name.startsWith("vads_")) {
        message.append(fields.get(name)).append('+');
      }
    }
    return message.append(key.reveal()).toString().getBytes(UTF_8);
  }
}
