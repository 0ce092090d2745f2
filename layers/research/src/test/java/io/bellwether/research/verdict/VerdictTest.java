package io.bellwether.research.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.overfit.ExpectedMaximumSharpe;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepSamples;
import io.bellwether.research.sweep.Trial;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final long SEED = 3;
  private static final ParameterSpace SPACE =
      SweepSamples.space("entry-rsi=10..45:5", "exit-rsi=55..90:5");
  private static final SweepRequest REQUEST =
      SweepSamples.request(
          List.of("UP"), Timeframe.DAY, Selection.of(Objective.SHARPE, 10, SEED), SPACE);
  private static final LocalSweep SWEEP = LocalSweep.on(2);

  private static BarsMarket market(Bars bars) {
    return new BarsMarket(
        List.of(bars),
        traded -> MarketData.of(traded, Conventions.US_EQUITIES),
        BacktestSettings.usEquities(10_000).free(),
        bars.start(0),
        bars.lastStart().plusMillis(1));
  }

  /** Falls are followed by rises: what the strategy bets on. */
  private static Bars reverting(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars noise = SweepSamples.walk(seed, "UP", size, Timeframe.DAY);
    Bars.Builder bars = Bars.builder("UP", Timeframe.DAY, noise.provenance());
    double close = 100;
    double move = 0;
    for (int i = 0; i < size; i++) {
      double open = close;
      move = -0.6 * move + 0.01 * random.nextGaussian();
      close = open * Math.exp(move);
      double high = Math.max(open, close);
      double low = Math.min(open, close);
      bars.add(noise.startMillis()[i], open, high, low, close, 1000);
    }
    return bars.build();
  }

  private static Verdict verdict(BarsMarket market, long trialsBefore, int permutations) {
    return verdict(SPACE, market, trialsBefore, permutations);
  }

  private static Verdict verdict(
      ParameterSpace space, BarsMarket market, long trialsBefore, int permutations) {
    SweepRequest request =
        SweepSamples.request(
            List.of("UP"), Timeframe.DAY, Selection.of(Objective.SHARPE, 10, SEED), space);
    SweepResult result = SWEEP.run(request, market);
    Trial best = result.best().orElseThrow();
    ParameterSet set = new ParameterSet(best.set(), List.copyOf(space.values(best.set()).values()));
    Optional<PermutedMarkets> permuted =
        permutations == 0
            ? Optional.empty()
            : Optional.of(
                PermutedMarkets.ofChosen(
                    request.task(),
                    set,
                    market,
                    SWEEP,
                    permutations,
                    SEED,
                    SweepListener.NONE,
                    () -> false));
    return Verdict.of(
        new Verdict.Evidence(
            result,
            best,
            result.returns(best.set()).orElseThrow(),
            space,
            true,
            trialsBefore,
            Conventions.US_EQUITIES,
            permuted,
            SEED));
  }

  private static double value(Verdict verdict, String key) {
    return verdict.findings().stream()
        .filter(finding -> finding.key().equals(key))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void meritIsToldFromLuck() {
    Verdict merit = verdict(market(reverting(SEED, 1500)), 0, 40);
    assertTrue(value(merit, "deflated_sharpe") > 0.95, merit::toString);
    assertTrue(value(merit, "pbo") < 0.5, merit::toString);
    assertTrue(value(merit, "probability_of_loss") < 0.05, merit::toString);
    assertTrue(value(merit, "reality_check_p") < 0.01, merit::toString);
    assertTrue(value(merit, "minimum_track_record_days") < 1500, merit::toString);
    assertEquals(1 / 41.0, value(merit, "permutation_p"), merit::toString);
    assertTrue(value(merit, "sharpe_interval_low") > 0, merit::toString);
    Verdict luck = verdict(market(SweepSamples.walk(SEED, "UP", 1500, Timeframe.DAY)), 0, 40);
    assertTrue(value(luck, "deflated_sharpe") < 0.95, luck::toString);
    assertTrue(value(luck, "permutation_p") > 0.05, luck::toString);
    assertTrue(value(luck, "probability_of_loss") > 0.2, luck::toString);
    assertTrue(value(luck, "reality_check_p") > 0.05, luck::toString);
    assertTrue(value(luck, "sharpe_interval_low") < 0, luck::toString);
  }

  @Test
  void earlierTrialsCount() {
    BarsMarket market = market(reverting(SEED, 600));
    Verdict first = verdict(market, 0, 0);
    Verdict later = verdict(market, 100_000, 0);
    assertEquals(REQUEST.sets().size(), value(first, "trials"));
    assertEquals(REQUEST.sets().size() + 100_000.0, value(later, "trials"));
    assertTrue(value(later, "deflated_sharpe") < value(first, "deflated_sharpe"));
    assertFalse(first.findings().stream().anyMatch(f -> f.key().equals("permutation_p")));
  }

  /** One set, and sets that trade alike: their ratios do not differ, and luck is no less for it. */
  @Test
  void earlierTrialsCountHoweverAlikeTheSetsAre() {
    BarsMarket market = market(reverting(SEED, 600));
    double noise = Math.sqrt(252 / 599.0);
    for (String entry : List.of("entry-rsi=20", "entry-rsi=20,20.000001,20.000002")) {
      ParameterSpace space = SweepSamples.space(entry);
      Verdict first = verdict(space, market, 0, 0);
      Verdict later = verdict(space, market, 10_000, 0);
      double trials = value(later, "trials");
      assertEquals(
          ExpectedMaximumSharpe.of(trials, noise), value(later, "expected_maximum_sharpe"), 1e-9);
      assertTrue(value(later, "expected_maximum_sharpe") > 2, later::toString);
      assertTrue(
          value(later, "deflated_sharpe") < value(first, "deflated_sharpe"), later::toString);
    }
  }

  @Test
  void fewDaysAreSaidToBeTooFew() {
    SweepRequest request =
        SweepSamples.request(
            List.of("UP"), Timeframe.DAY, Selection.of(Objective.RETURN, 1, SEED), SPACE);
    SweepResult result = SWEEP.run(request, market(reverting(SEED, 50)));
    Trial best = result.best().orElseThrow();
    Verdict verdict =
        Verdict.of(
            new Verdict.Evidence(
                result,
                best,
                result.returns(best.set()).orElseThrow(),
                SPACE,
                true,
                0,
                Conventions.US_EQUITIES,
                Optional.empty(),
                SEED));
    assertTrue(Double.isNaN(value(verdict, "deflated_sharpe")));
  }

  @Test
  void aRepeatedSearchIsHarderToBeatThanTheChosenSet() {
    BarsMarket market = market(SweepSamples.walk(SEED, "UP", 500, Timeframe.DAY));
    Search search = (bars, listener, cancelled) -> SWEEP.run(REQUEST, bars, listener, cancelled);
    PermutedMarkets searched =
        PermutedMarkets.ofSearch(
            search, Objective.SHARPE, market, 10, SEED, SweepListener.NONE, () -> false);
    Trial best = SWEEP.run(REQUEST, market).best().orElseThrow();
    PermutedMarkets chosen =
        PermutedMarkets.ofChosen(
            REQUEST.task(),
            new ParameterSet(best.set(), List.copyOf(SPACE.values(best.set()).values())),
            market,
            SWEEP,
            10,
            SEED,
            SweepListener.NONE,
            () -> false);
    assertEquals(chosen.observed(), searched.observed());
    // The same ten markets: the best of 64 sets is at least what one of them shows.
    for (int i = 0; i < 10; i++) {
      assertTrue(searched.figures().get(i) >= chosen.figures().get(i));
    }
    assertTrue(searched.pValue() >= chosen.pValue());
  }
}
