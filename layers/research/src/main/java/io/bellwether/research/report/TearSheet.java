package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.research.metrics.Benchmark;
import io.bellwether.research.metrics.CalendarYear;
import io.bellwether.research.metrics.DailyEquity;
import io.bellwether.research.metrics.Performance;
import io.bellwether.research.metrics.Rolling;
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
 * @param benchmark buying and holding the benchmark, if its bars cover the run's sessions
 * @param benchmarkMissing what is missing where there is no benchmark
 * @param performance the metrics
 * @param months the returns by month
 * @param years the metrics by year
 * @param rolling the metrics of a rolling window
 */
public record TearSheet(
    RunResult run,
    List<DailyEquity> daily,
    Optional<Benchmark> benchmark,
    Optional<String> benchmarkMissing,
    Performance performance,
    MonthlyReturns months,
    List<CalendarYear> years,
    Rolling rolling) {
  public TearSheet {
    daily = List.copyOf(daily);
    years = List.copyOf(years);
  }

  /** Computes the metrics of a run, with half a year as the rolling window. */
  public static TearSheet of(RunResult run) {
    return of(run, Rolling.DEFAULT_WINDOW);
  }

  /**
   * Computes the metrics of a run.
   *
   * @param rollingWindow sessions in the window of the rolling metrics, at least 2
   */
  public static TearSheet of(RunResult run, int rollingWindow) {
    List<DailyEquity> daily = DailyEquity.lastOfEachDay(run.equity(), run.conventions().zone());
    List<LocalDate> missing = missing(run, daily);
    Optional<Benchmark> benchmark =
        daily.isEmpty() || !missing.isEmpty()
            ? Optional.empty()
            : Optional.of(benchmark(run, daily));
    Track track = track(run, daily, benchmark);
    return new TearSheet(
        run,
        daily,
        benchmark,
        daily.isEmpty()
            ? Optional.of("the run has no session")
            : missing(held(run).symbol(), missing, daily.size()),
        Performance.of(track),
        MonthlyReturns.of(track.capital(), daily),
        CalendarYear.of(track),
        Rolling.of(track.capital(), daily, run.conventions(), rollingWindow));
  }

  private static Track track(
      RunResult run, List<DailyEquity> daily, Optional<Benchmark> benchmark) {
    BigDecimal openFees = BigDecimal.ZERO;
    BigDecimal openValue = BigDecimal.ZERO;
    for (OpenPosition position : run.openPositions()) {
      openFees = openFees.add(position.entryFees());
      openValue = openValue.add(position.quantity().multiply(position.averagePrice()));
    }
    return new Track(
        run.capital().doubleValue(),
        start(run),
        run.end(),
        daily,
        run.equity(),
        run.trades(),
        openFees.doubleValue(),
        run.conventions(),
        benchmark,
        openValue.doubleValue(),
        run.details().slippagePaid(),
        run.details().trades());
  }

  /** The start of the first bar. */
  static Instant start(RunResult run) {
    return run.bars().isEmpty()
        ? run.from().atStartOfDay(run.conventions().zone()).toInstant()
        : run.bars().start(0);
  }

  /** The bars of the benchmark: those given, or the main symbol's. */
  static Bars held(RunResult run) {
    return run.details().benchmark().orElse(run.bars());
  }

  private static Benchmark benchmark(RunResult run, List<DailyEquity> daily) {
    List<LocalDate> dates = daily.stream().map(DailyEquity::date).toList();
    return Benchmark.on(dates, held(run), run.conventions().zone());
  }

  private static List<LocalDate> missing(RunResult run, List<DailyEquity> daily) {
    List<LocalDate> dates = daily.stream().map(DailyEquity::date).toList();
    return Benchmark.missing(dates, held(run), run.conventions().zone());
  }

  private static Optional<String> missing(String symbol, List<LocalDate> dates, int sessions) {
    return dates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has no bars on %d of %d sessions, the first %s"
                .formatted(symbol, dates.size(), sessions, dates.getFirst()));
  }
}
