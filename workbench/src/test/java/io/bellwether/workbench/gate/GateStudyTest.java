package io.bellwether.workbench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.gate.GateLimits;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.workbench.gate.GateStudy.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The studies in docs/guide/gate.md on fewer markets. The seeds are fixed, and so are the counts: a
 * change of the gate, of a limit or of a market that moves one is to run the studies again.
 */
final class GateStudyTest {
  private static final long FIRST_SEED = 900_001;
  private static final int YEARS = 10;

  private static StudyCase named(String name) {
    return StudyCase.all().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome study(String name, int seeds, int threads) {
    return new GateStudy(GateLimits.DEFAULT, YEARS, threads)
        .run(named(name), FIRST_SEED, seeds, SweepListener.NONE, () -> false);
  }

  @Test
  void noiseDoesNotPass() {
    Outcome crossings = study("noise-ema", 80, 2);
    assertEquals(0, crossings.passed().count(), crossings::toString);
    assertEquals(met(24, 34, 0, 4, 28, 35, 15, 27), met(crossings));
    assertTrue(crossings.sharpe() > 0.15, "hindsight shows merit where there is none");
    Outcome dips = study("noise-rsi2", 20, 2);
    assertEquals(0, dips.passed().count(), dips::toString);
    assertEquals(met(8, 9, 0, 1, 6, 6, 4, 6), met(dips));
  }

  @Test
  void edgesPass() {
    Outcome edges = study("edge-rsi2", 16, 2);
    assertEquals(14, edges.passed().count(), edges::toString);
  }

  /** Where bounds hold more sets than are run, and a model counts its own. */
  @Test
  void wideBoundsAreSampled() {
    StudyCase subject = named("edge-wide");
    assertEquals(22_050, subject.study(1, FIRST_SEED).bounds().size());
    Outcome edges =
        new GateStudy(GateLimits.DEFAULT, 3, 2)
            .run(subject, FIRST_SEED, 2, SweepListener.NONE, () -> false);
    assertEquals(1, edges.passed().count(), edges::toString);
    assertEquals(met(2, 1, 1, 2, 2, 1, 2, 2), met(edges));
  }

  private static Map<String, Integer> met(
      int walk, int lead, int luck, int deflated, int improved, int fitted, int loss, int plateau) {
    return Map.of(
        "Walk-forward", walk,
        "Walk-forward lead", lead,
        "Search luck", luck,
        "Deflated Sharpe", deflated,
        "Improvement", improved,
        "Overfitting", fitted,
        "Loss elsewhere", loss,
        "Plateau", plateau);
  }

  private static Map<String, Integer> met(Outcome outcome) {
    Map<String, Integer> met = new HashMap<>(outcome.met());
    met.keySet().removeAll(Set.of("Sessions", "Trades", "Drawdown"));
    return met;
  }

  @Test
  void theResultDoesNotDependOnThreads() {
    assertEquals(study("noise-ema", 3, 1), study("noise-ema", 3, 3));
  }

  @Test
  void theEdgeIsAsStrongAsIsSaid() {
    TrueSharpe truth = TrueSharpe.of(named("edge-rsi2"), YEARS, FIRST_SEED, 30, 2);
    // Over 300 years the standard error of a Sharpe ratio is 0.06.
    assertEquals(1, truth.best(), 0.18, truth::toString);
    assertTrue(truth.current() < 0.3, truth::toString);
  }
}
