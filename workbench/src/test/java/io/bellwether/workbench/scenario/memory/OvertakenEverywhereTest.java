package io.bellwether.workbench.scenario.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The same life with a second run in the middle of the first, at every call: while the first has
 * the lease, and after it stood still for so long that the second takes the lease over.
 */
class OvertakenEverywhereTest {
  /** The lease keeps the other run out at most calls: every third of them shows it. */
  private static final int STRIDE = 3;

  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(40);

  @Test
  void anotherRunAtEveryCall() {
    Venture counted = Venture.calm();
    List<String> clean = Lives.whole(counted);
    int calls = counted.ports().calls().size();
    assertEquals(
        List.of(),
        wrong(
            calls,
            STRIDE,
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
            calls,
            1,
            venture -> {
              venture.clock().of(LONGER_THAN_A_LEASE);
              venture.elsewhere(Venture.action("follow-up"));
            },
            Lives::whole));
  }

  private static List<String> wrong(
      int calls, int stride, Consumer<Venture> meanwhile, Consumer<Venture> check) {
    List<String> wrong = new ArrayList<>();
    for (int call = 0; call < calls; call += stride) {
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
