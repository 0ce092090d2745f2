package io.bellwether.research.report;

import io.bellwether.research.metrics.Benchmark;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.metrics.DailyEquity;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.research.metrics.Metric;
import io.bellwether.research.metrics.Performance;
import io.bellwether.research.metrics.Track;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Several runs over several periods, side by side, and beneath them buying and holding what they
 * trade.
 *
 * @param capital the equity of each before its first bar
 * @param subjects what is compared, the runs first
 * @param periods the results
 */
public record RunComparison(double capital, List<Subject> subjects, List<Period> periods) {
  /** The metrics of which one value is better than another, and which. */
  private static final Map<Metric, Better> BETTER =
      Map.of(
          Metric.TOTAL_RETURN, Better.HIGHER,
          Metric.CAGR, Better.HIGHER,
          Metric.SHARPE, Better.HIGHER,
          Metric.SORTINO, Better.HIGHER,
          Metric.CALMAR, Better.HIGHER,
          Metric.VOLATILITY, Better.LOWER,
          Metric.MAX_DRAWDOWN_DAILY, Better.HIGHER,
          Metric.LONGEST_UNDER_WATER, Better.LOWER,
          Metric.WIN_RATE, Better.HIGHER,
          Metric.PROFIT_FACTOR, Better.HIGHER);

  public RunComparison {
    subjects = List.copyOf(subjects);
    periods = List.copyOf(periods);
    for (Period period : periods) {
      if (period.outcomes().size() != subjects.size()) {
        throw new IllegalArgumentException(
            "%d outcomes for %d subjects".formatted(period.outcomes().size(), subjects.size()));
      }
    }
  }

  private enum Better {
    HIGHER,
    LOWER
  }

  /**
   * One of the things compared.
   *
   * @param label a short name, which no other has
   * @param description what it is
   * @param held whether it is a buy and hold, and no run
   */
  public record Subject(String label, String description, boolean held) {}

  /** The first and the last date of a period, inclusive. */
  public record Dates(LocalDate from, LocalDate to) {
    /** {@code 2015-01-02 to 2019-12-31}. */
    public String text() {
      return from + " to " + to;
    }
  }

  /**
   * One period.
   *
   * @param outcomes one per subject, in their order
   */
  public record Period(Dates dates, List<Outcome> outcomes) {
    public Period {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** What became of a subject in a period. */
  public sealed interface Outcome {}

  /**
   * A result.
   *
   * @param daily the equity at the end of each session
   * @param historyBars bars before the period that indicators could use
   * @param basis what the numbers rest on
   */
  public record Measured(
      List<DailyEquity> daily, Performance performance, int historyBars, Assumptions basis)
      implements Outcome {
    public Measured {
      daily = List.copyOf(daily);
    }
  }

  /** No result, and why. */
  public record Missing(String why) implements Outcome {}

  /**
   * A run, and holding its main symbol, in one period.
   *
   * @param run the run's result
   * @param held that of holding
   */
  public record Result(Outcome run, Outcome held) {
    /** The result of a run. */
    public static Result of(TearSheet sheet, int historyBars) {
      return new Result(
          new Measured(sheet.daily(), sheet.performance(), historyBars, sheet.run().assumptions()),
          sheet
              .benchmark()
              .<Outcome>map(benchmark -> holding(sheet, benchmark))
              .orElseGet(() -> new Missing(sheet.benchmarkMissing().orElse("no prices to hold"))));
    }

    /** No result. */
    public static Result missing(String why) {
      return new Result(new Missing(why), new Missing(why));
    }
  }

  /**
   * A run in all periods.
   *
   * @param label a short name, which no other has
   * @param description what it is
   * @param symbol its main symbol
   * @param timeframe the length of the main symbol's bars
   * @param results one per period
   */
  public record Run(
      String label, String description, String symbol, String timeframe, List<Result> results) {
    public Run {
      results = List.copyOf(results);
    }
  }

  /**
   * Puts runs side by side. Runs whose main symbol has the same closes share a row for holding it.
   *
   * @param dates those of each period
   */
  public static RunComparison of(double capital, List<Run> runs, List<Dates> dates) {
    List<Holding> holdings = Holding.of(runs);
    List<Subject> subjects = new ArrayList<>();
    runs.forEach(run -> subjects.add(new Subject(run.label(), run.description(), false)));
    subjects.addAll(Holding.subjects(holdings, subjects));
    List<Period> periods = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      int period = i;
      List<Outcome> outcomes = new ArrayList<>();
      runs.forEach(run -> outcomes.add(run.results().get(period).run()));
      holdings.forEach(holding -> outcomes.add(holding.outcomes().get(period)));
      periods.add(new Period(dates.get(i), outcomes));
    }
    return new RunComparison(capital, subjects, periods);
  }

  /**
   * The subjects with the best value of a metric, by their numbers; none if a metric has no better
   * or worse or fewer than two subjects have it. What was never in the market has lost nothing by
   * doing nothing, and is no candidate.
   */
  public Set<Integer> best(Metric metric, Period period) {
    Better better = BETTER.get(metric);
    if (better == null) {
      return Set.of();
    }
    double[] values = new double[subjects.size()];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < values.length; i++) {
      if (period.outcomes().get(i) instanceof Measured measured && tookRisk(measured)) {
        values[i] = metric.of(measured.performance()).orElse(Double.NaN);
      }
    }
    double[] defined = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    if (defined.length < 2) {
      return Set.of();
    }
    double best =
        better == Better.HIGHER
            ? Arrays.stream(defined).max().orElseThrow()
            : Arrays.stream(defined).min().orElseThrow();
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == best) {
        found.add(i);
      }
    }
    return found;
  }

  private static boolean tookRisk(Measured measured) {
    OptionalDouble time = measured.performance().timeInMarket();
    return time.isPresent() && time.getAsDouble() > 0;
  }

  /** The capital put into the benchmark at its first open, all of it, and kept there. */
  private static Measured holding(TearSheet sheet, Benchmark benchmark) {
    RunResult run = sheet.run();
    Conventions conventions = run.conventions();
    double capital = run.capital().doubleValue();
    double units = capital / benchmark.firstOpen();
    List<DailyEquity> daily =
        benchmark.closes().stream()
            .map(close -> new DailyEquity(close.date(), units * close.close()))
            .toList();
    BitSet always = new BitSet();
    always.set(0, daily.size());
    EquityCurve closes =
        EquityCurve.of(
            daily.stream()
                .mapToLong(
                    day -> day.date().atStartOfDay(conventions.zone()).toInstant().toEpochMilli())
                .toArray(),
            daily.stream().mapToDouble(DailyEquity::equity).toArray(),
            new double[daily.size()],
            always);
    Track track =
        new Track(
            capital,
            TearSheet.start(run),
            run.end(),
            daily,
            closes,
            List.of(),
            0,
            conventions,
            Optional.empty(),
            capital,
            OptionalDouble.of(0),
            Map.of());
    return new Measured(
        daily, Performance.of(track), 0, new Assumptions("none", "none", List.of()));
  }
}
