package io.bellwether.research.report;

import io.bellwether.research.metrics.Benchmark;
import io.bellwether.research.metrics.DailyEquity;
import io.bellwether.research.metrics.Performance;
import io.bellwether.research.metrics.Track;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A run and what it was worth: the one input of every report.
 *
 * @param run the run
 * @param daily its equity at the end of each session
 * @param benchmark buying and holding the main symbol, if its bars cover the run's sessions
 * @param performance the metrics
 * @param months the returns by month
 */
public record TearSheet(
    RunResult run,
    List<DailyEquity> daily,
    Optional<Benchmark> benchmark,
    Performance performance,
    MonthlyReturns months) {

  /** Computes the metrics of a run. */
  public static TearSheet of(RunResult run) {
    List<DailyEquity> daily = DailyEquity.lastOfEachDay(run.equity(), run.conventions().zone());
    Optional<Benchmark> benchmark = benchmark(run, daily);
    BigDecimal openFees =
        run.openPositions().stream()
            .map(OpenPosition::entryFees)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    double capital = run.capital().doubleValue();
    Performance performance =
        Performance.of(
            new Track(
                capital,
                start(run),
                run.end(),
                daily,
                run.equity(),
                run.trades(),
                openFees.doubleValue(),
                run.conventions(),
                benchmark));
    return new TearSheet(run, daily, benchmark, performance, MonthlyReturns.of(capital, daily));
  }

  private static Instant start(RunResult run) {
    return run.bars().isEmpty()
        ? run.from().atStartOfDay(run.conventions().zone()).toInstant()
        : run.bars().start(0);
  }

  /** Without a sample for each session of the bars there is nothing to compare day by day. */
  private static Optional<Benchmark> benchmark(RunResult run, List<DailyEquity> daily) {
    if (run.bars().isEmpty()) {
      return Optional.empty();
    }
    Benchmark held = Benchmark.of(run.bars(), run.conventions().zone());
    List<LocalDate> dates = daily.stream().map(DailyEquity::date).toList();
    boolean same = held.closes().stream().map(Benchmark.DailyClose::date).toList().equals(dates);
    return same ? Optional.of(held) : Optional.empty();
  }
}
