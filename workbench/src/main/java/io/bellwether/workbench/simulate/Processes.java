package io.bellwether.workbench.simulate;

import io.bellwether.workbench.replay.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The processes that run invocations: one at a time, and within one perhaps another that overlaps
 * it. Each call to a port passes through {@link #enter}, where a process can be killed, stand still
 * or be overtaken; once dead, every further call of it dies too.
 */
final class Processes {
  /** An invocation that runs in an invocation is not overlapped again. */
  private static final int DEEPEST = 2;

  private static final int LONGEST_FREEZE_MILLIS = 50_000;

  private final VirtualClock clock;
  private final Faults faults;
  private final Coverage coverage;
  private final Trace trace;
  private final Deque<Life> running = new ArrayDeque<>();
  private Runnable overlap = () -> {};
  private long count;

  Processes(VirtualClock clock, Faults faults, Coverage coverage, Trace trace) {
    this.clock = clock;
    this.faults = faults;
    this.coverage = coverage;
    this.trace = trace;
  }

  /** One invocation. */
  static final class Life {
    private final String name;
    private final long number;
    private final Instant killedAt;
    private final Duration skew;
    private Instant heardAt;
    private int ordinal;
    private boolean dead;

    Life(String name, long number, Instant now, Instant killedAt, Duration skew) {
      this.heardAt = now.plus(skew);
      this.name = name;
      this.number = number;
      this.killedAt = killedAt;
      this.skew = skew;
    }

    String name() {
      return name;
    }

    boolean isDead() {
      return dead;
    }
  }

  /** What runs when one invocation is to overlap another. */
  void onOverlap(Runnable invocation) {
    overlap = invocation;
  }

  /** Begins an invocation. */
  Life begin(String name, Duration timeout, Duration skew) {
    Life life = new Life(name, ++count, clock.instant(), clock.instant().plus(timeout), skew);
    running.push(life);
    trace.add(clock.instant(), name, 1);
    trace.say(clock.instant(), () -> name);
    return life;
  }

  /** Ends it. */
  void end(Life life) {
    if (running.pop() != life) {
      throw new IllegalStateException(life.name + " ends out of turn");
    }
  }

  /** The time as the running process has it. */
  Instant now() {
    Life life = running.peek();
    return life == null ? clock.instant() : clock.instant().plus(life.skew);
  }

  /** The running process has had an answer of the broker's, or waited for one in vain. */
  void heard() {
    Life life = running.peek();
    if (life != null) {
      life.heardAt = now();
    }
  }

  /** Whose call to the broker is made now. */
  OrderWatch.Sender sender() {
    Life life = running.peek();
    return life == null
        ? new OrderWatch.Sender(0, clock.instant())
        : new OrderWatch.Sender(life.number, life.heardAt);
  }

  /** How many invocations have begun. */
  long count() {
    return count;
  }

  /** Draws that go with the step that was entered last. */
  Chance details() {
    Life life = running.peek();
    return life == null ? faults.details("", 0) : faults.details(life.name, life.ordinal);
  }

  /**
   * A step begins.
   *
   * @return what is to go wrong with it, if it is the port's to do
   */
  Optional<FaultKind> enter(Step step) {
    Life life = running.peek();
    if (life == null) {
      return Optional.empty();
    }
    requireAlive(life);
    life.ordinal++;
    coverage.passed(step);
    trace.add(clock.instant(), step.name(), life.ordinal);
    Optional<FaultKind> fault = faults.at(life.name, life.ordinal, step);
    if (fault.isEmpty()) {
      return fault;
    }
    trace.say(clock.instant(), () -> "  ! " + fault.get().label() + " at " + step.label());
    return switch (fault.get()) {
      case KILLED_BEFORE -> throw die(life);
      case FROZEN -> {
        clock.of(Duration.ofMillis(1 + details().below(1, LONGEST_FREEZE_MILLIS)));
        requireAlive(life);
        yield Optional.empty();
      }
      case OVERLAPPED -> {
        if (running.size() < DEEPEST) {
          overlap.run();
          requireAlive(life);
        }
        yield Optional.empty();
      }
      default -> fault;
    };
  }

  /** A step was taken. */
  void leave(Optional<FaultKind> fault) {
    Life life = running.peek();
    if (life != null && fault.equals(Optional.of(FaultKind.KILLED_AFTER))) {
      throw die(life);
    }
  }

  private void requireAlive(Life life) {
    if (life.dead || !clock.instant().isBefore(life.killedAt)) {
      throw die(life);
    }
  }

  private KilledError die(Life life) {
    if (!life.dead) {
      trace.say(clock.instant(), () -> "  + " + life.name + " is killed");
    }
    life.dead = true;
    return new KilledError(life.name);
  }
}
