package io.passerelle.delivery.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A certificate authority of the test's own, and certificates that it signs, made by the running
/// JDK's `keytool`. Without the authority, the JDK would trust a certificate without looking at its
/// dates.
final class Certificates {

  private static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "authority";

  private final Path file;

  Certificates(Path folder) throws IOException, InterruptedException {
    this.file = folder.resolve("certificates.p12");
    keytool(AUTHORITY, "-dname=CN=Authority", "-ext=bc:critical", "-validity=100");
  }

  /// A context that serves as `name` and trusts the authority.
  SSLContext signed(String alias, String name, String from, int days)
      throws IOException, InterruptedException, GeneralSecurityException {
    keytool(
        alias,
        "-dname=CN=" + name,
        "-ext=SAN=dns:" + name,
        "-startdate=" + from,
        "-validity=" + days,
        "-signer=" + AUTHORITY);
    KeyStore all = load(file);
    KeyStore own = load(null);
    own.setKeyEntry(alias, all.getKey(alias, chars()), chars(), all.getCertificateChain(alias));
    KeyStore trusted = load(null);
    trusted.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
    return context(own, trusted);
  }

  private static SSLContext context(KeyStore own, KeyStore trusted)
      throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, chars());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore load(@Nullable Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = file == null ? null : Files.newInputStream(file)) {
      store.load(in, chars());
    }
    return store;
  }

  private void keytool(String alias, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", alias));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    for (String option : options) {
      command.addAll(List.of(option.split("=", 2)));
    }
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private static char[] chars() {
    return PASSWORD.toCharArray();
  }
}
