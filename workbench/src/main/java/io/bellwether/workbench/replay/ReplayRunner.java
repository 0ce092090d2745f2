package io.bellwether.workbench.replay;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the parts of a replay together. */
public final class ReplayRunner {
  private ReplayRunner() {}

  /** A first version of a strategy, for a replay. */
  public static StrategyVersion version(
      StrategyVersion base,
      List<String> symbols,
      Timeframe timeframe,
      PriceBasis basis,
      Map<String, String> parameters,
      AccountSettings account) {
    return new StrategyVersion(
        base.strategy(),
        1,
        Optional.empty(),
        true,
        account,
        symbols,
        timeframe,
        basis,
        Map.copyOf(parameters),
        "replay",
        Instant.EPOCH,
        false);
  }
}
