package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.research.proof.Finding.Kind;
import io.bellwether.strategy.Decision;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether a strategy answers the same however often and in whatever order it is asked: forwards as
 * a replay does, backwards, bar by bar as live does, and by scans as the backtest does.
 */
final class Repeatability {
  /** Entries from which scans for an exit start: one bar in so many. */
  private static final int ENTRY_STRIDE = 16;

  /** Bars over which an exit is scanned for. */
  private static final int SCAN = 48;

  private final String series;
  private final Strategy strategy;
  private final List<Bars> bars;
  private final List<Direction> directions;

  Repeatability(String series, Strategy strategy, List<Bars> bars, List<Direction> directions) {
    this.series = series;
    this.strategy = strategy;
    this.bars = bars;
    this.directions = directions;
  }

  /** The first answer that is not repeated. */
  Optional<Finding> check() {
    Trial forwards = Trial.of(strategy, bars);
    Trial backwards = Trial.of(strategy, bars);
    Decision[][] first = new Decision[forwards.size()][];
    for (int t = 0; t < first.length; t++) {
      first[t] = ask(forwards, t);
    }
    for (int t = first.length - 1; t >= 0; t--) {
      Optional<Finding> found = compare(t, first[t], ask(backwards, t), "asked backwards");
      if (found.isEmpty()) {
        found = compare(t, first[t], ask(forwards, t), "asked again");
      }
      if (found.isPresent()) {
        return found;
      }
    }
    Optional<Finding> column = compareColumns(forwards, backwards);
    return column.isPresent() ? column : checkScans();
  }

  /** The first bar about which a scan says something else than a question about it alone. */
  Optional<Finding> checkScans() {
    return compareScans(Trial.of(strategy, bars), Trial.of(strategy, bars));
  }

  private Decision[] ask(Trial trial, int t) {
    try {
      return trial.decide(t, Holding.representative(bars, t, directions)).toArray(Decision[]::new);
    } catch (RuntimeException e) {
      throw new StrategyFailure(t, e);
    }
  }

  private Optional<Finding> compare(int t, Decision[] first, Decision[] other, String how) {
    return DecisionDifference.between(
            Holding.representative(bars, t, directions), Arrays.asList(first), Arrays.asList(other))
        .map(difference -> finding(t, difference, "asked forwards, and " + how));
  }

  private Optional<Finding> compareColumns(Trial one, Trial other) {
    for (Trial.ColumnOf column : one.columns()) {
      double[] a = one.column(column);
      double[] b = other.column(column);
      for (int i = 0; i < one.size(); i++) {
        if (Double.doubleToLongBits(a[i]) != Double.doubleToLongBits(b[i])) {
          DecisionDifference difference =
              new DecisionDifference(
                  "column " + column.words(), Double.toString(a[i]), Double.toString(b[i]));
          return Optional.of(finding(i, difference, "computed twice from the same bars"));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> compareScans(Trial scanned, Trial single) {
    int size = scanned.size();
    int begin = Math.min(size, scanned.rules().firstDecision());
    for (int number = 0; number < scanned.rules().legs().size(); number++) {
      Leg scan = scanned.rules().legs().get(number);
      Leg one = single.rules().legs().get(number);
      int next = scan.nextEntry(begin, size);
      for (int t = begin; t < size; t++) {
        if (one.entry(t) != (t == next)) {
          return Optional.of(scanFinding(t, "entry for " + scan.symbol(), one.entry(t)));
        }
        next = t == next ? scan.nextEntry(t + 1, size) : next;
      }
      for (int bar = begin; bar < size; bar += ENTRY_STRIDE) {
        int to = Math.min(size, bar + SCAN);
        for (Direction direction : directions) {
          Entry held = new Entry(direction, 1, single.series().of(one.symbol()).open()[bar], bar);
          int exit = scan.nextExit(bar, to, held);
          for (int t = bar; t < Math.min(to, exit + 1); t++) {
            if (one.exit(t, held) != (t == exit)) {
              return Optional.of(scanFinding(t, "exit for " + scan.symbol(), one.exit(t, held)));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private Finding scanFinding(int t, String subject, boolean single) {
    return finding(
        t,
        new DecisionDifference(subject, single ? "yes" : "no", single ? "no" : "yes"),
        "asked about this bar alone, and by a scan over many");
  }

  private Finding finding(int t, DecisionDifference difference, String how) {
    return new Finding(
        Kind.MEMORY,
        series,
        difference.subject(),
        t,
        bars.getFirst().start(t),
        difference.first(),
        difference.second(),
        how);
  }

  /** A strategy threw something when it was asked about a bar. */
  static final class StrategyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int bar;

    StrategyFailure(int bar, RuntimeException cause) {
      super(cause.toString(), cause);
      this.bar = bar;
    }

    /** The bar asked about. */
    int bar() {
      return bar;
    }
  }
}
