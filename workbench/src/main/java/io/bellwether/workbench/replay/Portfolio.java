package io.bellwether.workbench.replay;

import io.bellwether.market.Bars;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.research.metrics.EquitySample;
import io.bellwether.research.report.Assumptions;
import io.bellwether.research.report.RunResult;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Several accounts seen as one, day by day. */
public final class Portfolio {
  private Portfolio() {}

  /**
   * Adds up runs over the same sessions.
   *
   * @param runs at least one
   * @param daily the main symbol's daily bars of those sessions
   */
  public static RunResult of(List<RunResult> runs, Bars daily) {
    RunResult first = runs.getFirst();
    LinkedHashSet<String> symbols = new LinkedHashSet<>();
    runs.forEach(run -> symbols.addAll(run.symbols()));
    return new RunResult(
        first.kind(),
        runs.stream().map(RunResult::strategy).collect(Collectors.joining(" and ")),
        Map.of(),
        runs.size() + " accounts",
        List.copyOf(symbols),
        first.from(),
        first.to(),
        first.end(),
        runs.stream().map(RunResult::capital).reduce(BigDecimal.ZERO, BigDecimal::add),
        equity(runs, first.conventions().zone()),
        runs.stream()
            .flatMap(run -> run.trades().stream())
            .sorted(Comparator.comparing(Trade::exitTime))
            .toList(),
        runs.stream()
            .flatMap(run -> run.orders().stream())
            .sorted(Comparator.comparing(OrderRecord::createdAt))
            .toList(),
        runs.stream()
            .flatMap(run -> run.signals().stream())
            .sorted(Comparator.comparing(Signal::decidedAt))
            .toList(),
        runs.stream().flatMap(run -> run.openPositions().stream()).toList(),
        new Assumptions(
            first.assumptions().costs(),
            first.assumptions().slippage(),
            List.of(
                "each strategy trades an account of its own; equity is their sum at each close")),
        first.conventions(),
        daily);
  }

  private static EquityCurve equity(List<RunResult> runs, ZoneId zone) {
    Map<LocalDate, EquitySample> byDate = new TreeMap<>();
    for (RunResult run : runs) {
      Map<LocalDate, EquitySample> last = new TreeMap<>();
      for (int i = 0; i < run.equity().size(); i++) {
        EquitySample sample = run.equity().sample(i);
        last.merge(sample.bar().atZone(zone).toLocalDate(), sample, Portfolio::join);
      }
      last.forEach((date, sample) -> byDate.merge(date, at(date, zone, sample), Portfolio::sum));
    }
    return EquityCurve.of(List.copyOf(byDate.values()));
  }

  private static EquitySample at(LocalDate date, ZoneId zone, EquitySample sample) {
    return new EquitySample(
        date.atStartOfDay(zone).toInstant(), sample.equity(), sample.cash(), sample.inMarket());
  }

  private static EquitySample join(EquitySample earlier, EquitySample later) {
    return new EquitySample(
        later.bar(), later.equity(), later.cash(), earlier.inMarket() || later.inMarket());
  }

  private static EquitySample sum(EquitySample a, EquitySample b) {
    return new EquitySample(
        a.bar(),
        add(a.equity(), b.equity()),
        add(a.cash(), b.cash()),
        a.inMarket() || b.inMarket());
  }

  /** Adds amounts of money as decimals, so that the sum has no more digits than they have. */
  private static double add(double a, double b) {
    return BigDecimal.valueOf(a).add(BigDecimal.valueOf(b)).doubleValue();
  }
}
