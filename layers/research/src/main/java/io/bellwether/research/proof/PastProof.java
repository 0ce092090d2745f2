package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.research.proof.Finding.Kind;
import io.bellwether.strategy.Decision;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Compares what comes of the bars up to one bar with what comes of more: of the bars that really
 * follow, and of bars that no market makes. Columns have to be equal to the last bit at every bar
 * up to that one, decisions at that one; and what a backtest did up to it has to stay done.
 */
final class PastProof {
  /** Wild bars appended. */
  private static final int TAIL = 24;

  /** How many later bars are tried to find the one at which a value becomes final. */
  private static final int FARTHEST = 300;

  private final String series;
  private final int offset;
  private final Supplier<Strategy> fresh;
  private final List<Bars> bars;
  private final List<Direction> directions;
  private final Trial whole;
  private final SteppedBacktest stepped;
  private final SplittableRandom random;
  private long cells;
  private long decisions;

  /**
   * @param offset the index of the first of the bars within the series that findings speak of
   * @param fresh makes the strategy anew for each past: an object may keep what it has seen
   */
  PastProof(
      String series,
      int offset,
      Supplier<Strategy> fresh,
      List<Bars> bars,
      List<Direction> directions,
      SplittableRandom random) {
    this.series = series;
    this.offset = offset;
    this.fresh = fresh;
    this.bars = bars;
    this.directions = directions;
    this.random = random;
    this.whole = Trial.of(fresh.get(), bars);
    this.stepped = new SteppedBacktest(whole.backtest());
  }

  /** Values of columns compared so far. */
  long cells() {
    return cells;
  }

  /** Decisions compared so far. */
  long decisions() {
    return decisions;
  }

  /** Trades of the backtest over all of the bars. */
  int trades() {
    return stepped.history().trades();
  }

  /** What bar {@code t}, as the last one known, disproves; the cause before what follows of it. */
  List<Finding> check(int t) {
    try {
      return compare(t);
    } catch (RuntimeException e) {
      // Whatever a strategy throws is told as a finding: it would stop it at this bar.
      return List.of(
          new Finding(
              Kind.FAILURE,
              series,
              "the strategy",
              offset + t,
              bars.getFirst().start(t),
              String.valueOf(e),
              "",
              "bound to the bars up to this one, or to others after it"));
    }
  }

  private List<Finding> compare(int t) {
    List<Holding> holdings = new ArrayList<>(Holding.representative(bars, t, directions));
    holdings.add(stepped.history().at(t));
    Trial past = Trial.of(fresh.get(), Cut.of(bars, 0, t + 1));
    List<Decision> known = past.decide(t, holdings);
    List<Finding> found = compare(t, holdings, past, known, whole, "the bars that follow");
    if (found.isEmpty()) {
      Trial wild = Trial.of(fresh.get(), Cut.withWildTail(bars, t + 1, TAIL, random));
      found = compare(t, holdings, past, known, wild, "made-up bars after it");
    }
    if (found.isEmpty()) {
      found = compareBacktest(t, past, known.getLast());
    }
    return found;
  }

  private List<Finding> compare(
      int t, List<Holding> holdings, Trial past, List<Decision> known, Trial longer, String what) {
    List<Decision> hindsight = longer.decide(t, holdings);
    List<Finding> found = new ArrayList<>();
    for (Trial.ColumnOf column : past.columns()) {
      compareColumn(t, column, past, longer, what).ifPresent(found::add);
    }
    // A stable sort: of those at one bar, the column that others build on stays in front.
    found.sort((a, b) -> Integer.compare(a.bar(), b.bar()));
    decisions += holdings.size();
    DecisionDifference.between(holdings, known, hindsight)
        .map(difference -> finding(Kind.DECISION, t, difference, "the second with " + what))
        .ifPresent(found::add);
    return found;
  }

  private Optional<Finding> compareColumn(
      int t, Trial.ColumnOf column, Trial past, Trial longer, String what) {
    double[] then = past.column(column);
    double[] later = longer.column(column);
    if (then.length != past.size() || later.length != longer.size()) {
      throw new IllegalStateException(
          "column %s has %d values for %d bars, %d for %d"
              .formatted(column.words(), then.length, past.size(), later.length, longer.size()));
    }
    cells += t + 1;
    for (int i = 0; i <= t; i++) {
      if (differ(then[i], later[i])) {
        DecisionDifference difference =
            new DecisionDifference(
                "column " + column.words(), Double.toString(then[i]), Double.toString(later[i]));
        String seen = "with the bars up to " + bars.getFirst().start(t) + ", and with " + what;
        return Optional.of(finding(Kind.COLUMN, i, difference, seen + settling(column, i)));
      }
    }
    return Optional.empty();
  }

  private static boolean differ(double a, double b) {
    return Double.doubleToLongBits(a) != Double.doubleToLongBits(b);
  }

  /** After how many more bars a value is what the whole series makes of it. */
  private String settling(Trial.ColumnOf column, int bar) {
    double settled = whole.column(column)[bar];
    int most = Math.min(FARTHEST, whole.size() - 1 - bar);
    for (int more = 0; more <= most; more++) {
      Trial trial = Trial.of(fresh.get(), Cut.of(bars, 0, bar + 1 + more));
      if (!differ(trial.column(column)[bar], settled)) {
        return settlingWords(bar, more);
      }
    }
    return "; it is not final " + most + " bars later";
  }

  private String settlingWords(int bar, int more) {
    if (more == 0) {
      return "";
    }
    return bar + more == whole.size() - 1
        ? "; it is not final before the last bar"
        : "; it is final " + more + (more == 1 ? " bar" : " bars") + " later";
  }

  private List<Finding> compareBacktest(int t, Trial past, Decision decision) {
    Optional<DecisionDifference> found =
        t + 1 < whole.size() ? stepped.difference(t, decision) : Optional.empty();
    if (found.isPresent()) {
      return List.of(
          finding(
              Kind.BACKTEST, t, found.get(), "decided at this close, and done by the backtest"));
    }
    return stepped
        .changedPast(t, past.backtest())
        .map(d -> finding(Kind.BACKTEST, t, d, "over the bars up to this one, and over more"))
        .stream()
        .toList();
  }

  /** The whole backtest beside the decisions at every bar, taken with the holdings it had. */
  Optional<Finding> step() {
    for (int t = 0; t + 1 < whole.size(); t++) {
      Decision decision = whole.decide(t, List.of(stepped.history().at(t))).getFirst();
      Optional<DecisionDifference> found = stepped.difference(t, decision);
      if (found.isPresent()) {
        return Optional.of(
            finding(
                Kind.BACKTEST, t, found.get(), "decided at this close, and done by the backtest"));
      }
    }
    return Optional.empty();
  }

  private Finding finding(Kind kind, int bar, DecisionDifference difference, String detail) {
    return new Finding(
        kind,
        series,
        difference.subject(),
        offset + bar,
        bars.getFirst().start(bar),
        difference.first(),
        difference.second(),
        detail);
  }
}
