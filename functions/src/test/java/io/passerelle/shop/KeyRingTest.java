package io.passerelle.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.edge.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final Secret OLD = Secret.of("old");
  private static final Secret NEW = Secret.of("new");

  private final KeyRing ring = KeyRing.of(OLD, Algorithm.HMAC_SHA_256);

  @Test
  void theOldKeyIsAcceptedUntilTheOverlapIsOver() {
    KeyRing rotated = ring.rotated(NEW, Algorithm.HMAC_SHA_256, NOW);
    Instant end = NOW.plus(KeyRing.OVERLAP);

    assertThat(keys(rotated, NOW)).containsExactly(NEW, OLD);
    assertThat(keys(rotated, end.minusNanos(1))).containsExactly(NEW, OLD);
    assertThat(keys(rotated, end)).containsExactly(NEW);
    assertThat(KeyRing.OVERLAP).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void theCurrentKeyIsTheNewOne() {
    KeyRing rotated = ring.rotated(NEW, Algorithm.SHA_1, NOW);

    assertThat(rotated.current()).map(Credential::key).contains(NEW);
    assertThat(rotated.current()).map(Credential::algorithm).contains(Algorithm.SHA_1);
  }

  @Test
  void theSameKeyAgainChangesNothing() {
    assertThat(ring.rotated(OLD, Algorithm.HMAC_SHA_256, NOW)).isSameAs(ring);
  }

  @Test
  void theSameKeyWithAnotherAlgorithmIsARotation() {
    KeyRing rotated = ring.rotated(OLD, Algorithm.SHA_1, NOW);

    assertThat(rotated.accepted(NOW))
        .extracting(Credential::algorithm)
        .containsExactly(Algorithm.SHA_1, Algorithm.HMAC_SHA_256);
  }

  @Test
  void aSecondRotationDoesNotProlongTheFirst() {
    KeyRing once = ring.rotated(NEW, Algorithm.HMAC_SHA_256, NOW);
    Instant later = NOW.plus(Duration.ofHours(23));

    KeyRing twice = once.rotated(Secret.of("newest"), Algorithm.HMAC_SHA_256, later);

    assertThat(keys(twice, later)).containsExactly(Secret.of("newest"), NEW, OLD);
    assertThat(keys(twice, NOW.plus(KeyRing.OVERLAP))).containsExactly(Secret.of("newest"), NEW);
  }

  @Test
  void keysThatAreNotAcceptedAnyMoreAreForgottenAtTheNextRotation() {
    KeyRing once = ring.rotated(NEW, Algorithm.HMAC_SHA_256, NOW);

    KeyRing twice =
        once.rotated(Secret.of("newest"), Algorithm.HMAC_SHA_256, NOW.plus(KeyRing.OVERLAP));

    assertThat(twice.credentials()).extracting(Credential::key).doesNotContain(OLD);
  }

  @Test
  void anOldKeyThatComesBackIsTheCurrentOne() {
    KeyRing back =
        ring.rotated(NEW, Algorithm.HMAC_SHA_256, NOW).rotated(OLD, Algorithm.HMAC_SHA_256, NOW);

    assertThat(back.current()).map(Credential::key).contains(OLD);
    assertThat(keys(back, NOW.plus(KeyRing.OVERLAP))).containsExactly(OLD);
  }

  @Test
  void aRingHasFiveKeysAtMost() {
    KeyRing many = ring;
    for (int i = 0; i < 20; i++) {
      many = many.rotated(Secret.of("key" + i), Algorithm.HMAC_SHA_256, NOW);
    }

    assertThat(many.credentials()).hasSize(5);
    assertThat(many.current()).map(Credential::key).contains(Secret.of("key19"));
  }

  @Test
  void anEmptyRingAcceptsNothing() {
    assertThat(KeyRing.empty().current()).isEmpty();
    assertThat(KeyRing.empty().accepted(NOW)).isEmpty();
    assertThat(ring.toString()).doesNotContain("old");
  }

  private static List<Secret> keys(KeyRing ring, Instant now) {
    return ring.accepted(now).stream().map(Credential::key).toList();
  }
}
