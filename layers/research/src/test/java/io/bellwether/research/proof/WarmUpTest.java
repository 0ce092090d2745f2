package io.bellwether.research.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.indicator.Ema;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.strategy.indicator.Sma;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static WarmUp measure(Strategy strategy, int size) {
    ProofSeries series =
        RandomSeries.of(
            RandomShape.RANDOM_WALK, strategy.symbols(), strategy.timeframe(), size, 11);
    return WarmUp.measure(strategy, series).orElseThrow();
  }

  private static WarmUp.Memory memory(WarmUp warmUp, Indicator indicator) {
    return warmUp.columns().stream()
        .filter(memory -> memory.column().equals(indicator + " of TEST"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anAverageOfAWindowRemembersItsWindowAndNoMore() {
    WarmUp warmUp = measure(OneLeg.above(19, new Sma(20)), 4_000);

    assertEquals(OptionalInt.of(20), memory(warmUp, new Sma(20)).toLastBit());
    assertEquals(OptionalInt.of(20), warmUp.decisions());
    assertEquals(OptionalInt.of(20), warmUp.recommended());
    assertEquals(300, warmUp.live());
    assertEquals(WarmUp.Verdict.SAME, warmUp.verdict());
  }

  /** What is left of the seed after k bars is (1 - alpha)^k of what was wrong with it. */
  @Test
  void anExponentialAverageForgetsByItsFactor() {
    Ema ema = new Ema(20);
    WarmUp.Memory memory = memory(measure(OneLeg.above(19, ema), 6_000), ema);

    double perBar = -Math.log(1 - 2.0 / 21);
    int small = memory.toSmall().orElseThrow();
    int bits = memory.toLastBit().orElseThrow();
    // The seed is wrong by some percent; 16 to 36 more binary digits go at the same rate.
    assertEquals(20 + Math.log(0.02 / WarmUp.SMALL) / perBar, small, 20);
    assertEquals(Math.log(WarmUp.SMALL / WarmUp.LAST_BIT) / perBar, bits - small, 30);
    assertEquals(20, memory.differences().getFirst().history());
    assertTrue(memory.differences().getFirst().relative() > 1e-3);
  }

  @Test
  void liveHistoryThatIsTooShortIsSaid() {
    // It says that it needs 20 bars, and so live fetches 300; it needs a few thousand.
    WarmUp warmUp = measure(OneLeg.above(19, new Ema(400)), 8_000);

    assertEquals(300, warmUp.live());
    assertEquals(WarmUp.Verdict.TOO_SHORT, warmUp.verdict());
  }

  @Test
  void tooFewBarsTellNothing() {
    Strategy strategy = OneLeg.above(30, new Sma(30));
    ProofSeries series =
        RandomSeries.of(RandomShape.GAPS, strategy.symbols(), strategy.timeframe(), 50, 11);

    assertEquals(Optional.empty(), WarmUp.measure(strategy, series));
  }
}
