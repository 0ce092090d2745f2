package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.research.metrics.TradeDetail;
import io.bellwether.research.tax.LotFill;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What some runs can say beyond trades and equity. A report shows what there is and leaves out the
 * rest.
 *
 * @param trades by trade id: initial risk, whether the leverage cap bound, excursions
 * @param indicators the strategy's indicators, one value for each bar of the run
 * @param slippagePaid what slippage cost over all fills, in the account's currency
 * @param benchmark bars of the symbol to compare with instead of the main one, covering the run
 * @param fills every fill, in order of time, for tax lots; without any they are made of the trades
 * @param splits splits while the run traded raw bars
 * @param reentry the comparison of both rules for buying again after a stop
 */
public record RunDetails(
    Map<String, TradeDetail> trades,
    List<IndicatorPanel> indicators,
    OptionalDouble slippagePaid,
    Optional<Bars> benchmark,
    List<LotFill> fills,
    List<CorporateActions.Split> splits,
    Optional<ReentryComparison> reentry) {
  /** Nothing beyond trades and equity. */
  public static final RunDetails NONE =
      new RunDetails(
          Map.of(),
          List.of(),
          OptionalDouble.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());

  public RunDetails {
    trades = Map.copyOf(trades);
    indicators = List.copyOf(indicators);
    fills = List.copyOf(fills);
    splits = List.copyOf(splits);
  }

  /** The same with details of trades. */
  public RunDetails withTrades(Map<String, TradeDetail> newTrades) {
    return new RunDetails(newTrades, indicators, slippagePaid, benchmark, fills, splits, reentry);
  }

  /** The same with indicators. */
  public RunDetails withIndicators(List<IndicatorPanel> newIndicators) {
    return new RunDetails(trades, newIndicators, slippagePaid, benchmark, fills, splits, reentry);
  }

  /** The same with what slippage cost. */
  public RunDetails withSlippagePaid(double newSlippagePaid) {
    return new RunDetails(
        trades, indicators, OptionalDouble.of(newSlippagePaid), benchmark, fills, splits, reentry);
  }

  /** The same with bars of another symbol to compare with. */
  public RunDetails withBenchmark(Bars newBenchmark) {
    return new RunDetails(
        trades, indicators, slippagePaid, Optional.of(newBenchmark), fills, splits, reentry);
  }

  /** The same with fills and the splits between them. */
  public RunDetails withFills(List<LotFill> newFills, List<CorporateActions.Split> newSplits) {
    return new RunDetails(
        trades, indicators, slippagePaid, benchmark, newFills, newSplits, reentry);
  }

  /** The same with the comparison of both rules for buying again after a stop. */
  public RunDetails withReentry(ReentryComparison comparison) {
    return new RunDetails(
        trades, indicators, slippagePaid, benchmark, fills, splits, Optional.of(comparison));
  }
}
