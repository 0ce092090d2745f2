package io.bellwether.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.gate.Gate;
import io.bellwether.market.Timeframe;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.parameter.InvalidParametersException;
import io.bellwether.trading.analysis.Proposal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalBoundsTest {
  private static final Study STUDY = AnalystSamples.study();

  private static Optional<String> refusal(Map<String, String> changes) {
    return ProposalBounds.refusal(STUDY, new Proposal(changes, "r", "e", 1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "entry-rsi, 99, entry-rsi may not be '99'",
    "entry-rsi, 27, allowed: 10",
    "entry-rsi, 25.0, may not be",
    "entry-rsi, '', may not be",
    "stop-loss, 0, may not be",
    "weight, 1, weight may not be changed",
    "activate, true, no parameter 'activate'",
    "Entry-RSI, 25, no parameter",
    "entry-rsi, 30, values in force"
  })
  void whatIsNotAllowedIsRefusedAndSaid(String name, String value, String why) {
    String refusal = refusal(Map.of(name, value)).orElseThrow();
    assertTrue(refusal.contains(why), refusal);
  }

  @Test
  void anAllowedChangeIsNot() {
    assertEquals(Optional.empty(), refusal(Map.of("entry-rsi", "25")));
    assertEquals(Optional.empty(), refusal(Map.of("entry-rsi", "25", "exit-rsi", "75")));
  }

  @Test
  void noChangeAndTooManyAreRefused() {
    assertTrue(refusal(Map.of()).isPresent());
    assertTrue(
        refusal(
                Map.of(
                    "rsi-period", "3",
                    "entry-rsi", "25",
                    "exit-rsi", "80",
                    "stop-loss", "0.06",
                    "hedge-exit-rsi", "65"))
            .orElseThrow()
            .contains("at most 4"));
  }

  @Test
  void aFloodOfWordsIsRefused() {
    Proposal flood = new Proposal(Map.of("entry-rsi", "25"), "x".repeat(2_001), "e", 0.5, 1);
    assertTrue(ProposalBounds.refusal(STUDY, flood).isPresent());
  }

  /** Bounds that allow what the strategy refuses do not make it possible. */
  @Test
  void whatTheStrategyRefusesIsRefused() {
    Study ema = study("ema-crossover.fast=6..30:2;ema-crossover.slow=10..60:2");
    Optional<String> refusal =
        ProposalBounds.refusal(ema, new Proposal(Map.of("fast", "30"), "r", "e", 1, 1));
    assertTrue(refusal.orElseThrow().contains("the strategy refuses it: fast must be less"));
  }

  private static Study study(String bounds) {
    Map<String, String> parameters =
        StrategyCatalog.standard().defaults("ema-crossover", Timeframe.HOUR);
    ParameterSpace space =
        AnalystBounds.of("ema-crossover", Timeframe.HOUR, parameters, Optional.of(bounds));
    var version = STUDY.version();
    var ema =
        new io.bellwether.trading.config.StrategyVersion(
            "ema-crossover",
            1,
            Optional.empty(),
            true,
            version.account(),
            List.of("UP"),
            Timeframe.HOUR,
            version.basis(),
            version.feeds(),
            parameters,
            "person",
            version.createdAt(),
            false);
    return new Study(ema, space, STUDY.market(), STUDY.sweep());
  }

  /** Of random changes exactly those on the grid that differ from what is in force pass. */
  @Test
  void theGridIsTheBound() {
    long seed = 3;
    SplittableRandom random = new SplittableRandom(seed);
    List<String> names = List.of("entry-rsi", "exit-rsi", "rsi-period", "weight", "nonsense");
    for (int i = 0; i < 2_000; i++) {
      Map<String, String> changes = new TreeMap<>();
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        changes.put(names.get(random.nextInt(names.size())), "" + random.nextInt(1, 100));
      }
      boolean onGrid =
          changes.entrySet().stream()
              .allMatch(
                  change ->
                      STUDY.bounds().axes().stream()
                          .anyMatch(
                              axis ->
                                  axis.name().equals(change.getKey())
                                      && axis.values().contains(change.getValue())));
      boolean differs =
          changes.entrySet().stream()
              .anyMatch(
                  change ->
                      !change.getValue().equals(STUDY.version().parameters().get(change.getKey())));
      assertEquals(onGrid && differs, refusal(changes).isEmpty(), "seed " + seed + ": " + changes);
    }
  }

  @Test
  void everyBuiltInStrategyHasBoundsThatHoldItsDefaults() {
    for (String strategy : StrategyCatalog.standard().names()) {
      Timeframe timeframe = StrategyCatalog.standard().definition(strategy).defaultTimeframe();
      Map<String, String> defaults = StrategyCatalog.standard().defaults(strategy, timeframe);
      ParameterSpace space = AnalystBounds.of(strategy, timeframe, defaults, Optional.empty());
      assertEquals(space.values(space.index(defaults)).size(), space.axes().size(), strategy);
      // Of more the gate runs a sample, and fewer good proposals pass.
      assertTrue(space.size() <= Gate.MOST_SETS, () -> space.size() + " sets of " + strategy);
      assertTrue(
          space.axes().stream()
              .noneMatch(
                  axis -> List.of("weight", "risk", "margin", "leverage").contains(axis.name())),
          strategy);
    }
  }

  @Test
  void theValueInForceIsAddedToItsAxisAsItIsWritten() {
    ParameterSpace space =
        AnalystBounds.of(
            "rsi2",
            Timeframe.DAY,
            Map.of("entry-rsi", "27", "exit-rsi", "75.0"),
            Optional.of("rsi2.entry-rsi=20,30; rsi2.exit-rsi=70..80:5 # a remark; no entry"));
    assertEquals(List.of("20", "27", "30"), space.axes().getFirst().values());
    assertEquals(List.of("70", "75.0", "80"), space.axes().getLast().values());
    assertEquals(2, space.axes().size());
  }

  @Test
  void allMistakesAreToldAtOnce() {
    InvalidParametersException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            InvalidParametersException.class,
            () ->
                AnalystBounds.of(
                    "rsi2",
                    Timeframe.DAY,
                    Map.of(),
                    Optional.of("rsi3.x=1\nentry-rsi=1\nrsi2.entry-rso=1;rsi2.exit-rsi=900")));
    assertEquals(4, e.problems().size(), e::getMessage);
  }

  @Test
  void aConfigurationOfAnotherStrategyLeavesThisOneAsPackaged() {
    assertEquals(
        AnalystBounds.of("rsi2", Timeframe.DAY, Map.of(), Optional.empty()).size(),
        AnalystBounds.of("rsi2", Timeframe.DAY, Map.of(), Optional.of("ema-crossover.fast=5..10"))
            .size());
  }
}
