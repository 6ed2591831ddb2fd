package io.passerelle.delivery.http;

import io.passerelle.delivery.Finding;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/// Says in our words why an exchange broke off.
final class Diagnosis {

  private static final int CAUSES_MAX = 20;
  private static final Pattern NAME = Pattern.compile("No (name|subject alternative)");

  private Diagnosis() {}

  static Finding of(Exception e) {
    return switch (e) {
      case Failed failed -> failed.finding;
      case HttpException _ -> Finding.NOT_HTTP_ANSWER;
      case SSLException tls -> handshake(tls);
      case SocketTimeoutException _ -> Finding.ANSWER_SLOW;
      case SocketException _ -> Finding.RESET;
      case NoHttpResponseException _ -> Finding.CLOSED;
      case TruncatedChunkException _ -> Finding.CUT;
      case ConnectionClosedException _ -> Finding.CUT;
      case MessageConstraintException _ -> Finding.HEAD_TOO_LONG;
      case IOException _ -> Finding.NOT_HTTP_ANSWER;
      default -> throw new IllegalStateException("not of the other side's doing", e);
    };
  }

  /// A wrong name has no exception type of its own in the JDK, only these words.
  private static Finding handshake(SSLException e) {
    if (causes(e).anyMatch(Diagnosis::isOutOfDate)) {
      return Finding.CERTIFICATE_EXPIRED;
    }
    if (causes(e).anyMatch(cause -> NAME.matcher(String.valueOf(cause.getMessage())).lookingAt())) {
      return Finding.CERTIFICATE_NAME;
    }
    return causes(e).anyMatch(CertificateException.class::isInstance)
        ? Finding.CERTIFICATE_UNTRUSTED
        : Finding.HANDSHAKE;
  }

  private static boolean isOutOfDate(Throwable cause) {
    return cause instanceof CertificateExpiredException
        || cause instanceof CertificateNotYetValidException;
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(CAUSES_MAX);
  }
}
