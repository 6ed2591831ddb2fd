package io.passerelle.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A bucket of S3 (API reference, GetObject and PutObject). A connection that breaks off is opened
/// again at the byte where it broke.
///
/// What is put is not hashed beforehand, since it comes once: its bytes are proved by TLS, and so
/// it goes nowhere without, but to this machine itself.
///
/// Honours `AWS_ENDPOINT_URL_S3` and `AWS_ENDPOINT_URL` like the SDK, and then has the bucket in
/// the path; without them it is in the host's name.
public final class S3Store implements ObjectStore {

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  private static final int TRIES_MAX = 4;
  private static final int CONNECT_MILLIS = 1_000;
  private static final int READ_MILLIS = 10_000;
  private static final int PUT_MILLIS = 60_000; // S3 answers once all of it is stored.
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String NO_BODY = RequestSigner.hash(new byte[0]);

  private final String base;
  private final RequestSigner signer;
  private final CredentialSource credentials;
  private final Clock clock = Clock.systemUTC();

  public S3Store(Map<String, String> environment, String bucket) {
    String region = environment.getOrDefault("AWS_REGION", "eu-west-3");
    this.base =
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_S3"))
            .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
            .map(url -> (url.endsWith("/") ? url : url + "/") + bucket + "/")
            .orElse("https://" + bucket + ".s3." + region + ".amazonaws.com/");
    this.signer = new RequestSigner(region, "s3");
    this.credentials = CredentialSource.of(environment);
  }

  @Override
  public InputStream open(String key, String tag, long from) {
    return new Resumed(key, tag, from);
  }

  private InputStream connect(String key, String tag, long from) throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put(RequestSigner.PAYLOAD, NO_BODY);
    headers.put("if-match", "\"" + tag + "\"");
    headers.put("range", "bytes=" + from + "-");
    HttpURLConnection connection = signed("GET", URI.create(base + encoded(key)), headers);
    connection.setReadTimeout(READ_MILLIS);
    int status = connection.getResponseCode();
    return switch (status) {
      case 200, 206 -> connection.getInputStream();
      case 416 -> InputStream.nullInputStream(); // Nothing is there from that byte on.
      case 404, 412 -> throw new Changed(key);
      case 500, 503 -> throw new IOException("S3 answered " + status);
      default -> throw new AwsFailure("s3", status, "");
    };
  }

  @Override
  public String put(String key, long length, InputStream file) throws IOException {
    URI url = URI.create(base + encoded(key));
    if (!url.getScheme().equals("https") && !LOOPBACK.contains(url.getHost())) {
      throw new IllegalStateException("files are put by https alone");
    }
    HttpURLConnection connection;
    Upload upload;
    try {
      connection = signed("PUT", url, Map.of(RequestSigner.PAYLOAD, "UNSIGNED-PAYLOAD"));
      connection.setReadTimeout(PUT_MILLIS);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(length);
      upload = new Upload(connection.getOutputStream());
    } catch (IOException e) {
      throw new AwsFailure("s3", e);
    }
    try {
      upload.all(file, length);
    } catch (IOException | RuntimeException e) {
      connection.disconnect(); // Before its last byte, so that S3 has no file.
      throw e;
    }
    return tag(connection);
  }

  private static String tag(HttpURLConnection connection) {
    try {
      int status = connection.getResponseCode();
      if (status != 200) {
        connection.disconnect();
        throw new AwsFailure("s3", status, "");
      }
      connection.getInputStream().close();
      return Optional.ofNullable(connection.getHeaderField("ETag")).orElse("").replace("\"", "");
    } catch (IOException e) {
      throw new AwsFailure("s3", e);
    }
  }

  private HttpURLConnection signed(String method, URI url, Map<String, String> headers)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    signer
        .signed(method, url, headers, new byte[0], credentials.credentials(), clock.instant())
        .forEach(connection::setRequestProperty);
    return connection;
  }

  /// Each byte as S3 wants it in a path and in its signature alike (API reference, "Signature
  /// calculations").
  private static String encoded(String key) {
    StringBuilder text = new StringBuilder();
    for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xFF);
      boolean plain = PLAIN.indexOf(c) >= 0;
      text.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return text.toString();
  }

  /// What is read of a file, over as many connections as it takes.
  private final class Resumed extends InputStream {
    private final String key;
    private final String tag;
    private long place;
    private Optional<InputStream> open = Optional.empty();

    Resumed(String key, String tag, long from) {
      this.key = key;
      this.tag = tag;
      this.place = from;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      for (int tries = 1; ; tries++) {
        try {
          InputStream in = open.isPresent() ? open.get() : connect(key, tag, place);
          open = Optional.of(in);
          int read = in.read(bytes, offset, length);
          place += Math.max(0, read);
          return read;
        } catch (IOException e) {
          open = Optional.empty();
          if (tries == TRIES_MAX) {
            throw new AwsFailure("s3", e);
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (open.isPresent()) {
        open.get().close();
      }
    }
  }
}
