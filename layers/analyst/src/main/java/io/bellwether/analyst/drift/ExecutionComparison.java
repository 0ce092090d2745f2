package io.bellwether.analyst.drift;

import io.bellwether.analyst.drift.DayReplay.Execution;
import io.bellwether.market.Bars;
import io.bellwether.research.proof.HoldingHistory;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.LegState;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds each entry and exit of a day, and what is held around it, against the backtest. */
final class ExecutionComparison {
  private final Day day;
  private final DayReplay replay;
  private final Explanations explanations;
  private final DriftLimits limits;
  private final List<DriftFinding> findings = new ArrayList<>();

  /** Symbols in which a difference is on record for a reason. */
  private final Set<String> explained = new HashSet<>();

  /** Symbols that were held otherwise when the day began. */
  private final Set<String> apart = new HashSet<>();

  ExecutionComparison(Day day, DayReplay replay, Explanations explanations, DriftLimits limits) {
    this.day = day;
    this.replay = replay;
    this.explanations = explanations;
    this.limits = limits;
  }

  List<DriftFinding> findings() {
    heldAtStart();
    List<Execution> expected = new ArrayList<>(replay.executions());
    for (LiveExecution live : LiveExecution.of(day)) {
      Optional<Execution> same =
          expected.stream().filter(execution -> isSame(live, execution)).findFirst();
      same.ifPresent(expected::remove);
      findings.add(same.map(one -> matched(live, one)).orElseGet(() -> surplus(live)));
    }
    expected.forEach(execution -> findings.add(missing(execution)));
    return findings;
  }

  /**
   * Whether the account ends the day with what the backtest does not hold, or without what it does,
   * and nothing on record says why.
   */
  boolean exposed() {
    int last = replay.series().size() - 1;
    Set<String> symbols = new TreeSet<>(replay.states(last).keySet());
    day.positions().all().forEach(position -> symbols.add(position.symbol()));
    return symbols.stream()
        .filter(symbol -> !explained.contains(symbol))
        .anyMatch(symbol -> !directionAt(symbol, last).equals(liveAt(symbol, day.end())));
  }

  private Optional<Direction> directionAt(String symbol, int t) {
    return replay.states(t).get(symbol) instanceof LegState.Held held
        ? Optional.of(held.direction())
        : Optional.empty();
  }

  private Optional<Direction> liveAt(String symbol, Instant time) {
    return day.positions().heldAt(symbol, time).map(LivePosition::direction);
  }

  private void heldAtStart() {
    int before = replay.dayFrom() - 1;
    Map<String, LegState> states = before < 0 ? Map.of() : replay.states(before);
    Set<String> symbols = new TreeSet<>(states.keySet());
    day.positions().all().forEach(position -> symbols.add(position.symbol()));
    for (String symbol : symbols) {
      Optional<Direction> backtest = before < 0 ? Optional.empty() : directionAt(symbol, before);
      Optional<LivePosition> live = day.positions().heldAt(symbol, day.start());
      if (!backtest.equals(live.map(LivePosition::direction))) {
        apart.add(symbol);
        findings.add(heldOtherwise(symbol, backtest, live));
      }
    }
  }

  private DriftFinding heldOtherwise(
      String symbol, Optional<Direction> backtest, Optional<LivePosition> live) {
    Optional<String> cause = live.flatMap(explanations::takenOver);
    cause.ifPresent(known -> explained.add(symbol));
    Kind kind = cause.isPresent() ? Kind.EXPLAINED : live.isPresent() ? Kind.SURPLUS : Kind.MISSING;
    return new DriftFinding(
        kind,
        "held " + symbol,
        day.start(),
        live.map(
                position ->
                    Words.quantity(position.quantityAt(day.start()))
                        + " "
                        + position.direction().label()
                        + " since "
                        + position.entryTime())
            .orElse("nothing"),
        backtest.map(direction -> "held " + direction.label()).orElse("nothing"),
        cause.orElse("it began on an earlier day: see that day's report"),
        Optional.empty(),
        Optional.empty(),
        cause.isEmpty());
  }

  private boolean isSame(LiveExecution live, Execution execution) {
    return live.symbol().equals(execution.symbol())
        && live.isEntry() == execution.entry()
        && live.position().direction() == execution.stay().direction()
        && live.bar().equals(start(execution.bar()));
  }

  private DriftFinding matched(LiveExecution live, Execution execution) {
    double worse = Prices.bps(live.price(), execution.price());
    double bps = (live.buys() ? worse : -worse) + 0.0;
    double percent = 100 * (live.quantity() / execution.stay().quantity() - 1);
    boolean fewer = percent < 0;
    String cause = "";
    Kind kind = bps == 0 && percent == 0 ? Kind.AGREES : Kind.PRICE;
    boolean alert = Math.abs(bps) > limits.bps();
    if (live.isEntry()) {
      Optional<String> late =
          signalBefore(execution.bar()).flatMap(explanations::decidedLate).filter(why -> bps != 0);
      kind = late.isPresent() ? Kind.EXPLAINED : kind;
      cause = late.orElse("");
      alert &= late.isEmpty();
      if (Math.abs(percent) > limits.quantityPercent()) {
        Optional<String> part =
            signalBefore(execution.bar())
                .flatMap(signal -> explanations.otherQuantity(signal, live.symbol(), fewer));
        kind = part.isPresent() ? Kind.EXPLAINED : kind;
        cause = part.orElse("the account's equity was another one than the backtest's");
        alert |= part.isEmpty();
      }
    } else {
      // What was entered otherwise is left otherwise; told once, at the entry.
      percent = 0;
      kind = bps == 0 ? Kind.AGREES : Kind.PRICE;
      double left = live.position().isHeldAt(day.end()) ? live.position().quantityAt(day.end()) : 0;
      if (left > 0) {
        kind = Kind.MISSING;
        cause = Words.quantity(left) + " of it are still held: look at the exit's orders";
        alert = true;
      } else if (live.exit().orElseThrow().exitReason() != execution.stay().reason()) {
        kind = Kind.DECISION_DIFFERS;
        cause = "it was left in the same bar for another reason";
        alert = true;
      }
    }
    return new DriftFinding(
        kind,
        live.what(),
        live.bar(),
        live.words(),
        words(execution),
        cause,
        Optional.of(bps),
        Optional.of(percent),
        alert);
  }

  private DriftFinding surplus(LiveExecution live) {
    String symbol = live.symbol();
    Optional<String> cause =
        live.exit()
            .flatMap(Explanations::leftByRisk)
            .or(() -> explanations.takenOver(live.position()));
    if (cause.isPresent()) {
      explained.add(symbol);
    }
    return unmatched(
        cause.isPresent() ? Kind.EXPLAINED : Kind.SURPLUS,
        live.what(),
        live.bar(),
        live.words(),
        "nothing",
        cause.orElseGet(() -> live.isEntry() ? whyEntered(live) : whyLeft(live)),
        symbol);
  }

  private String whyEntered(LiveExecution live) {
    if (!explanations.wasOrdered(live.position())) {
      return "no order of this system led to it";
    }
    return decided(live) ? "the decision before it differs, see there" : apartOr(live.symbol());
  }

  private String whyLeft(LiveExecution live) {
    return switch (live.exit().orElseThrow().exitReason()) {
      case STOP -> whyStopped(live);
      case TARGET -> "its target was reached live, and not in the bars";
      case RULE, RISK ->
          decided(live) ? "the decision before it differs, see there" : apartOr(live.symbol());
    };
  }

  private String whyStopped(LiveExecution live) {
    Bars bars = replay.series().of(live.symbol());
    int t = bars.indexOf(live.bar());
    return apart.contains(live.symbol()) || t < 0
        ? apartOr(live.symbol())
        : "the stop was hit live; the bar's low is " + Words.price(bars.low()[t]);
  }

  private String apartOr(String symbol) {
    return apart.contains(symbol)
        ? "it follows from what was held when the day began"
        : "nothing on record explains it";
  }

  private boolean decided(LiveExecution live) {
    int t = replay.series().main().indexOf(live.bar());
    Optional<Signal> signal = t < 1 ? Optional.empty() : signalBefore(t);
    return signal
        .filter(
            known ->
                live.isEntry()
                    ? Targets.holds(known.targets(), live.symbol())
                    : Targets.leaves(known.targets(), live.symbol()))
        .isPresent();
  }

  private DriftFinding missing(Execution execution) {
    String symbol = execution.symbol();
    Optional<Signal> signal = signalBefore(execution.bar());
    Optional<String> cause =
        execution.entry()
            ? signal
                .filter(known -> Targets.holds(known.targets(), symbol))
                .flatMap(known -> explanations.entryNotMade(known, symbol))
            : leftBefore(execution);
    cause.ifPresent(known -> explained.add(symbol));
    return unmatched(
        cause.isPresent() ? Kind.EXPLAINED : Kind.MISSING,
        (execution.entry() ? "entry " : "exit ") + symbol,
        start(execution.bar()),
        "nothing",
        words(execution),
        cause.orElseGet(() -> whyMissing(execution, signal)),
        symbol);
  }

  private String whyMissing(Execution execution, Optional<Signal> signal) {
    String symbol = execution.symbol();
    if (apart.contains(symbol)) {
      return apartOr(symbol);
    }
    if (signal.isEmpty()) {
      return "no decision is on record for the bar before it";
    }
    boolean asked =
        execution.entry()
            ? Targets.holds(signal.get().targets(), symbol)
            : Targets.leaves(signal.get().targets(), symbol);
    return asked
        ? "live decided it, and no fill is on record: look at the orders of signal "
            + signal.get().id()
        : execution.entry()
            ? "the decision before it differs, see there"
            : "it was not left live: look at its stop at the broker";
  }

  /** A position the account had left before, for its risk or because it was never entered. */
  private Optional<String> leftBefore(Execution execution) {
    String symbol = execution.symbol();
    Instant bar = start(execution.bar());
    return explained.contains(symbol) && day.positions().heldAt(symbol, bar).isEmpty()
        ? Optional.of("the account did not hold it any more, for a reason on record")
        : Optional.empty();
  }

  /** What follows from another holding when the day began is no news of its own. */
  private DriftFinding unmatched(
      Kind kind,
      String what,
      Instant bar,
      String live,
      String backtest,
      String cause,
      String symbol) {
    return new DriftFinding(
        kind,
        what,
        bar,
        live,
        backtest,
        cause,
        Optional.empty(),
        Optional.empty(),
        kind != Kind.EXPLAINED && !apart.contains(symbol));
  }

  /** The signal decided at the close before a bar. */
  private Optional<Signal> signalBefore(int bar) {
    return bar < 1 ? Optional.empty() : day.signal(start(bar - 1));
  }

  private Instant start(int bar) {
    return replay.series().main().start(bar);
  }

  private static String words(Execution execution) {
    HoldingHistory.Stay stay = execution.stay();
    boolean buys = execution.entry() == (stay.direction() == Direction.LONG);
    return (buys ? "buys " : "sells ")
        + Words.quantity(stay.quantity())
        + " at "
        + Words.price(execution.price())
        + (execution.entry() ? "" : ", " + stay.reason().label());
  }
}
