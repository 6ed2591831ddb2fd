package io.passerelle.sandbox.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedAgendaTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private final TimedAgenda agenda = new TimedAgenda();
  private final List<String> ran = new ArrayList<>();

  @Test
  void whatIsDueRunsInTheOrderOfTimeAndThenOfNoting() {
    agenda.at(NOON.plusSeconds(2), () -> ran.add("later"));
    agenda.at(NOON, () -> ran.add("first"));
    agenda.at(NOON, () -> ran.add("second"));
    agenda.at(NOON.plusSeconds(3), () -> ran.add("not yet"));

    int count = agenda.runDue(NOON.plusSeconds(2));

    assertThat(ran).containsExactly("first", "second", "later");
    assertThat(count).isEqualTo(3);
    assertThat(agenda.nextDue()).contains(NOON.plusSeconds(3));
  }

  @Test
  void aTaskCanNoteAnotherThatIsDueAtOnce() {
    agenda.at(NOON, () -> agenda.at(NOON.minusSeconds(1), () -> ran.add("noted while running")));

    agenda.runDue(NOON);

    assertThat(ran).containsExactly("noted while running");
    assertThat(agenda.nextDue()).isEmpty();
  }

  @Test
  void aTaskThatThrowsIsUsedUpAndTheNextStays() {
    agenda.at(NOON, () -> ran.add(String.valueOf(1 / Integer.parseInt("0"))));
    agenda.at(NOON, () -> ran.add("next"));

    assertThatThrownBy(() -> agenda.runDue(NOON)).isInstanceOf(ArithmeticException.class);
    agenda.runDue(NOON);

    assertThat(ran).containsExactly("next");
  }
}
