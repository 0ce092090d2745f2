package io.bellwether.workbench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class VirtualClockTest {
  private static final Instant START = Instant.parse("2024-03-12T14:30:00Z");

  private final VirtualClock clock = new VirtualClock(START);
  private final List<Long> shown = new ArrayList<>();

  VirtualClockTest() {
    clock.onMove(time -> shown.add(secondsAt(time)));
  }

  private static long secondsAt(Instant time) {
    return Duration.between(START, time).toSeconds();
  }

  @Test
  void waitingMovesTheClock() {
    clock.of(Duration.ofSeconds(10));
    clock.of(Duration.ofSeconds(5));

    assertEquals(List.of(10L, 15L), shown);
  }

  @Test
  void timeDoesNotRunBackwards() {
    assertThrows(IllegalArgumentException.class, () -> clock.moveTo(START.minusSeconds(1)));
  }

  /** In whatever order the threads run: three waits of forty seconds last forty seconds. */
  @RepeatedTest(20)
  void waitsOfThreadsThatShareItOverlap() throws Exception {
    List<Long> ends = waitAtOnce(List.of(40, 40), List.of(40, 1), List.of(10, 30, 100));

    assertEquals(List.of(80L, 41L, 140L), ends);
    assertEquals(List.of(10L, 40L, 41L, 80L, 140L), shown);
  }

  @Test
  void afterTheyHaveLeftOneThreadsWaitMovesItAgain() throws Exception {
    waitAtOnce(List.of(1), List.of(2));
    clock.of(Duration.ofSeconds(3));

    assertEquals(List.of(1L, 2L, 5L), shown);
  }

  /** When each thread's last wait ended, in seconds. */
  @SafeVarargs
  private List<Long> waitAtOnce(List<Integer>... waits) throws Exception {
    clock.share(waits.length);
    List<Future<Long>> ends = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(waits.length)) {
      for (List<Integer> seconds : waits) {
        ends.add(threads.submit(() -> waitOneAfterTheOther(seconds)));
      }
    }
    List<Long> seconds = new ArrayList<>();
    for (Future<Long> end : ends) {
      seconds.add(end.get());
    }
    return seconds;
  }

  private long waitOneAfterTheOther(List<Integer> seconds) {
    try {
      seconds.forEach(wait -> clock.of(Duration.ofSeconds(wait)));
      return secondsAt(clock.instant());
    } finally {
      clock.leave();
    }
  }
}
