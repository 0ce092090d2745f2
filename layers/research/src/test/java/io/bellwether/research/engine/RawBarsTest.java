package io.bellwether.research.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.instrument.InstrumentRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Years of a fund and its inverse with their splits and reverse splits: traded as they were, and
 * adjusted for them. With any quantity, both earn the same.
 */
class RawBarsTest {
  @Test
  void splitsChangeNothingButTheCountOfShares() {
    CorporateActions actions =
        CorporateActions.read(Optional.of(RealData.require("splits.csv")), Optional.empty());
    Bars main = RealData.bars("TQQQ_1d_raw.csv", "TQQQ");
    Bars hedge = RealData.bars("SQQQ_1d_raw.csv", "SQQQ");
    List<Bars> raw = List.of(main, hedge);
    List<Bars> adjusted =
        List.of(
            CorporateActions.adjustForSplits(main, actions),
            CorporateActions.adjustForSplits(hedge, actions));
    Strategy strategy =
        StrategyCatalog.standard().create("rsi2", List.of("TQQQ", "SQQQ"), Timeframe.DAY, Map.of());
    BacktestSettings settings =
        BacktestSettings.usEquities(10_000).free().withInstruments(InstrumentRules.NONE);
    BacktestResult traded =
        Backtest.run(
            strategy,
            MarketData.of(adjusted, raw, Conventions.US_EQUITIES).with(actions),
            settings);
    BacktestResult smooth =
        Backtest.run(strategy, MarketData.of(adjusted, Conventions.US_EQUITIES), settings);

    TradeLog one = traded.trades();
    TradeLog other = smooth.trades();
    int crossed = 0;
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      String where = "trade " + i;
      assertEquals(other.entryBar(i), one.entryBar(i), where);
      assertEquals(other.exitBar(i), one.exitBar(i), where);
      assertEquals(other.reason(i), one.reason(i), where);
      assertEquals(other.pnl(i), one.pnl(i), 1e-9 * smooth.finalEquity(), where);
      double gain = one.exitPrice(i) / one.entryPrice(i);
      assertEquals(other.exitPrice(i) / other.entryPrice(i), gain, 1e-9, where);
      crossed += one.quantity(i) == one.entryQuantity(i) ? 0 : 1;
    }
    assertEquals(other.size(), one.size());
    assertTrue(crossed > 0, "no position was held over a split");
    for (int t = 0; t < smooth.equity().length; t++) {
      double expected = smooth.equity()[t];
      assertEquals(expected, traded.equity()[t], 1e-9 * expected, "equity at bar " + t);
    }
  }
}
