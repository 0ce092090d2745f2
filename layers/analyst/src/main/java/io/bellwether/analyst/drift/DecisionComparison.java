package io.bellwether.analyst.drift;

import io.bellwether.market.Bars;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds each decision of a day against that of the backtest. */
final class DecisionComparison {
  private static final String DECISION = "decision";

  private static final String WARMING_UP = "warming-up";

  private final Ledger ledger;
  private final Day day;
  private final DayReplay replay;
  private final Set<Integer> known;
  private final Set<Integer> replayed;
  private final DriftLimits limits;
  private final Instant now;
  private final List<DriftFinding> findings = new ArrayList<>();
  private int compared;

  /**
   * A comparison.
   *
   * @param known the versions in the ledger
   * @param replayed those of them that can be replayed in this run
   */
  DecisionComparison(
      Ledger ledger,
      Day day,
      DayReplay replay,
      Set<Integer> known,
      Set<Integer> replayed,
      DriftLimits limits,
      Instant now) {
    this.ledger = ledger;
    this.day = day;
    this.replay = replay;
    this.known = known;
    this.replayed = replayed;
    this.limits = limits;
    this.now = now;
  }

  List<DriftFinding> findings() {
    Set<Instant> due = new TreeSet<>(day.dueBars());
    Instant before = replay.series().main().start(Math.max(0, replay.dayFrom() - 1));
    for (Signal signal : day.signals()) {
      // A session's last bar is decided on the day after.
      boolean ofTheDay =
          day.contains(signal.decidedAt())
              || (day.contains(signal.bar()) && signal.decidedAt().isBefore(day.end()));
      if (ofTheDay && !due.contains(signal.bar()) && !signal.bar().equals(before)) {
        findings.add(surplus(signal));
      } else if (ofTheDay) {
        due.add(signal.bar());
      }
    }
    due.forEach(this::compare);
    return findings;
  }

  /** How many decisions were found in both. */
  int compared() {
    return compared;
  }

  private void compare(Instant bar) {
    Optional<Signal> signal = day.signal(bar);
    int t = replay.series().main().indexOf(bar);
    if (t < 0) {
      findings.add(withoutBar(bar, signal));
    } else if (signal.isPresent()) {
      compared++;
      findings.add(compare(signal.get(), t));
    } else {
      notDecided(bar, t).ifPresent(findings::add);
    }
  }

  private DriftFinding compare(Signal signal, int t) {
    Map<String, LegState> held = replay.states(t);
    List<Target> decided = replay.decide(t, held);
    Optional<String> version = wrongVersion(signal);
    double moved = closeBps(signal, t);
    if (version.isPresent()) {
      return finding(Kind.DECISION_DIFFERS, signal, decided, version.get(), true);
    }
    if (known.contains(signal.version()) && !replayed.contains(signal.version())) {
      return finding(
          Kind.EXPLAINED,
          signal,
          decided,
          "version "
              + signal.version()
              + " is on other bars, or trades a symbol whose bars are not whole: it was not"
              + " replayed",
          false);
    }
    if (Targets.agree(signal.targets(), decided)) {
      return moved == 0
          ? finding(Kind.AGREES, signal, decided, "", false)
          : finding(
              Kind.DATA_CHANGED,
              signal,
              decided,
              changed(moved) + "; the decision is the same on both",
              Math.abs(moved) > limits.closeBps());
    }
    return different(signal, t, held, decided, moved);
  }

  private DriftFinding different(
      Signal signal, int t, Map<String, LegState> held, List<Target> decided, double moved) {
    Map<Instant, Map<String, BigDecimal>> closes = new HashMap<>();
    day.signals().forEach(known -> closes.put(known.bar(), known.closes()));
    if (Targets.agree(signal.targets(), replay.decideOn(closes, t, held))) {
      return finding(
          Kind.DATA_CHANGED,
          signal,
          decided,
          (moved == 0 ? "the closes of earlier bars have changed since" : changed(moved))
              + ". On the closes of then the backtest decides as live did",
          true);
    }
    Map<String, LegState> live =
        day.positions().statesAt(signal.decidedAt(), day.grid(), replay.traded(t));
    if (Targets.agree(signal.targets(), replay.decide(t, live))
        || Targets.agree(signal.targets(), replay.decideOn(closes, t, live))) {
      return finding(
          Kind.EXPLAINED,
          signal,
          decided,
          "the account held something else than the backtest: "
              + held(live)
              + ", not "
              + held(held)
              + ". With what it held the backtest decides as live did",
          false);
    }
    return finding(
        Kind.DECISION_DIFFERS,
        signal,
        decided,
        "version "
            + signal.version()
            + " decides otherwise on the same bars; was other code or another parameter live?",
        true);
  }

  private Optional<DriftFinding> notDecided(Instant bar, int t) {
    List<Target> decided = replay.decide(t, replay.states(t));
    Set<String> outcomes = outcomes(bar);
    if (decided.isEmpty() && outcomes.stream().allMatch(WARMING_UP::equals)) {
      return Optional.empty();
    }
    String why =
        outcomes.isEmpty()
            ? "no run is on record: see the schedule, and the dead letters of signals"
            : "the runs ended " + String.join(", ", outcomes) + ": see the log of signals";
    boolean idle = Targets.isIdle(decided);
    return Optional.of(
        new DriftFinding(
            Kind.MISSING,
            DECISION,
            bar,
            "nothing",
            Targets.words(decided),
            why + (idle ? ". Nothing was to be done" : ""),
            Optional.empty(),
            Optional.empty(),
            !idle));
  }

  /** How the runs ended that were to decide a bar. */
  private Set<String> outcomes(Instant bar) {
    Set<String> outcomes = new LinkedHashSet<>();
    Instant until = now.isBefore(day.end()) ? now : day.end();
    for (Tick tick : ledger.journal().ticks(day.strategy(), day.grid().end(bar), until)) {
      if (day.schedule().barAt(tick.scheduledAt()).equals(bar)) {
        outcomes.add(tick.outcome());
      }
    }
    return outcomes;
  }

  private DriftFinding surplus(Signal signal) {
    return new DriftFinding(
        Kind.SURPLUS,
        DECISION,
        signal.bar(),
        Targets.words(signal.targets()),
        "nothing",
        "signal " + signal.id() + " is for a bar on which no decision was due that day",
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private DriftFinding withoutBar(Instant bar, Optional<Signal> signal) {
    return new DriftFinding(
        signal.isPresent() ? Kind.DATA_CHANGED : Kind.EXPLAINED,
        DECISION,
        bar,
        signal.map(known -> Targets.words(known.targets())).orElse("nothing"),
        "nothing",
        signal.isPresent()
            ? "the bar that was decided on is not in the data any more"
            : "there is no such bar in the data: nothing was traded, or the feed lacks it",
        Optional.empty(),
        Optional.empty(),
        signal.isPresent());
  }

  private DriftFinding finding(
      Kind kind, Signal signal, List<Target> decided, String cause, boolean alert) {
    return new DriftFinding(
        kind,
        DECISION,
        signal.bar(),
        Targets.words(signal.targets()),
        Targets.words(decided),
        cause,
        Optional.empty(),
        Optional.empty(),
        alert);
  }

  /** Whether a signal names a version that is not there or was not in force. */
  private Optional<String> wrongVersion(Signal signal) {
    if (!known.contains(signal.version()) && !signal.reducingOnly()) {
      return Optional.of("it names version " + signal.version() + ", which is not in the ledger");
    }
    Optional<Activation> inForce = Optional.empty();
    for (Activation activation : ledger.strategies().activations(day.strategy())) {
      if (activation.time().plus(Day.LONGEST_RUN).isAfter(signal.decidedAt())
          && activation.time().minus(Day.LONGEST_RUN).isBefore(signal.decidedAt())) {
        return Optional.empty();
      }
      if (!activation.time().isAfter(signal.decidedAt())) {
        inForce = Optional.of(activation);
      }
    }
    return inForce
        .filter(activation -> activation.version() != signal.version() && !signal.reducingOnly())
        .map(
            activation ->
                "version "
                    + signal.version()
                    + " decided while version "
                    + activation.version()
                    + " was in force");
  }

  /** The largest move of a close since it was decided on, in basis points, with its sign. */
  private double closeBps(Signal signal, int t) {
    double largest = 0;
    for (Bars bars : replay.series().all()) {
      double moved =
          Optional.ofNullable(signal.closes().get(bars.symbol()))
              .map(then -> Prices.bps(bars.close()[t], then.doubleValue()))
              .orElse(0.0);
      largest = Math.abs(moved) > Math.abs(largest) ? moved : largest;
    }
    return largest;
  }

  private static String changed(double bps) {
    return "the close is another one now than when it was decided on, by " + Words.bps(bps);
  }

  private static String held(Map<String, LegState> states) {
    String words =
        states.entrySet().stream()
            .filter(state -> state.getValue() instanceof LegState.Held)
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(" and "));
    return words.isEmpty() ? "nothing" : words;
  }
}
