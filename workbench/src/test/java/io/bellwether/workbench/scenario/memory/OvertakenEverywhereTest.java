package io.bellwether.workbench.scenario.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The same life with a second run in the middle of the first: at every call of the lease and every
 * third of the others while the first has the lease, and at every call after it stood still for so
 * long that the second takes the lease over.
 */
class OvertakenEverywhereTest {
  /**
   * The lease keeps the other run out at the calls between its own: every third of them shows it.
   */
  private static final int STRIDE = 3;

  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(40);

  @Test
  void anotherRunAtEveryCall() {
    Venture counted = Venture.calm();
    List<String> clean = Lives.whole(counted);
    List<String> names = counted.ports().calls();
    List<Integer> calls =
        IntStream.range(0, names.size())
            .filter(call -> call % STRIDE == 0 || names.get(call).contains("#LEASE"))
            .boxed()
            .toList();
    assertTrue(calls.size() > names.size() / STRIDE + 1, () -> "no lease in " + names);
    assertEquals(
        List.of(),
        wrong(
            calls,
            venture -> venture.elsewhere(Venture.action("follow-up")),
            venture -> assertEquals(clean, Lives.whole(venture))));
  }

  @Test
  void frozenAtEveryCallWhileAnotherTakesOver() {
    Venture counted = Venture.calm();
    Lives.whole(counted);
    int calls = counted.ports().calls().size();
    assertEquals(
        List.of(),
        wrong(
            IntStream.range(0, calls).boxed().toList(),
            venture -> {
              venture.clock().of(LONGER_THAN_A_LEASE);
              venture.elsewhere(Venture.action("follow-up"));
            },
            Lives::whole));
  }

  private static List<String> wrong(
      List<Integer> calls, Consumer<Venture> meanwhile, Consumer<Venture> check) {
    List<String> wrong = new ArrayList<>();
    for (int call : calls) {
      Venture venture = Venture.calm();
      int at = call;
      String[] name = {""};
      venture
          .ports()
          .before(
              next -> {
                if (venture.ports().calls().size() == at) {
                  name[0] = next;
                  venture.ports().before(other -> {});
                  meanwhile.accept(venture);
                }
              });
      try {
        check.accept(venture);
      } catch (AssertionError e) {
        wrong.add("at " + call + ", " + name[0] + ": " + e.getMessage());
      }
    }
    return wrong;
  }
}
