package io.bellwether.workbench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One thing goes wrong at each call in turn that the functions make from a decision to the last
 * stop: by the evening all is as if nothing had.
 */
class EveryCallTest {
  /** A seed whose account leaves one fund for the other, and has a stop each time. */
  private static final long SEED = 0;

  private static final int DAYS = 2;

  /** What is lost, by the step whose answer it is. */
  private static final Map<FaultKind, FaultKind> LOST = Map.of();

  private final EveryCall life = new EveryCall(SEED, DAYS);

  @Test
  void theLifeHasASellAWaitABuyAndAStop() {
    List<Step> steps = life.calls().stream().map(EveryCall.Call::step).toList();
    assertTrue(steps.contains(Step.WAIT));
    assertTrue(steps.stream().filter(step -> step == Step.SUBMIT).count() >= 4);
    assertEquals(Optional.empty(), life.undisturbed().violation());
  }

  @Test
  @Tag("integration")
  void killedBeforeOrAfter() {
    comesRight(FaultKind.KILLED_BEFORE, FaultKind.KILLED_AFTER);
  }

  private void comesRight(FaultKind... kinds) {}
}
