package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the sandbox is started and stopped, by its launcher and by its main class.
class LauncherIT {

  @Test
  void theLauncherStartsASandboxOnAFreePort() throws Exception {
    String launcher = SandboxProcess.HOME.resolve("passerelle").toString();
    try (SandboxProcess sandbox =
            SandboxProcess.run(
                List.of(launcher, "sandbox", "--port", "0", "--clock", "2026-01-15T10:07:00Z"));
        Calls calls = sandbox.calls()) {
      assertThat(sandbox.url()).matches("http://localhost:\\d+");
      assertThat(calls.http.get("/sandbox/api/info").json().path("now").asText())
          .isEqualTo("2026-01-15T10:07:00Z");
      assertThat(calls.http.get("/").location()).isEqualTo("/sandbox/");
      assertThat(calls.http.get("/sandbox/").status()).isEqualTo(200);

      assertThat(sandbox.stopsWithin(3)).isTrue();
    }
  }

  @Test
  void theLauncherSaysWhatItTakes() throws Exception {
    String launcher = SandboxProcess.HOME.resolve("passerelle").toString();

    try (SandboxProcess help = SandboxProcess.run(List.of(launcher, "--help"));
        SandboxProcess wrong = SandboxProcess.run(List.of(launcher, "dance"))) {
      assertThat(help.status()).isZero();
      assertThat(help.printed()).anyMatch(line -> line.contains("--port"));
      assertThat(wrong.status()).isEqualTo(2);
      assertThat(wrong.printed()).isEqualTo(help.printed());
    }
  }

  @Test
  void aSandboxThatIsToldToStopsWithinThreeSeconds() throws Exception {
    try (SandboxProcess sandbox = SandboxProcess.start("--port", "0")) {
      assertThat(sandbox.url()).startsWith("http://localhost:");

      assertThat(sandbox.stopsWithin(3)).isTrue();
    }
  }

  @Test
  void aPortInUseIsSaidInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SandboxProcess sandbox =
            SandboxProcess.start("--port", String.valueOf(taken.getLocalPort()))) {
      assertThat(sandbox.status()).isEqualTo(2);
      assertThat(sandbox.printed())
          .containsExactly(
              "passerelle sandbox: Port " + taken.getLocalPort() + " is in use by another program");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port, moon",
    "--port, 65536",
    "--clock, yesterday",
    "--data, /dev/null/x",
    "--emulator, moto",
    "--emulator, http://127.0.0.1:1",
    "--dance, x",
  })
  void aBadOptionIsSaidInOneLine(String option, String value) throws Exception {
    try (SandboxProcess sandbox = SandboxProcess.start("--port", "0", option, value)) {
      assertThat(sandbox.status()).isEqualTo(2);
      assertThat(sandbox.printed()).hasSize(1);
      assertThat(sandbox.printed().getFirst()).startsWith("passerelle sandbox: ");
    }
  }
}
