package io.bellwether.analyst.versions;

import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.Recording;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.Market;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a candidate did in the shadow of the active version.
 *
 * @param shadow the candidate, and since when
 * @param active the number of the version it is held against: the one that was active when it
 *     decided last, or that is if it never did
 * @param decisions its decisions at live ticks beside those of the version that was active then,
 *     both with what the account held
 * @param profit what each would have made alone; absent where there are no bars since
 */
record ShadowReport(
    Shadow shadow, int active, List<ShadowDecision> decisions, Optional<Profit> profit) {
  ShadowReport {
    decisions = List.copyOf(decisions);
  }

  /** At how many ticks the candidate could decide. */
  long compared() {
    return decisions.stream().filter(ShadowDecision::isComparable).count();
  }

  /** Where they wanted different things, oldest first. */
  List<ShadowDecision> differences() {
    return decisions.stream()
        .filter(ShadowDecision::isComparable)
        .filter(decision -> !decision.agrees())
        .toList();
  }

  /**
   * What two versions would have made by the backtest, each from the same cash and with its own
   * holdings, after costs and the costs of closing what is held.
   *
   * @param from the first bar decided on
   * @param bars how many were decided on
   * @param active return of the version it is held against, a fraction
   * @param candidate return of the candidate, a fraction
   * @param activeTrades closed
   * @param candidateTrades closed
   */
  record Profit(
      Instant from,
      int bars,
      double active,
      double candidate,
      int activeTrades,
      int candidateTrades) {
    /**
     * Runs both versions.
     *
     * @param market the bars with the costs they are traded at, history before {@code from}
     *     included
     * @param from no bar that starts before it is decided on
     * @return empty if there is no such bar
     */
    static Optional<Profit> of(
        StrategyVersion active, StrategyVersion candidate, BarsMarket market, Instant from) {
      Market since = market.between(from, market.end()).of(active.symbols());
      int bars = since.data().size() - since.settings().firstBar();
      if (bars <= 0) {
        return Optional.empty();
      }
      BacktestResult one = run(active, since);
      BacktestResult other = run(candidate, since);
      return Optional.of(
          new Profit(
              since.data().series().main().start(since.settings().firstBar()),
              bars,
              returned(one),
              returned(other),
              one.trades().size(),
              other.trades().size()));
    }

    private static BacktestResult run(StrategyVersion version, Market market) {
      Strategy strategy =
          StrategyCatalog.standard()
              .create(
                  version.strategy(), version.symbols(), version.timeframe(), version.parameters());
      return Backtest.run(
          strategy.on(market.data().series()),
          market.data(),
          market.settings(),
          Recording.EVERYTHING);
    }

    private static double returned(BacktestResult result) {
      double end = result.equity()[result.data().size() - 1] - result.closingCosts();
      return end / result.settings().capital() - 1;
    }
  }
}
