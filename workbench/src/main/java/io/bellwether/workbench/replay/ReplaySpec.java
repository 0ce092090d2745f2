package io.bellwether.workbench.replay;

import io.bellwether.market.Bars;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.BpsSlippage;
import io.bellwether.trading.cost.CostModel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What is to be replayed.
 *
 * @param version the strategy with its account
 * @param bars the market: several symbols, several timeframes; the finest of a symbol is traded on
 * @param from the first date of trading, inclusive; earlier bars are history
 * @param to the last date, inclusive
 * @param capital cash at the start, in US dollars
 * @param costs charged by the exchange and reckoned with by the ledger
 * @param slippage suffered by market and stop orders
 * @param allowGaps whether to decide although earlier bars are missing
 */
public record ReplaySpec(
    StrategyVersion version,
    List<Bars> bars,
    LocalDate from,
    LocalDate to,
    BigDecimal capital,
    CostModel costs,
    BpsSlippage slippage,
    boolean allowGaps) {
  /** A replay of bars without gaps. */
  public ReplaySpec(
      StrategyVersion version,
      List<Bars> bars,
      LocalDate from,
      LocalDate to,
      BigDecimal capital,
      CostModel costs,
      BpsSlippage slippage) {
    this(version, bars, from, to, capital, costs, slippage, false);
  }
}
