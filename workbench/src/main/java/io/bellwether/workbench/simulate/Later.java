package io.bellwether.workbench.simulate;

import java.time.Instant;
import java.util.PriorityQueue;

/** What is on its way and happens when the clock gets there. */
final class Later {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long count;

  private record Task(Instant time, long number, Runnable action) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  void at(Instant time, Runnable action) {
    tasks.add(new Task(time, count++, action));
  }

  /** Has everything happen that is due. */
  void run(Instant now) {
    while (!tasks.isEmpty() && !tasks.peek().time().isAfter(now)) {
      tasks.remove().action().run();
    }
  }
}
