package io.bellwether.workbench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.workbench.simulate.Shrinker.Broken;
import io.bellwether.workbench.simulate.Shrinker.Experiment;
import io.bellwether.workbench.simulate.Shrinker.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkerTest {
  private static final String INVARIANT = "one order per intent";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 250, 498, 499})
  void oneFaultAmongManyIsFound(int culprit) {
    List<InjectedFault> faults = faults(500);
    InjectedFault guilty = faults.get(culprit);

    Schedule left =
        shrink(
            (days, allowed) ->
                allowed.contains(guilty) ? Optional.of(new Broken(INVARIANT, 7)) : Optional.empty(),
            faults);

    assertEquals(List.of(guilty), left.faults());
    assertEquals(7, left.days());
    assertTrue(left.complete());
    assertTrue(left.reruns() < 40, () -> left.reruns() + " reruns");
  }

  @Test
  void faultsThatTogetherBreakAPromiseStayTogetherAndInOrder() {
    for (long seed = 1; seed <= 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<InjectedFault> faults = faults(60);
      Set<InjectedFault> guilty =
          Set.copyOf(
              random.ints(1 + random.nextInt(3), 0, 60).distinct().mapToObj(faults::get).toList());

      Schedule left =
          shrink(
              (days, allowed) ->
                  allowed.containsAll(guilty)
                      ? Optional.of(new Broken(INVARIANT, 3))
                      : Optional.empty(),
              faults);

      assertEquals(
          faults.stream().filter(guilty::contains).toList(), left.faults(), "seed " + seed);
      assertTrue(left.complete());
    }
  }

  @Test
  void whatBreaksWithoutAnyFaultNeedsNone() {
    Schedule left = shrink((days, allowed) -> Optional.of(new Broken(INVARIANT, 2)), faults(9));

    assertEquals(List.of(), left.faults());
    assertEquals(2, left.days());
    assertEquals(1, left.reruns());
  }

  @Test
  void anotherPromiseThatIsBrokenInsteadDoesNotCount() {
    List<InjectedFault> faults = faults(8);
    InjectedFault guilty = faults.get(5);

    Schedule left =
        shrink(
            (days, allowed) ->
                Optional.of(new Broken(allowed.contains(guilty) ? INVARIANT : "limits hold", 4)),
            faults);

    assertEquals(List.of(guilty), left.faults());
  }

  @Test
  void daysGetFewerAndNeverMore() {
    List<InjectedFault> faults = faults(16);

    Schedule left =
        shrink(
            (days, allowed) -> {
              int day = allowed.size() > 4 ? 9 : 12;
              return allowed.contains(faults.get(3)) && day <= days
                  ? Optional.of(new Broken(INVARIANT, day))
                  : Optional.empty();
            },
            faults);

    // With few faults it takes twelve days, and those are no longer tried once nine were enough.
    assertEquals(9, left.days());
    assertTrue(left.faults().contains(faults.get(3)));
  }

  @Test
  void kindsThatHaveNothingToDoWithItGoFirst() {
    List<InjectedFault> faults =
        IntStream.range(0, 400)
            .mapToObj(
                i -> new InjectedFault("follow-up " + i, i, Step.SUBMIT, FaultKind.values()[i % 4]))
            .toList();
    List<InjectedFault> guilty =
        faults.stream().filter(fault -> fault.kind() == FaultKind.values()[2]).toList();

    // Broken with all of one kind alone: parts of a list would not get far.
    Schedule left =
        new Shrinker(
                (days, allowed) ->
                    allowed.containsAll(guilty)
                        ? Optional.of(new Broken(INVARIANT, 3))
                        : Optional.empty(),
                INVARIANT,
                10)
            .shrink(faults, 5);

    assertEquals(guilty, left.faults());
  }

  @Test
  void theSearchEndsWhenTheRerunsAreUsedUp() {
    List<InjectedFault> faults = faults(500);

    Schedule left =
        new Shrinker(
                (days, allowed) ->
                    allowed.size() == 500
                        ? Optional.of(new Broken(INVARIANT, 5))
                        : Optional.empty(),
                INVARIANT,
                25)
            .shrink(faults, 5);

    assertEquals(25, left.reruns());
    assertEquals(faults, left.faults());
    assertFalse(left.complete());
  }

  /** Whole kinds and halves take three or more; then single faults are tried, not all of them. */
  @Test
  void whatWasNotTriedIsNotCalledNeeded() {
    List<InjectedFault> faults = faults(4);
    for (int most = 2; most < 12; most++) {
      Schedule left =
          new Shrinker(
                  (days, allowed) ->
                      allowed.containsAll(faults)
                          ? Optional.of(new Broken(INVARIANT, 5))
                          : Optional.empty(),
                  INVARIANT,
                  most)
              .shrink(faults, 5);

      // One for none at all, one for the kind, two halves, four single faults.
      assertEquals(most > 8, left.complete(), "with " + most + " reruns");
    }
  }

  private static Schedule shrink(Experiment experiment, List<InjectedFault> faults) {
    return new Shrinker(experiment, INVARIANT, 10_000).shrink(faults, 20);
  }

  private static List<InjectedFault> faults(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new InjectedFault("follow-up " + i, i, Step.SUBMIT, FaultKind.ANSWER_LOST))
        .toList();
  }
}
