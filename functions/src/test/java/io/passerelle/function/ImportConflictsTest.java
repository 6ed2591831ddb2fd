package io.passerelle.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.passerelle.aws.Table;
import io.passerelle.desk.Carrier;
import io.passerelle.edge.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes in between while an import is at work, and what this deployment cannot send.
class ImportConflictsTest {

  private static final String KEY = "imports/12345678/march.csv";
  private static final String HEADER = "02;12345678;TEST;ALL\n";

  private final Bridge bridge = new Bridge(Map.of("PUBLIC_URL", "https://pay.example"));
  private final Links links = new Links(bridge).withSettings("{}");

  /// A transaction on the same rows at the same moment, as any write may meet.
  @ParameterizedTest
  @ValueSource(strings = {"CHECKING", "RESERVING", "PUBLISHING"})
  void aWriteThatMeetsAnotherIsDoneAgain(String state) {
    boolean[] met = new boolean[1];

    run(
        lines(100),
        () -> {
          if (state().equals(state) && !met[0]) {
            met[0] = true;
            conflicts(3);
          }
        });

    assertThat(state()).isEqualTo("DONE");
  }

  /// The message fails, and so it comes again: nobody else would go on.
  @ParameterizedTest
  @ValueSource(strings = {"RESERVING", "PUBLISHING"})
  void whatMeetsOthersForTooLongGoesOnByItsMessage(String state) {
    Json put = bridge.files.put(KEY, lines(150));
    int[] asked = new int[1];

    assertThatExceptionOfType(Table.Stale.class)
        .isThrownBy(() ->
            new ImportFunction(bridge.wiring)
                .handle(
                    put,
                    () -> {
                      if (state().equals(state) && ++asked[0] == 3) {
                        conflicts(20);
                      }
                      return true;
                    }));
    assertThat(state()).isEqualTo(state);
    bridge.table.beforeNextWrite(() -> {});
    new ImportFunction(bridge.wiring).handle(put, () -> true);

    assertThat(state()).isEqualTo("DONE");
  }

  @Test
  void aFileMayHaveWhatsAppWhereADeploymentCarriesIt() {
    bridge.whatsApp = Optional.of(_ -> new Carrier.Carried(Carrier.Outcome.TAKEN, ""));

    run(HEADER + "WHATSAPP;;W-1;700;EUR;;;en;;;;;;;;;;+33612345678\n", () -> {});

    assertThat(state()).isEqualTo("DONE");
  }

  @Test
  void whatNobodyCarriesAndWhatIsTooLongIsRefusedByItsLine() {
    String reference = "S".repeat(60);
    String variables = "%reference%".repeat(27);

    run(
        HEADER
            + "WHATSAPP;;W-1;700;EUR;;;en;;;;;;;;;;+33612345678\n"
            + ("SMS;;" + reference + ";700;EUR;;;en;;;;;" + variables + ";;;;;+33612345678\n")
            + "SMS;;S-2;700;EUR;;;en;;;;;Short;;;;;+33612345678\n",
        () -> {});

    assertThat(state()).isEqualTo("FAILED");
    assertThat(errors())
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
            bridge.files.put(KEY, text),
            () -> {
              between.run();
              return true;
            });
  }

  private static String lines(int count) {
    return HEADER
        + IntStream.range(0, count)
            .mapToObj(i -> "URL;;M-" + i + ";" + (100 + i) + "\n")
            .collect(Collectors.joining());
  }

  private Json seen() {
    return bridge
        .operator("{\"action\":\"import\",\"siteId\":\"12345678\",\"import\":\"march.csv\"}")
        .get("body");
  }

  private String state() {
    return seen().get("state").text("");
  }

  private List<String> errors() {
    return seen().get("errors").items().stream()
        .map(one ->
            one.get("line").number().orElseThrow()
                + " "
                + one.get("field").text("")
                + " "
                + one.get("reason").text(""))
        .toList();
  }
}
