package io.bellwether.analyst.gate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hindsight shows merit in noise; what the gate goes by has none of it. */
final class HindsightTest {
  private static final int MARKETS = 40;
  private static final int DAYS = 1_500;
  private static final long FIRST_SEED = 100;

  @Test
  void choosingAnewEarnsNothingOnNoise() {
    double chosenWithHindsight = 0;
    double chosenAnew = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + MARKETS; seed++) {
      Bars bars = Studies.bars(DAYS, 0, seed);
      Study study = Studies.of(bars, 1);
      SweepTask task = study.task(Selection.of(Objective.SHARPE, 10, seed));
      List<ParameterSet> sets = sets(study, task);
      Trial best =
          study.sweep().run(new SweepRequest(task, sets), study.market()).best().orElseThrow();
      chosenWithHindsight += best.metrics().sharpe() / MARKETS;
      DailyRecord current = DailyRecord.of(study.run(Map.of()));
      chosenAnew +=
          Reselection.of(study, task, sets, current, Conventions.US_EQUITIES, () -> false).sharpe()
              / MARKETS;
    }
    String found =
        "with hindsight %.2f, anew %.2f, seeds from %d"
            .formatted(chosenWithHindsight, chosenAnew, FIRST_SEED);
    // Over 40 markets of four years of tests, the standard error of either mean is about 0.08.
    assertTrue(chosenWithHindsight > 0.18, found);
    assertTrue(chosenAnew < 0.13, found);
  }

  @Test
  void theBestOfNoiseIsAsGoodAsTheBestOfPermutedNoise() {
    int low = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + MARKETS; seed++) {
      Study study = Studies.of(Studies.bars(DAYS, 0, seed), 1);
      SweepTask task = study.task(Selection.of(Objective.SHARPE, 10, seed));
      List<ParameterSet> sets = sets(study, task);
      double best =
          study
              .sweep()
              .run(new SweepRequest(task, sets), study.market())
              .best()
              .orElseThrow()
              .metrics()
              .sharpe();
      SearchLuck luck =
          new SearchLuck.Test(task, sets, 1, 10, 19)
              .of(study.market(), study.sweep(), best, 1, seed, () -> false);
      low += luck.pValue() <= 0.1 ? 1 : 0;
    }
    // A tenth of them, by definition of a p-value: 4, and 11 with a probability of 0.1 %.
    assertTrue(low < 11, low + " of " + MARKETS + ", seeds from " + FIRST_SEED);
  }

  private static List<ParameterSet> sets(Study study, SweepTask task) {
    return Neighbourhood.of(study, task, 0, 400, 1).sample();
  }
}
