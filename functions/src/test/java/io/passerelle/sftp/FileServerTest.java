package io.passerelle.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.edge.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileServerTest {

  private static final KeyPair MERCHANT = Keys.ecdsa();
  private static final Instant THEN = Instant.parse("2026-02-01T04:00:10Z");
  private static final Duration MOST = Duration.ofMinutes(1);

  private final Path folder;
  private final EmbeddedFileServer server;

  FileServerTest(@TempDir Path folder) {
    this.folder = folder;
    server = new EmbeddedFileServer(folder, MERCHANT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void filesAreListedAndRead() throws IOException {
    server.put("ROOT/expired", "one.csv", "eins\nzwei\n".getBytes(UTF_8), THEN);
    server.put("ROOT/expired/deeper", "other.csv", new byte[3], THEN);

    try (FileServer visit = visit()) {
      List<ListedFile> files = visit.list("/ROOT/expired");

      assertThat(files).containsExactly(new ListedFile("one.csv", 10, THEN));
      assertThat(read(visit, files.getFirst())).isEqualTo("eins\nzwei\n");
    }
  }

  @Test
  void aLargeFileIsReadWhole() throws IOException {
    byte[] large = new byte[3_000_001];
    large[3_000_000] = 7;
    server.put("ROOT/expired", "large.csv", large, THEN);

    try (FileServer visit = visit();
        InputStream in = visit.open("/ROOT/expired", visit.list("/ROOT/expired").getFirst())) {
      assertThat(in.readAllBytes()).isEqualTo(large);
    }
  }

  @Test
  void aConnectionThatEndsInTheMiddleIsNotTakenForTheEndOfTheFile() throws IOException {
    server.put("ROOT/expired", "large.csv", new byte[3_000_000], THEN);
    server.dropsAfter = 1_000_000;

    try (FileServer visit = visit()) {
      ListedFile file = visit.list("/ROOT/expired").getFirst();

      assertTrouble(() -> read(visit, file), Trouble.BROKEN_OFF);
    }
  }

  @Test
  void aServerThatIsDownIsNoConnection() {
    server.goesDown();

    assertTrouble(this::visit, Trouble.NO_CONNECTION);
  }

  @Test
  void anotherHostKeyIsRefusedBeforeOurKeyIsShown() {
    HostKey known = HostKey.of(Keys.line(server.hostKey)).orElseThrow();
    server.goesDown();
    server.hostKey = Keys.ecdsa();
    server.comesBack();

    assertTrouble(() -> visit(login(known)), Trouble.OTHER_HOST_KEY);
    assertThat(server.visits).hasValue(0);
  }

  @Test
  void aHostKeyOfAnotherTypeIsAnotherHostKey() {
    HostKey known = HostKey.of(Keys.line(server.hostKey)).orElseThrow();
    server.goesDown();
    server.hostKey = Keys.rsa(2_048);
    server.comesBack();

    assertTrouble(() -> visit(login(known)), Trouble.OTHER_HOST_KEY);
    assertThat(server.visits).hasValue(0);
  }

  @Test
  void aFingerprintAloneIsEnough() throws IOException {
    server.put("ROOT/expired", "one.csv", new byte[1], THEN);
    HostKey known = HostKey.of(Keys.fingerprint(server.hostKey)).orElseThrow();

    try (FileServer visit = visit(login(known))) {
      assertThat(visit.list("/ROOT/expired")).hasSize(1);
    }
  }

  /// As most servers have them, where `ssh-keygen -A` made them.
  @ParameterizedTest
  @CsvSource({
    "ED25519, line", "ED25519, fingerprint",
    "ECDSA, line", "ECDSA, fingerprint",
    "RSA, line", "RSA, fingerprint",
  })
  void ofSeveralHostKeysEachMayBeTheOneThatIsKnown(String kind, String written) throws Exception {
    Map<String, KeyPair> keys =
        Map.of("ED25519", Keys.ed25519(), "ECDSA", Keys.ecdsa(), "RSA", Keys.rsa(2_048));
    server.goesDown();
    server.hostKey = Optional.ofNullable(keys.get(kind)).orElseThrow();
    server.otherHostKeys =
        keys.values().stream().filter(one -> !one.equals(server.hostKey)).toList();
    server.comesBack();
    server.put("ROOT/expired", "one.csv", new byte[1], THEN);
    String text =
        written.equals("line") ? Keys.line(server.hostKey) : Keys.fingerprint(server.hostKey);

    try (FileServer visit = visit(login(HostKey.of(text).orElseThrow()))) {
      assertThat(visit.list("/ROOT/expired")).hasSize(1);
    }
  }

  @Test
  void ofSeveralHostKeysNoneIsTakenThatIsNotKnown() {
    HostKey known = HostKey.of(Keys.fingerprint(Keys.ed25519())).orElseThrow();
    server.goesDown();
    server.otherHostKeys = List.of(Keys.ed25519(), Keys.rsa(2_048));
    server.comesBack();

    assertTrouble(() -> visit(login(known)), Trouble.OTHER_HOST_KEY);
    assertThat(server.visits).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "correct horse"})
  void aMerchantsKeyMayBeTheOneThatSshKeygenMakesByDefault(String passphrase) throws Exception {
    KeyPair merchant = Keys.ed25519();
    Secret key = Keys.openSsh(merchant, Optional.of(passphrase).filter(text -> !text.isEmpty()));
    server.goesDown();
    try (EmbeddedFileServer other = new EmbeddedFileServer(folder, merchant)) {
      other.put("ROOT/expired", "one.csv", new byte[1], THEN);
      HostKey known = HostKey.of(Keys.line(other.hostKey)).orElseThrow();
      Login login = new Login("merchant", key, Secret.of(passphrase), known);

      try (FileServer visit = FileServer.visit(here(), other.port(), login, MOST)) {
        assertThat(visit.list("/ROOT/expired")).hasSize(1);
      }
    }
  }

  @Test
  void aKeyWithAPassphraseAndAnRsaHostKeyWork() throws IOException {
    server.goesDown();
    server.hostKey = Keys.rsa(2_048);
    server.comesBack();
    server.put("ROOT/expired", "one.csv", new byte[1], THEN);
    Login login =
        new Login(
            "merchant",
            Keys.openSsh(MERCHANT, Optional.of("correct horse")),
            Secret.of("correct horse"),
            HostKey.of("sftp.example " + Keys.line(server.hostKey)).orElseThrow());

    try (FileServer visit = visit(login)) {
      assertThat(visit.list("/ROOT/expired")).hasSize(1);
    }
  }

  @Test
  void aWrongKeyIsNotAdmitted() {
    Login login =
        new Login("merchant", Keys.openSsh(Keys.ecdsa(), Optional.empty()), Secret.of(""), known());

    assertTrouble(() -> visit(login), Trouble.NOT_ADMITTED);
  }

  @Test
  void aFolderThatIsNotThereIsSaid() throws IOException {
    try (FileServer visit = visit()) {
      assertTrouble(() -> visit.list("/elsewhere"), Trouble.NO_FOLDER);
    }
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsNotConfirmed() throws IOException {
    server.put("ROOT/expired", "one.csv", new byte[10], THEN);

    try (FileServer visit = visit()) {
      ListedFile file = visit.list("/ROOT/expired").getFirst();
      visit.confirm("/ROOT/expired", file);
      server.put("ROOT/expired", "one.csv", new byte[20], THEN);

      assertTrouble(
          () -> {
            visit.confirm("/ROOT/expired", file);
            return "";
          },
          Trouble.CHANGING);
    }
  }

  @Test
  void aFolderWithTooManyFilesIsNotReadToItsEnd() throws IOException {
    for (int i = 0; i <= FileServer.FILES_MAX; i++) {
      server.put("ROOT/expired", i + ".csv", new byte[0], THEN);
    }

    try (FileServer visit = visit()) {
      assertTrouble(() -> visit.list("/ROOT/expired"), Trouble.TOO_MANY_FILES);
    }
  }

  @Test
  void aVisitEndsWhenItsTimeIsOver() throws IOException {
    server.put("ROOT/expired", "one.csv", new byte[1], THEN);

    try (FileServer visit =
        FileServer.visit(here(), server.port(), login(known()), Duration.ofSeconds(2))) {
      assertTrouble(
          () -> {
            while (true) {
              List<ListedFile> _ = visit.list("/ROOT/expired");
            }
          },
          Trouble.TOO_SLOW);
    }
  }

  @Test
  void theTypesOfKeyThatAreAskedForHaveOneTimeTogether() {
    HostKey known = HostKey.of(Keys.fingerprint(Keys.ed25519())).orElseThrow();
    Duration each = MOST.dividedBy(2);
    AtomicLong now = new AtomicLong();

    assertTrouble(
        () ->
            FileServer.visit(
                here(), server.port(), login(known), MOST, () -> now.getAndAdd(each.toNanos())),
        Trouble.TOO_SLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SHA256:short",
        "MD5:00:11:22",
        "ssh-rsa AAAAB3NzaC1kc3MAAAAAAAAAAAAAAAAAAAAAAAAA",
        "ssh-dss AAAAB3NzaC1kc3MAAACBAAAAAAAAAAAAAAAAAAAA",
        "nothing of the kind"
      })
  void whatIsNoHostKeyIsNotTakenForOne(String text) {
    assertThat(HostKey.of(text)).isEmpty();
  }

  @Test
  void keysThatCannotBeUsedAreTold() {
    Secret sealed = Keys.openSsh(MERCHANT, Optional.of("correct horse"));

    assertThat(PrivateKeys.isUsable(sealed, Secret.of("correct horse"))).isTrue();
    assertThat(PrivateKeys.isUsable(sealed, Secret.of("wrong"))).isFalse();
    assertThat(PrivateKeys.isUsable(sealed, Secret.of(""))).isFalse();
    assertThat(PrivateKeys.isUsable(Secret.of("no key"), Secret.of(""))).isFalse();
    Secret weak = Keys.openSsh(Keys.rsa(1_024), Optional.empty());
    assertThat(PrivateKeys.isUsable(weak, Secret.of(""))).isFalse();
  }

  private FileServer visit() throws FileServerFailure {
    return visit(login(known()));
  }

  private FileServer visit(Login login) throws FileServerFailure {
    return FileServer.visit(here(), server.port(), login, MOST);
  }

  private static List<InetAddress> here() {
    return List.of(InetAddress.getLoopbackAddress());
  }

  private HostKey known() {
    return HostKey.of(Keys.line(server.hostKey)).orElseThrow();
  }

  private static Login login(HostKey known) {
    return new Login("merchant", Keys.openSsh(MERCHANT, Optional.empty()), Secret.of(""), known);
  }

  private static String read(FileServer visit, ListedFile file) throws IOException {
    try (InputStream in = visit.open("/ROOT/expired", file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static void assertTrouble(java.util.concurrent.Callable<?> act, Trouble trouble) {
    assertThatThrownBy(act::call)
        .isInstanceOf(FileServerFailure.class)
        .hasMessage(trouble.name())
        .hasNoCause();
  }
}
