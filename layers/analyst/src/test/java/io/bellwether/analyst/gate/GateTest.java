package io.bellwether.analyst.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static final GateLimits QUICK = GateLimits.parse("permutations=39,search-luck=0.03");
  private static final Gate GATE = new Gate(QUICK, 1);
  private static final Map<String, String> FASTER = Map.of("fast", "5", "slow", "20");
  private static final int DAYS = 1_500;

  /** So much can be foreseen that every criterion is met. */
  private static final Bars TRENDS = Studies.bars(DAYS, 0.45, 7);

  private static GateResult examine(Study study, Map<String, String> changes, long trials) {
    return GATE.examine(study, changes, trials, () -> false);
  }

  private static String refusal(Study study, Map<String, String> changes, long trials) {
    GateResult result = examine(study, changes, trials);
    assertFalse(result.passed());
    assertEquals(1, result.criteria().size(), "nothing else was looked at");
    assertEquals("proposal", result.criteria().getFirst().key());
    return result.criteria().getFirst().meaning();
  }

  private static Criterion criterion(GateResult result, String key) {
    return result.criteria().stream()
        .filter(one -> one.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsRealPasses() {
    GateResult result = examine(Studies.of(TRENDS, 2), FASTER, 14);
    assertEquals(List.of(), result.failures());
    assertEquals(14, result.trials());
  }

  @Test
  void whatIsRealPassesAmongMoreSetsThanAreRun() {
    Study study = Studies.wide(TRENDS, 2);
    assertTrue(study.bounds().size() > 400);
    GateResult result = examine(study, FASTER, 1);
    assertEquals(List.of(), result.failures());
    assertTrue(criterion(result, "search-luck").meaning().contains("400 sets"), result::toString);
  }

  /** Where choices are made among a sample, who was proposed has no part in what they earn. */
  @Test
  void aChoiceAmongASampleDoesNotKnowTheCandidate() {
    Study study = Studies.wide(TRENDS, 2);
    GateResult one = examine(study, FASTER, 1);
    GateResult other = examine(study, Map.of("fast", "20", "slow", "60"), 1);
    for (String key :
        List.of("walk-forward", "walk-forward-lead", "overfitting", "loss-elsewhere")) {
      assertEquals(criterion(one, key), criterion(other, key));
    }
  }

  @Test
  void theMoreWasTriedTheLessItProves() {
    Study study = Studies.of(TRENDS, 2);
    double few = deflated(examine(study, FASTER, 1));
    double many = deflated(examine(study, FASTER, 1_000_000_000_000L));
    assertTrue(many < few, () -> many + " after many trials, " + few + " after one");
  }

  private static double deflated(GateResult result) {
    return Double.parseDouble(criterion(result, "deflated-sharpe").figure().replace(" %", ""));
  }

  @Test
  void whatChangesNothingNeverPasses() {
    Study study = Studies.of(TRENDS, 1);
    assertTrue(refusal(study, Map.of(), 1).contains("changes nothing"));
    assertTrue(refusal(study, Map.of("fast", "50", "slow", "100"), 1).contains("changes nothing"));
  }

  @Test
  void aChangeWithoutEffectIsNoImprovement() {
    // The version in force is the candidate by another spelling of a number.
    Study study = Studies.of(TRENDS, 2, Map.of("fast", "05", "slow", "20"));
    GateResult result = examine(study, FASTER, 14);
    assertFalse(criterion(result, "improvement").passed(), result::toString);
  }

  @Test
  void whatIsOutOfBoundsIsRefusedWithEverythingThatIsWrong() {
    String refusal =
        refusal(Studies.of(TRENDS, 1), Map.of("fast", "7", "weight", "1", "slow", "20 "), 0);
    for (String expected :
        List.of("not '7'", "'weight' may not be changed", "not '20 '", "0 set")) {
      assertTrue(refusal.contains(expected), () -> expected + " is not in " + refusal);
    }
  }

  @Test
  void whatTheStrategyRefusesIsRefused() {
    String refusal = refusal(Studies.of(TRENDS, 1), Map.of("slow", "10"), 1);
    assertTrue(refusal.contains("fast"), refusal);
  }

  @Test
  void theVersionInForceMayLieBesideTheGrid() {
    Study study = Studies.of(TRENDS, 2, Map.of("fast", "45", "slow", "100"));
    GateResult result = examine(study, Map.of("fast", "10"), 14);
    assertTrue(result.criteria().size() > 1, result::toString);
  }

  @Test
  void aShortRecordIsNoEvidence() {
    Study study = Studies.of(Studies.bars(Studies.WARM_UP + 503, 0.45, 7), 1);
    GateResult result = examine(study, FASTER, 14);
    assertEquals(List.of("sessions"), result.criteria().stream().map(Criterion::key).toList());
    assertFalse(result.passed());
  }

  @Test
  void theResultDoesNotDependOnThreads() {
    assertEquals(
        examine(Studies.of(TRENDS, 1), FASTER, 14), examine(Studies.of(TRENDS, 3), FASTER, 14));
  }

  @Test
  void nothingAfterTheEndOfTheStudyMatters() {
    Study known = Studies.of(TRENDS, 2);
    Bars longer = TRENDS.append(crash(TRENDS));
    BarsMarket market =
        new BarsMarket(
            List.of(longer),
            known.market().assembly(),
            known.market().settings(),
            known.market().from(),
            known.market().end());
    Study later = new Study(known.version(), known.bounds(), market, known.sweep());
    assertEquals(examine(known, FASTER, 14), examine(later, FASTER, 14));
  }

  private static Bars crash(Bars before) {
    Bars.Builder builder = Bars.builder(before.symbol(), before.timeframe(), before.provenance());
    long day = before.timeframe().duration().toMillis();
    for (int i = 1; i <= 100; i++) {
      builder.add(before.lastStart().toEpochMilli() + 2 * day * i, 9, 10, 1, 2, 1e6);
    }
    return builder.build();
  }

  /** Raw bars with a split are the same market as the adjusted ones, permuted too. */
  @Test
  void splitsOfRawBarsDoNotTurnUpOnOtherDaysOfThePermutedMarkets() {
    Study smooth = Studies.of(TRENDS, 2);
    Study raw = smooth.on(raw(TRENDS, 700));
    assertEquals(
        criterion(examine(smooth, FASTER, 14), "search-luck"),
        criterion(examine(raw, FASTER, 14), "search-luck"));
  }

  /** The market of these bars before a split of ten for one, which the bars are adjusted for. */
  private static BarsMarket raw(Bars adjusted, int exDay) {
    Bars.Builder builder =
        Bars.builder(adjusted.symbol(), adjusted.timeframe(), adjusted.provenance());
    for (int i = 0; i < adjusted.size(); i++) {
      double factor = i < exDay ? 10 : 1;
      builder.add(
          adjusted.startMillis()[i],
          adjusted.open()[i] * factor,
          adjusted.high()[i] * factor,
          adjusted.low()[i] * factor,
          adjusted.close()[i] * factor,
          adjusted.volume()[i] / factor);
    }
    CorporateActions actions =
        CorporateActions.of(
            List.of(
                new CorporateActions.Split(
                    adjusted.symbol(),
                    adjusted.start(exDay).atZone(Conventions.US_EQUITIES.zone()).toLocalDate(),
                    10)),
            List.of());
    BarsMarket smooth = Studies.of(adjusted, 1).market();
    return new BarsMarket(
        List.of(builder.build()),
        traded ->
            MarketData.of(
                    traded.stream()
                        .map(bars -> CorporateActions.adjustForSplits(bars, actions))
                        .toList(),
                    traded,
                    Conventions.US_EQUITIES)
                .with(actions),
        smooth.settings(),
        smooth.from(),
        smooth.end(),
        Optional.of(new BarsMarket.Undated(List.of(adjusted), smooth.assembly())));
  }

  @Test
  void nothingIsAskedForThatCannotPass() {
    assertTrue(GATE.hopeless(503).orElseThrow().contains("503"));
    assertFalse(GATE.hopeless(504).isPresent());
  }

  @Test
  void itStopsWhenAsked() {
    AtomicInteger asked = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () -> GATE.examine(Studies.of(TRENDS, 1), FASTER, 14, () -> asked.incrementAndGet() > 100));
    assertTrue(asked.get() < 150, "it went on for long: asked " + asked.get() + " times");
  }
}
