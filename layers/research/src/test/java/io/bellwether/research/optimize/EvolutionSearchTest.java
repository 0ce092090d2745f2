package io.bellwether.research.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.search.Constraint;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.MarketSource;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepJson;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepSamples;
import io.bellwether.research.sweep.Trial;
import io.bellwether.strategy.StrategyCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvolutionSearchTest {
  private static final long SEED = 11;
  private static final Bars BARS = SweepSamples.walk(SEED, "UP", 500, Timeframe.DAY);
  private static final MarketSource SOURCE =
      SweepSamples.source(BacktestSettings.usEquities(10_000), BARS);
  private static final ParameterSpace SPACE =
      SweepSamples.space("entry-rsi=4..60:2", "exit-rsi=40..98:2", "stop-loss=0,0.02");
  private static final SweepRequest ALL =
      SweepSamples.request(
          List.of("UP"), Timeframe.DAY, Selection.of(Objective.SHARPE, 10, SEED), SPACE);
  private static final Constraint CONSTRAINT =
      Constraint.ofStrategy(
          StrategyCatalog.standard(), "rsi2", List.of("UP"), Timeframe.DAY, Map.of());

  private static SweepResult search(int evaluations, long seed, int threads) {
    return new EvolutionSearch(
            ALL.task(), SPACE, CONSTRAINT, LocalSweep.on(threads), evaluations, seed)
        .run(SOURCE, SweepListener.NONE, () -> false);
  }

  @Test
  void theSeedAloneDecides() {
    SweepResult one = search(150, SEED, 1);
    assertEquals(SweepJson.write(one), SweepJson.write(search(150, SEED, 3)));
    assertEquals(150, one.trials().size());
    assertTrue(!one.trials().equals(search(150, SEED + 1, 1).trials()));
  }

  @Test
  void findsBetterSetsThanChance() {
    SweepResult all = LocalSweep.on(2).run(ALL, SOURCE);
    List<Long> ranked = all.best(all.trials().size()).stream().map(Trial::set).toList();
    int evaluations = ALL.sets().size() / 20;
    double ranks = 0;
    int searches = 6;
    for (int i = 0; i < searches; i++) {
      long found = search(evaluations, SEED + i, 2).best().orElseThrow().set();
      assertTrue(ranked.contains(found), "the set is one of the grid");
      ranks += ranked.indexOf(found);
    }
    double mean = ranks / searches;
    // The best of as many random sets would be the 20th on average.
    assertTrue(mean < 10, () -> "mean rank " + mean + " of " + ranked.size());
  }

  @Test
  void endsWhenTheSpaceIsExhausted() {
    ParameterSpace small = SweepSamples.space("entry-rsi=10..40:10", "hedge=on,off");
    SweepRequest request =
        SweepSamples.request(List.of("UP"), Timeframe.DAY, ALL.task().selection(), small);
    SweepResult result =
        new EvolutionSearch(request.task(), small, CONSTRAINT, LocalSweep.on(1), 500, SEED)
            .run(SOURCE, SweepListener.NONE, () -> false);
    assertEquals(8, result.trials().size());
  }

  @Test
  void refusedSetsAreNoTrials() {
    SweepResult result = search(200, SEED, 2);
    for (Trial trial : result.trials()) {
      assertTrue(CONSTRAINT.refusal(SPACE.values(trial.set())).isEmpty());
    }
  }
}
