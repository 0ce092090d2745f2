package io.bellwether.workbench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.workbench.replay.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessesTest {
  private static final Instant START = Instant.parse("2024-03-05T14:30:00Z");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final VirtualClock clock = new VirtualClock(START);

  @Test
  void whatAKilledProcessCallsLaterDiesToo() {
    int killed = 0;
    for (long seed = 1; seed <= 40; seed++) {
      Processes processes = processes(seed);
      Processes.Life life = processes.begin("follow-up", TIMEOUT, Duration.ZERO);
      if (isKilled(processes)) {
        killed++;
        // As a handler does that catches everything and goes on.
        for (Step step : new Step[] {Step.SUBMIT, Step.STORE_READ, Step.WAIT}) {
          assertThrows(KilledError.class, () -> processes.enter(step));
        }
      }
      assertEquals(life.isDead(), isDead(processes));
      processes.end(life);
    }
    assertTrue(killed > 5, killed + " of 40 were killed");
  }

  @Test
  void anInvocationOfTheSameFunctionAfterwardsLives() {
    Processes processes = processes(1);
    Processes.Life dead = processes.begin("follow-up", Duration.ofSeconds(1), Duration.ZERO);
    clock.of(Duration.ofSeconds(1));
    assertThrows(KilledError.class, () -> processes.enter(Step.STORE_READ));
    processes.end(dead);

    Processes.Life next = processes.begin("follow-up again", TIMEOUT, Duration.ZERO);

    assertEquals(false, next.isDead());
    processes.end(next);
  }

  @Test
  void aProcessDiesAtTheEndOfItsTime() {
    Processes processes = new Processes(clock, noFaults(), new Coverage(), new Trace(false));
    processes.begin("follow-up", TIMEOUT, Duration.ZERO);
    assertEquals(Optional.empty(), processes.enter(Step.STORE_READ));

    clock.of(TIMEOUT);

    assertThrows(KilledError.class, () -> processes.enter(Step.STORE_READ));
  }

  private Processes processes(long seed) {
    return new Processes(
        clock,
        new Faults(seed, fault -> fault.kind() == FaultKind.KILLED_BEFORE, new Coverage()),
        new Coverage(),
        new Trace(false));
  }

  private static Faults noFaults() {
    return new Faults(1, fault -> false, new Coverage());
  }

  /** Whether it is killed within many steps. */
  private static boolean isKilled(Processes processes) {
    try {
      for (int i = 0; i < 1_000; i++) {
        processes.enter(Step.STORE_READ);
      }
      return false;
    } catch (KilledError e) {
      return true;
    }
  }

  private static boolean isDead(Processes processes) {
    try {
      processes.enter(Step.NOTIFICATION);
      return false;
    } catch (KilledError e) {
      return true;
    }
  }
}
