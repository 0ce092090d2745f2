package io.bellwether.workbench.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.workbench.simulate.EveryCall.Call;
import io.bellwether.workbench.simulate.EveryCall.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One thing goes wrong, at each call in turn that the functions make from the first decision to the
 * last stop. By the evening it is as if nothing had: the same orders with the same ids, the same
 * positions, and every promise kept.
 */
class EveryCallTest {
  /** The seed of an account that leaves the hedge for the main fund, which then has its stop. */
  private static final long SEED = 18;

  private static final int DAYS = 3;

  private final EveryCall life = new EveryCall(SEED, DAYS);

  @Test
  void theLifeHasAllThatCanBeInterrupted() {
    Result result = life.undisturbed();
    assertTrue(result.violation().isEmpty(), result::toString);
    assertEquals(
        List.of("SQQQ BUY FILLED", "SQQQ SELL FILLED", "TQQQ BUY FILLED", "TQQQ SELL NEW"),
        result.orders().stream()
            .map(order -> order.substring(order.indexOf(' ') + 1))
            .sorted()
            .toList());
    assertTrue(life.calls().stream().anyMatch(call -> call.step() == Step.WAIT), "it waits");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "KILLED_BEFORE",
        "KILLED_AFTER",
        "OVERLAPPED",
        "ANSWER_LOST",
        "WRITE_ANSWER_LOST",
        "SEND_ANSWER_LOST"
      })
  void oneThingGoesWrong(FaultKind kind) {
    long start = System.nanoTime();
    Result expected = life.undisturbed();
    List<Call> calls = life.calls().stream().filter(call -> matters(kind, call.step())).toList();
    assertFalse(calls.isEmpty(), "no call at which it could go wrong");
    List<String> wrong = new ArrayList<>();
    for (Call call : calls) {
      Result result = life.disturbed(call, kind);
      if (!result.equals(expected)) {
        wrong.add(call + ": " + result);
      }
    }
    System.out.println(
        "%s at each of %d calls: %.1f s"
            .formatted(kind.label(), calls.size(), (System.nanoTime() - start) / 1e9));
    assertEquals(List.of(), wrong);
  }

  /** To be killed after a read is to be killed before the next call. */
  private static boolean matters(FaultKind kind, Step step) {
    boolean changesSomething =
        step.isStoreWrite()
            || step.isOrderCall()
            || step == Step.SEND_SIGNAL
            || step == Step.PUBLISH_EVENT;
    return kind.isPossibleAt(step) && (kind != FaultKind.KILLED_AFTER || changesSomething);
  }
}
