package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.aws.Table;
import io.passerelle.desk.Carrier;
import io.passerelle.edge.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes in between while an import is at work, and what this deployment cannot send.
class ImportConflictsTest {

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links = new Links(bridge).withSettings("{}");
  private final MarchFile file = new MarchFile(bridge);

  /// A transaction on the same rows at the same moment, as any write may meet.
  @ParameterizedTest
  @ValueSource(strings = {"CHECKING", "RESERVING", "PUBLISHING"})
  void aWriteThatMeetsAnotherIsDoneAgain(String state) {
    boolean[] met = new boolean[1];

    run(
        MarchFile.lines("M-", 100),
        () -> {
          if (file.state().equals(state) && !met[0]) {
            met[0] = true;
            conflicts(3);
          }
        });

    assertThat(file.state()).isEqualTo("DONE");
  }

  /// The message fails, and so it comes again: nobody else would go on.
  @ParameterizedTest
  @ValueSource(strings = {"RESERVING", "PUBLISHING"})
  void whatMeetsOthersForTooLongGoesOnByItsMessage(String state) {
    Json put = bridge.files.put(MarchFile.KEY, MarchFile.lines("M-", 150));
    int[] asked = new int[1];

    assertThatExceptionOfType(Table.Stale.class)
        .isThrownBy(() ->
            new ImportFunction(bridge.wiring)
                .handle(
                    put,
                    () -> {
                      if (file.state().equals(state) && ++asked[0] == 3) {
                        conflicts(20);
                      }
                      return true;
                    }));
    assertThat(file.state()).isEqualTo(state);
    bridge.table.beforeNextWrite(() -> {});
    new ImportFunction(bridge.wiring).handle(put, () -> true);

    assertThat(file.state()).isEqualTo("DONE");
  }

  @Test
  void aFileMayHaveWhatsAppWhereADeploymentCarriesIt() {
    bridge.whatsApp = Optional.of(_ -> new Carrier.Carried(Carrier.Outcome.TAKEN, ""));

    run(MarchFile.HEADER + "WHATSAPP;;W-1;700;EUR;;;en;;;;;;;;;;+33612345678\n", () -> {});

    assertThat(file.state()).isEqualTo("DONE");
  }

  @Test
  void whatNobodyCarriesAndWhatIsTooLongIsRefusedByItsLine() {
    String reference = "S".repeat(60);
    String variables = "%reference%".repeat(27);

    run(
        MarchFile.HEADER
            + "WHATSAPP;;W-1;700;EUR;;;en;;;;;;;;;;+33612345678\n"
            + ("SMS;;" + reference + ";700;EUR;;;en;;;;;" + variables + ";;;;;+33612345678\n")
            + "SMS;;S-2;700;EUR;;;en;;;;;Short;;;;;+33612345678\n",
        () -> {});

    assertThat(file.state()).isEqualTo("FAILED");
    assertThat(file.errors())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("2 channel must be another: nobody carries WHATSAPP here"),
            second ->
                assertThat(second)
                    .startsWith("3 message must have at most 1600 characters with its variables"));
    assertThat(links.create("\"amount\":1,\"reference\":\"S-2\"").get("status").number())
        .contains(200L);
  }

  /// The next so many writes fail, as if another had been first.
  private void conflicts(int count) {
    bridge.table.beforeNextWrite(() -> {
      if (count > 1) {
        conflicts(count - 1);
      }
      throw new Table.Stale("another");
    });
  }

  private void run(String text, Runnable between) {
    new ImportFunction(bridge.wiring)
        .handle(
            bridge.files.put(MarchFile.KEY, text),
            () -> {
              between.run();
              return true;
            });
  }
}
