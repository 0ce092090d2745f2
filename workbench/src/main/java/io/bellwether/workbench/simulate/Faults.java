package io.bellwether.workbench.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides what goes wrong where. Each run has its own mixture: some kinds of faults are frequent in
 * it, others do not occur at all, so that rare combinations come up often (swarm testing: Groce et
 * al., ISSTA 2012). What happens at a step depends on the seed and on the step's name alone.
 */
final class Faults {
  private static final FaultKind[] NONE = {};

  /** The share of the kinds that a run has. */
  private static final double SHARE_OF_KINDS = 0.5;

  private static final double LOWEST_RATE = 0.002;

  /** Kills and the like end an invocation: more would leave nothing to observe. */
  private static final double HIGHEST_RATE = 0.03;

  private static final double HIGHEST_RATE_OF_DAYS = 0.3;

  /** How much more often something goes wrong at a decisive step than elsewhere. */
  private static final double DECISIVE = 6;

  private static final double HIGHEST_RATE_WHERE_DECISIVE = 0.06;

  /** Less a fault than how brokers are: a cancel is granted first, and carried out then. */
  private static final double RATE_OF_SLOW_CANCELS = 0.5;

  private final Chance chance;
  private final Predicate<InjectedFault> allowed;
  private final Map<FaultKind, Double> rates = new EnumMap<>(FaultKind.class);
  private final Map<Step, FaultKind[]> kindsAt = new EnumMap<>(Step.class);
  private final List<InjectedFault> injected = new ArrayList<>();
  private final Coverage coverage;
  private final Optional<Script> script;
  private boolean calm;

  /**
   * @param allowed the faults that may be injected, to leave some out of a run
   * @param coverage counts what is injected
   */
  Faults(long seed, Predicate<InjectedFault> allowed, Coverage coverage) {
    this.chance = new Chance(seed).of("faults");
    this.allowed = allowed;
    this.coverage = coverage;
    this.script = Optional.empty();
    Chance mixture = chance.of("mixture");
    double rate = LOWEST_RATE * Math.pow(HIGHEST_RATE / LOWEST_RATE, mixture.unit(-1));
    for (FaultKind kind : FaultKind.values()) {
      if (mixture.happens(kind.draw(), SHARE_OF_KINDS)) {
        boolean ofDays = kind.isPossibleAt(Step.DAY);
        double factor = 0.2 + 1.8 * mixture.of("factor").unit(kind.draw());
        rates.put(kind, ofDays ? HIGHEST_RATE_OF_DAYS * factor / 2 : rate * factor);
      }
    }
    for (Step step : Step.values()) {
      kindsAt.put(
          step,
          rates.keySet().stream().filter(k -> k.isPossibleAt(step)).toArray(FaultKind[]::new));
    }
  }

  /** Goes by a script instead of by chance. */
  Faults(Script script, Coverage coverage) {
    this.chance = new Chance(0).of("faults");
    this.allowed = fault -> true;
    this.coverage = coverage;
    this.script = Optional.of(script);
  }

  /** Says what goes wrong at a step of an invocation. */
  @FunctionalInterface
  interface Script {
    Optional<FaultKind> at(String invocation, int ordinal, Step step);
  }

  /** From now on nothing goes wrong, or again as before. */
  void calm(boolean value) {
    calm = value;
  }

  boolean isCalm() {
    return calm;
  }

  /** Whether everything has to be right by the evening: a script leaves time for that. */
  boolean comesRight() {
    return calm || script.isPresent();
  }

  /** What goes wrong at a step of an invocation; at most one thing. */
  Optional<FaultKind> at(String invocation, int ordinal, Step step) {
    if (calm) {
      return Optional.empty();
    }
    if (script.isPresent()) {
      return script
          .get()
          .at(invocation, ordinal, step)
          .flatMap(kind -> inject(new InjectedFault(invocation, ordinal, step, kind)));
    }
    FaultKind[] kinds = kindsAt.getOrDefault(step, NONE);
    if (kinds.length == 0) {
      return Optional.empty();
    }
    Chance here = chance.of(invocation).of(ordinal);
    int first = here.below(-2, kinds.length);
    for (int i = 0; i < kinds.length; i++) {
      FaultKind kind = kinds[(first + i) % kinds.length];
      if (here.happens(kind.draw(), rate(kind, step))) {
        return inject(new InjectedFault(invocation, ordinal, step, kind));
      }
    }
    return Optional.empty();
  }

  /** The steps that move money are few among many that read: there, more goes wrong. */
  private double rate(FaultKind kind, Step step) {
    double rate = rates.getOrDefault(kind, 0.0);
    if (kind == FaultKind.CANCELED_LATER) {
      return RATE_OF_SLOW_CANCELS;
    }
    return step.isDecisive()
        ? Math.min(Math.max(rate, HIGHEST_RATE_WHERE_DECISIVE), rate * DECISIVE)
        : rate;
  }

  /** Whether one kind of fault happens on a day. */
  boolean onDay(String day, FaultKind kind) {
    Double rate = rates.get(kind);
    return !calm
        && rate != null
        && chance.of(day).happens(kind.draw(), rate)
        && inject(new InjectedFault(day, 0, Step.DAY, kind)).isPresent();
  }

  /** Draws that go with a step, such as how long a delay is. */
  Chance details(String invocation, int ordinal) {
    return chance.of(invocation).of(ordinal).of("details");
  }

  /** What was injected so far, in order. */
  List<InjectedFault> injected() {
    return injected;
  }

  private Optional<FaultKind> inject(InjectedFault fault) {
    if (!allowed.test(fault)) {
      return Optional.empty();
    }
    injected.add(fault);
    coverage.count(fault.kind(), fault.step());
    return Optional.of(fault.kind());
  }
}
