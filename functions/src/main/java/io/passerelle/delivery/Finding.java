package io.passerelle.delivery;

import io.passerelle.delivery.Answer.Trouble;
import java.util.Arrays;
import java.util.Optional;

/// Exactly what was met where there was no HTTP answer, finer than its [Trouble]: an expired
/// certificate and an unknown one want different work from the merchant.
///
/// `words` is what is recorded as the detail of an [Answer.Unanswered], and finds its way back
/// through [#of(String)], so that the history can say it in the merchant's language later.
public enum Finding {
  NOT_A_URL(Trouble.BAD_URL, "not a URL"),
  TOO_LONG(Trouble.BAD_URL, "URL too long"),
  NOT_HTTP(Trouble.BAD_URL, "neither http nor https"),
  NO_HOST(Trouble.BAD_URL, "no host name"),
  BAD_HOST(Trouble.BAD_URL, "bad host name"),
  USER_INFO(Trouble.BAD_URL, "user name or password in the URL"),
  FRAGMENT(Trouble.BAD_URL, "fragment in the URL"),
  BAD_PORT(Trouble.BAD_URL, "bad port"),
  ODD_ADDRESS(Trouble.BAD_URL, "address in an unusual form"),
  ZONE(Trouble.BAD_URL, "address with a zone"),

  NAME_UNKNOWN(Trouble.DNS, "name not found"),
  LOOKUP_SLOW(Trouble.DNS, "name not resolved in time"),

  FORBIDDEN(Trouble.FORBIDDEN_ADDRESS, "address not on the public internet"),

  REFUSED(Trouble.CONNECTION, "connection refused"),
  UNREACHABLE(Trouble.CONNECTION, "no route to the server"),
  RESET(Trouble.CONNECTION, "connection reset"),
  CLOSED(Trouble.CONNECTION, "closed without an answer"),
  CUT(Trouble.CONNECTION, "closed before the end of the answer"),

  CERTIFICATE_NAME(Trouble.TLS, "certificate of another name"),
  CERTIFICATE_EXPIRED(Trouble.TLS, "certificate expired or not yet valid"),
  CERTIFICATE_UNTRUSTED(Trouble.TLS, "certificate not trusted"),
  HANDSHAKE(Trouble.TLS, "TLS handshake failed"),

  CONNECT_SLOW(Trouble.TIMEOUT, "no connection in time"),
  ANSWER_SLOW(Trouble.TIMEOUT, "no full answer in time"),

  HEAD_TOO_LONG(Trouble.PROTOCOL, "answer header too long"),
  NOT_HTTP_ANSWER(Trouble.PROTOCOL, "answer is not HTTP");

  private final Trouble trouble;
  private final String words;

  Finding(Trouble trouble, String words) {
    this.trouble = trouble;
    this.words = words;
  }

  public Trouble trouble() {
    return trouble;
  }

  public String words() {
    return words;
  }

  public static Optional<Finding> of(String words) {
    return Arrays.stream(values()).filter(finding -> finding.words.equals(words)).findFirst();
  }

  public Answer.Unanswered after(Timings timings) {
    return new Answer.Unanswered(trouble, words, timings);
  }
}
