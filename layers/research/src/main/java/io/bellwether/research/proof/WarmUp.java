package io.bellwether.research.proof;

import io.bellwether.strategy.Decision;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.Target;
import io.bellwether.trading.signal.BarHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much history a strategy needs to decide as it does with all of it. A recursive indicator (an
 * EMA, an RSI, an ATR) never quite forgets where it was seeded; a live decision starts from some
 * hundred bars, a backtest from all.
 *
 * @param series the name of the bars it was measured on
 * @param declared the strategy's own warm-up, in bars before the first decision
 * @param firstDecision the first bar it decides at, on these bars
 * @param live the bars of history that a live decision fetches at least
 * @param tried the longest history compared
 * @param starts from how many places on history was begun anew
 * @param columns the indicators in use, each with its memory
 * @param decisions the fewest bars of history from which on all decisions were the same; empty if
 *     that takes more than {@code tried}
 */
public record WarmUp(
    String series,
    int declared,
    int firstDecision,
    int live,
    int tried,
    int starts,
    List<Memory> columns,
    OptionalInt decisions) {
  /** A relative difference that no threshold of a strategy notices. */
  public static final double SMALL = 1e-6;

  /** At most the last bit of a double. */
  public static final double LAST_BIT = 0x1p-52;

  /** Multiples of the declared warm-up at which differences are told. */
  private static final int[] MULTIPLES = {1, 2, 5, 10};

  private static final int MOST_STARTS = 24;
  private static final int LEAST_STARTS = 6;

  /** Bars compared over all starts, unless that leaves too few starts. */
  private static final int MOST_BARS = 100_000;

  private static final int LEAST_TRIED = 1_000;

  /**
   * The memory of one column.
   *
   * @param column the indicator and its series
   * @param differences the largest relative difference to the column over all bars, by bars of
   *     history: so many, or more
   * @param toSmall the fewest bars from which on it stays within {@link #SMALL}; empty if that
   *     takes more than was tried
   * @param toLastBit the fewest bars from which on it stays within {@link #LAST_BIT}
   */
  public record Memory(
      String column, List<Difference> differences, OptionalInt toSmall, OptionalInt toLastBit) {}

  /**
   * A difference.
   *
   * @param history bars of history
   * @param relative the largest relative difference with that history or more; infinite where one
   *     value is undefined
   */
  public record Difference(int history, double relative) {}

  /** Whether live history is long enough. */
  public enum Verdict {
    /** Every column is the same but for the last bit, and so was every decision. */
    SAME("decides as a backtest does"),
    /** No decision differed; columns do, by less than {@link #SMALL}. */
    CLOSE("decides as a backtest does but for ties"),
    /** Columns differ by more, or decisions did. */
    TOO_SHORT("is TOO SHORT to decide as a backtest does");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** For people: what live history does. */
    public String words() {
      return words;
    }
  }

  /** Whether live history is long enough. */
  public Verdict verdict() {
    boolean sameDecisions = within(decisions);
    if (sameDecisions && columns.stream().allMatch(memory -> within(memory.toLastBit))) {
      return Verdict.SAME;
    }
    return sameDecisions && columns.stream().allMatch(memory -> within(memory.toSmall))
        ? Verdict.CLOSE
        : Verdict.TOO_SHORT;
  }

  private boolean within(OptionalInt needed) {
    return needed.isPresent() && needed.getAsInt() <= live;
  }

  /** The fewest bars with which all columns and decisions are the same; empty if none tried was. */
  public OptionalInt recommended() {
    int most = declared + 1;
    for (Memory memory : columns) {
      if (memory.toLastBit.isEmpty()) {
        return OptionalInt.empty();
      }
      most = Math.max(most, memory.toLastBit.getAsInt());
    }
    return decisions.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Math.max(most, decisions.getAsInt()));
  }

  /** The longest history worth trying. */
  static int tried(Strategy strategy) {
    int live = BarHistory.fewestBars(strategy);
    return Math.max(LEAST_TRIED, Math.max(live + live / 4, 5 * (strategy.warmUpBars() + 1)));
  }

  /** Measures on bars; empty if they are too few to start anew anywhere. */
  static Optional<WarmUp> measure(Strategy strategy, ProofSeries series) {
    int size = series.size();
    int live = BarHistory.fewestBars(strategy);
    int declared = strategy.warmUpBars();
    int tried = tried(strategy);
    int room = size - 2 * (declared + 2);
    if (room < 1) {
      return Optional.empty();
    }
    int affordable = Math.clamp(MOST_BARS / tried, LEAST_STARTS, MOST_STARTS);
    int starts = Math.min(affordable, room);
    Trial whole = Trial.of(strategy, series.bars());
    Measurement measurement = new Measurement(strategy, whole, Math.min(tried, size));
    for (int i = 1; i <= starts; i++) {
      measurement.startAt((int) ((long) room * i / (starts + 1)) + 1);
    }
    List<Integer> histories = new ArrayList<>();
    for (int multiple : MULTIPLES) {
      histories.add(multiple * (declared + 1));
    }
    histories.add(live);
    return Optional.of(
        new WarmUp(
            series.name(),
            declared,
            whole.rules().firstDecision(),
            live,
            measurement.reached,
            starts,
            measurement.memories(histories.stream().distinct().sorted().toList()),
            measurement.needed(measurement.decisions, 0)));
  }

  /** Differences by bars of history, the largest over all starts. */
  private static final class Measurement {
    private final Strategy strategy;
    private final Trial whole;
    private final List<Trial.ColumnOf> columns;
    private final double[][] worst;
    private final double[] decisions;

    /** The longest history that was compared at any start. */
    private int reached;

    Measurement(Strategy strategy, Trial whole, int tried) {
      this.strategy = strategy;
      this.whole = whole;
      if (whole.size() > 0) {
        whole.decide(whole.size() - 1, List.of(new Holding("flat", Map.of())));
      }
      this.columns = whole.columns();
      this.worst = new double[columns.size()][tried];
      this.decisions = new double[tried];
    }

    void startAt(int start) {
      int end = Math.min(whole.size(), start + decisions.length);
      reached = Math.max(reached, end - start);
      Trial part = Trial.of(strategy, Cut.of(whole.bars(), start, end));
      for (int c = 0; c < columns.size(); c++) {
        double[] all = whole.column(columns.get(c));
        double[] fewer = part.column(columns.get(c));
        for (int j = 0; j < part.size(); j++) {
          worst[c][j] = Math.max(worst[c][j], relative(all[start + j], fewer[j]));
        }
      }
      for (int j = 0; j < part.size(); j++) {
        List<Holding> holdings =
            Holding.representative(part.bars(), j, List.of(Direction.LONG)).subList(0, 3);
        List<Decision> all = whole.decide(start + j, holdings);
        List<Decision> fewer = part.decide(j, holdings);
        decisions[j] = Math.max(decisions[j], same(all, fewer) ? 0 : 1);
      }
    }

    private static double relative(double a, double b) {
      if (Double.doubleToLongBits(a) == Double.doubleToLongBits(b) || a == b) {
        return 0;
      }
      double difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
      return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    /** Whether they do the same; sizes and explanations carry the columns' last bits. */
    private static boolean same(List<Decision> a, List<Decision> b) {
      return a.stream()
          .map(Measurement::actions)
          .toList()
          .equals(b.stream().map(Measurement::actions).toList());
    }

    private static List<String> actions(Decision decision) {
      return decision.targets().stream()
          .map((Target target) -> target.symbol() + " " + DecisionDifference.text(target))
          .toList();
    }

    List<Memory> memories(List<Integer> histories) {
      List<Memory> memories = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        double[] of = worst[c];
        List<Difference> differences =
            histories.stream()
                .filter(history -> history <= reached)
                .map(history -> new Difference(history, largestFrom(of, history)))
                .toList();
        memories.add(
            new Memory(
                columns.get(c).words(), differences, needed(of, SMALL), needed(of, LAST_BIT)));
      }
      return memories;
    }

    private double largestFrom(double[] of, int history) {
      return Arrays.stream(of, history - 1, reached).max().orElse(0);
    }

    /** The bars of history from which on a difference stays within a limit. */
    private OptionalInt needed(double[] of, double limit) {
      int last = reached - 1;
      while (last >= 0 && of[last] <= limit) {
        last--;
      }
      return last == reached - 1 ? OptionalInt.empty() : OptionalInt.of(last + 2);
    }
  }
}
