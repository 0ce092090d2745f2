package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.report.RunComparison.Dates;
import io.bellwether.research.report.RunComparison.Result;
import io.bellwether.research.report.TearSheet;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyVersion;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of a comparison, read and checked.
 *
 * @param line as it was written
 * @param request what it asks for
 * @param settings money, costs and limits
 * @param actions splits and dividends
 * @param allowJumps whether to trade through jumps that look like unknown splits
 * @param series the bars of all its files
 * @param coverage the dates there are bars of
 */
record ComparedRun(
    RunLine line,
    RunRequest request,
    BacktestSettings settings,
    CorporateActions actions,
    boolean allowJumps,
    List<Bars> series,
    RunOptions.Range coverage) {

  /** Reads a run's files and checks all that does not depend on the period. */
  static ComparedRun read(
      RunLine line, TradingOptions trading, ExecutionOptions execution, StrategyCatalog catalog) {
    RunRequest request = line.request(trading, catalog);
    StrategyVersion version = request.version();
    BacktestSettings settings = BacktestSetup.settings(request, execution);
    List<Bars> series = request.series();
    RunOptions.Range coverage = request.coverage(series, version, request.market().calendar());
    return new ComparedRun(
        line, request, settings, execution.actions(), execution.allowJumps(), series, coverage);
  }

  /** What it is: strategy, symbols, parameters, files and their dates. */
  String description() {
    StrategyVersion version = request.version();
    String files =
        line.bars().stream()
            .map(argument -> Path.of(argument.substring(argument.indexOf('=') + 1)))
            .map(path -> String.valueOf(path.getFileName()))
            .collect(Collectors.joining(", "));
    String parameters = line.parameterText();
    return "%s on %s, %s%s; %s, %s to %s"
        .formatted(
            version.strategy(),
            String.join(", ", version.symbols()),
            version.timeframe(),
            parameters.isEmpty() ? "" : "; " + parameters,
            files,
            coverage.from(),
            coverage.to());
  }

  /**
   * The result of a period, by the code of {@code backtest}. A period that the bars do not cover
   * from its first session to its last has none: a shorter one would be another.
   */
  Result result(Dates dates) {
    Optional<RunOptions.Range> covered = covered(dates);
    if (covered.isEmpty()) {
      return Result.missing(
          "its bars reach from %s to %s".formatted(coverage.from(), coverage.to()));
    }
    BacktestSetup setup =
        BacktestSetup.of(request.between(covered.get()), settings, actions, allowJumps, series);
    if (setup.shown().isEmpty()) {
      return Result.missing("its market is closed throughout the period");
    }
    if (setup.bars() < 2) {
      return Result.missing("it has a single bar in the period, and a run needs two");
    }
    TearSheet sheet = TearSheet.of(new BacktestReport(setup, Optional.empty()).measured());
    return Result.of(sheet, setup.settings().firstBar());
  }

  /** The period without closed days at its ends, if the bars cover all that is open. */
  private Optional<RunOptions.Range> covered(Dates dates) {
    LocalDate first = coverage.from();
    LocalDate last = coverage.to();
    if (dates.to().isBefore(first) || dates.from().isAfter(last)) {
      return Optional.empty();
    }
    boolean early = opens(first.minusDays(1), dates.from(), -1);
    boolean late = opens(last.plusDays(1), dates.to(), 1);
    return early || late
        ? Optional.empty()
        : Optional.of(
            new RunOptions.Range(
                dates.from().isBefore(first) ? first : dates.from(),
                dates.to().isAfter(last) ? last : dates.to()));
  }

  /** Whether there is a session from one day, step by step, up to another, both included. */
  private boolean opens(LocalDate from, LocalDate to, int step) {
    TradingCalendar calendar = request.market().calendar();
    return Stream.iterate(from, day -> day.plusDays(step))
        .takeWhile(day -> step > 0 ? !day.isAfter(to) : !day.isBefore(to))
        .anyMatch(day -> calendar.session(day).isPresent());
  }
}
