package io.bellwether.workbench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.gate.GateLimits;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.workbench.gate.GateStudy.Outcome;
import org.junit.jupiter.api.Test;

/**
 * The studies in docs/guide/gate.md on fewer markets, with bounds that the gate as it is misses
 * once in a thousand times by chance; which never happens here, the seeds being fixed.
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
    Outcome dips = study("noise-rsi2", 20, 2);
    System.out.println("pins " + crossings + " " + dips);
    int passed = crossings.passed().count() + dips.passed().count();
    System.out.println("noise that passes: " + passed + " of 100, seeds from " + FIRST_SEED);
    assertTrue(passed <= 4, () -> crossings + "\n" + dips);
    assertTrue(crossings.sharpe() > 0.15, "hindsight shows merit where there is none");
  }

  @Test
  void edgesPass() {
    Outcome edges = study("edge-rsi2", 16, 2);
    System.out.println("edges that pass: " + edges.passed() + ", seeds from " + FIRST_SEED);
    assertTrue(edges.passed().count() >= 9, edges::toString);
  }

  /** The bounds as they are packaged hold more sets than are run, and a model counts its own. */
  @Test
  void packagedBoundsAreSampled() {
    StudyCase subject = named("edge-packaged");
    assertEquals(22_050, subject.study(1, FIRST_SEED).bounds().size());
    Outcome outcome =
        new GateStudy(GateLimits.DEFAULT, 3, 2)
            .run(subject, FIRST_SEED, 2, SweepListener.NONE, () -> false);
    System.out.println("packaged " + outcome);
    assertEquals(2, outcome.passed().of());
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
