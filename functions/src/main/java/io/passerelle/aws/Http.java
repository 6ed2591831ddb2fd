package io.passerelle.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One HTTP exchange with AWS. The answer is read to its end and the connection left open, so that
/// the next exchange with the same host need not dial, and greet by TLS, again.
final class Http {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 2_000;

  /// The JDK keeps 5 connections open with a host unless told otherwise; more are used at once
  /// where many orders are recovered.
  static {
    System.setProperty("http.maxConnections", "32");
  }

  private Http() {}

  static AwsAnswer get(URI url, Map<String, String> headers) throws IOException {
    return answer(connection(url, headers));
  }

  static AwsAnswer post(URI url, Map<String, String> headers, byte[] body) throws IOException {
    HttpURLConnection connection = connection(url, headers);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    return exchange(connection, body);
  }

  /// As [#post], and never more than once: the JDK asks again by itself where a connection ends
  /// before its answer, unless the length of what is sent was fixed.
  static AwsAnswer postOnce(URI url, Map<String, String> headers, byte[] body) throws IOException {
    HttpURLConnection connection = connection(url, headers);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    return exchange(connection, body);
  }

  /// Fails with [NoAnswer] once the connection stands.
  private static AwsAnswer exchange(HttpURLConnection connection, byte[] body) throws IOException {
    connection.connect();
    try {
      connection.getOutputStream().write(body);
      return answer(connection);
    } catch (IOException e) {
      throw new NoAnswer(e);
    }
  }

  private static HttpURLConnection connection(URI url, Map<String, String> headers)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    headers.forEach(connection::setRequestProperty);
    return connection;
  }

  private static AwsAnswer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (@Nullable InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new AwsAnswer(status, in == null ? "" : new String(in.readAllBytes(), UTF_8));
    }
  }
}
