package io.passerelle.function;

import io.passerelle.delivery.Answer;
import io.passerelle.delivery.Answer.Trouble;
import io.passerelle.delivery.Outgoing;
import java.time.Duration;
import java.util.Random;

/// The calls to a gateway that move money, of which many go wrong: before they were taken or after,
/// late, with an error, with a page of HTML, or with the death of the worker. What only reads is
/// left to the world, which disturbs it too.
final class LossyGateway {

  private final RefundingGateway gateway;
  private final FaultyWorld world;
  private final Random random;
  private double faults;
  private int lost;
  private int reads;

  LossyGateway(RefundingGateway gateway, FaultyWorld world, Random random) {
    this.gateway = gateway;
    this.world = world;
    this.random = random;
  }

  /// How often each of the eight things goes wrong from now on.
  void faults(double each) {
    faults = each;
  }

  int lost() {
    return lost;
  }

  int reads() {
    return reads;
  }

  Answer answer(Outgoing outgoing) {
    double dice = random.nextDouble();
    reads += outgoing.url().endsWith("/Get") ? 1 : 0;
    if (outgoing.url().endsWith("/Get") || dice > 8 * faults) {
      return gateway.answer(outgoing);
    }
    lost++;
    if (dice < faults) {
      long late = random.nextInt(600_000);
      world.in(Duration.ofMillis(late), () -> gateway.answer(outgoing));
      return Bridge.unanswered(Trouble.TIMEOUT, "late");
    }
    if (dice < 2 * faults) {
      return Bridge.unanswered(Trouble.CONNECTION, "closed before");
    }
    if (dice < 3 * faults) {
      return Bridge.answered(503, "");
    }
    if (dice < 4 * faults) {
      return Bridge.error("PSP_99" + random.nextInt(10));
    }
    Answer _ = gateway.answer(outgoing);
    if (dice < 5 * faults) {
      throw new FaultyWorld.Crash();
    }
    if (dice < 6 * faults) {
      return Bridge.answered(200, "<html>");
    }
    return dice < 7 * faults
        ? Bridge.unanswered(Trouble.TIMEOUT, "after")
        : Bridge.answered(502, "");
  }
}
