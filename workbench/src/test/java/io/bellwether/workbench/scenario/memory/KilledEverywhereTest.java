package io.bellwether.workbench.scenario.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The life of an account, killed before and after every call it makes to anything outside of
 * itself, one at a time and then several at once: it buys, gets its stop, sells that to buy another
 * with the proceeds, and sells all. The schedule goes on as if nothing had happened.
 */
class KilledEverywhereTest {
  private static final int RUNS_WITH_SEVERAL = 150;

  @Test
  void killedBeforeAndAfterEveryCall() {
    Venture counted = Venture.calm();
    List<String> clean = Lives.whole(counted);
    List<String> calls = counted.ports().calls();
    assertTrue(calls.size() > 200, () -> "calls: " + calls.size());
    List<String> wrong = new ArrayList<>();
    for (int call = 0; call < calls.size(); call++) {
      for (boolean after : isRead(calls.get(call)) ? List.of(false) : List.of(false, true)) {
        Venture venture = Venture.calm();
        venture.ports().kill(call, after);
        String where = (after ? "after " : "before ") + call + ", " + calls.get(call);
        try {
          assertEquals(clean, Lives.whole(venture));
        } catch (AssertionError e) {
          wrong.add(where + ": " + e.getMessage());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** What is killed again and again comes to the same in the end, if it lives once. */
  @Test
  void killedAgainAndAgain() {
    long seed = 20261121;
    List<String> clean = Lives.whole(Venture.calm());
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < RUNS_WITH_SEVERAL; run++) {
      Venture venture = Venture.calm();
      int first = random.nextInt(300);
      venture.ports().kill(first, random.nextBoolean());
      int gap = random.nextInt(60);
      boolean after = random.nextBoolean();
      venture
          .ports()
          .before(
              call -> {
                if (venture.ports().isDead()) {
                  return;
                }
                int made = venture.ports().calls().size();
                if (made == first + 1 + gap) {
                  venture.ports().kill(made, after);
                }
              });
      String where = "seed " + seed + ", run " + run + ": " + first + " and " + gap + " later";
      assertEquals(clean, Lives.whole(venture), where);
    }
  }

  private static boolean isRead(String call) {
    return call.startsWith("read") || call.startsWith("GET") || call.equals("wait");
  }
}
