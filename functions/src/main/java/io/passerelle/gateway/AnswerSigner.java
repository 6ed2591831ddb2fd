package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Hmac;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Secret;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// Signs and verifies the REST API's answers: the lower-case hexadecimal HMAC-SHA-256 of the
/// `kr-answer` text as it stands (REST V4 documentation, IPN).
///
/// A notification is signed with the REST password, a browser's return with another key: which key
/// is tried is the endpoint's choice and never that of the field `kr-hash-key`.
public final class AnswerSigner {

  static final String ANSWER = "kr-answer";
  static final String HASH = "kr-hash";
  static final String SOURCE = "kr-src";

  private final Secret key;

  public AnswerSigner(Secret key) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("no signing key");
    }
    this.key = key;
  }

  public String sign(String answer) {
    return HexFormat.of().formatHex(Hmac.sha256(key.bytes(), answer.getBytes(UTF_8)));
  }

  /// Whether the answer is genuine: as it stands, or with `\/` read as `/`, since some servers
  /// escape slashes after the hash was made (vendor SDKs do the same).
  boolean isGenuine(Form form) {
    String answer = form.field(ANSWER).orElse("");
    byte[] hash = form.field(HASH).orElse("").getBytes(UTF_8);
    String unescaped = answer.replace("\\/", "/");
    return MessageDigest.isEqual(sign(answer).getBytes(UTF_8), hash)
        || MessageDigest.isEqual(sign(unescaped).getBytes(UTF_8), hash);
  }

  /// Verifies an answer with any of `signers` before anything is read of it.
  public static SignedAnswer verify(Form form, List<AnswerSigner> signers) {
    boolean genuine = false;
    for (AnswerSigner signer : signers) {
      genuine |= signer.isGenuine(form);
    }
    if (!genuine) {
      throw new Rejection(Rejection.Reason.BAD_SIGNATURE);
    }
    return new SignedAnswer(form);
  }
}
