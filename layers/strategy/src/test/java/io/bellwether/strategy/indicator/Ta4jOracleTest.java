package io.bellwether.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.TestBars;
import io.bellwether.strategy.ta4j.Ta4jSeries;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.TRIndicator;
import org.ta4j.core.indicators.helpers.TypicalPriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.Num;

/**
 * ta4j as the oracle, to 1e-9. Its conventions differ in three places: its EMA and Wilder averages
 * begin with a single value instead of a mean, so they are compared once the beginning has faded
 * below 1e-12; RSI of a flat market is 0 there and 50 here; Williams %R without a range is
 * undefined there and -50 here. Those beginnings and edges are checked by hand in {@link
 * HandComputedTest} and by the plain formulas below.
 */
class Ta4jOracleTest {
  /**
   * An RSI is a ratio: while the market stands still its averages fade alike and its beginning does
   * not. More bars than the random series stand still in a row.
   */
  private static final int STILL = 100;

  /**
   * A column, ta4j's version of it, and how many bars the two may take to agree.
   *
   * @param ours the column
   * @param theirs ta4j's version
   * @param from the first bar compared
   */
  record Pair(Indicator ours, Function<BarSeries, org.ta4j.core.Indicator<Num>> theirs, int from) {
    @Override
    public String toString() {
      return ours.toString();
    }
  }

  /** Bars after which a weight of 1 has faded below 1e-12 with a smoothing of alpha. */
  private static int faded(double alpha) {
    return (int) Math.ceil(Math.log(1e-12) / Math.log(1 - alpha));
  }

  static List<Pair> pairs() {
    return List.of(
        new Pair(Source.TYPICAL, TypicalPriceIndicator::new, 0),
        new Pair(new Sma(20), s -> new SMAIndicator(close(s), 20), 19),
        new Pair(new Sma(200), s -> new SMAIndicator(close(s), 200), 199),
        new Pair(new Ema(10), s -> new EMAIndicator(close(s), 10), 20 + faded(2.0 / 11)),
        new Pair(new Ema(20), s -> new EMAIndicator(close(s), 20), 40 + faded(2.0 / 21)),
        new Pair(new Rsi(2), s -> new RSIIndicator(close(s), 2), STILL + faded(1.0 / 2)),
        new Pair(new Rsi(14), s -> new RSIIndicator(close(s), 14), STILL + faded(1.0 / 14)),
        new Pair(new TrueRange(), TRIndicator::new, 1),
        new Pair(new Atr(14), s -> new ATRIndicator(s, 14), 28 + faded(1.0 / 14)),
        new Pair(
            new Highest(Source.HIGH, 10),
            s -> new HighestValueIndicator(new HighPriceIndicator(s), 10),
            9),
        new Pair(
            new Lowest(Source.LOW, 10),
            s -> new LowestValueIndicator(new LowPriceIndicator(s), 10),
            9),
        new Pair(new WilliamsR(10), s -> new WilliamsRIndicator(s, 10), 9),
        new Pair(new StandardDeviation(20), s -> new StandardDeviationIndicator(close(s), 20), 19),
        new Pair(BollingerBand.middle(20), s -> middle(s), 19),
        new Pair(
            BollingerBand.lower(20, 2),
            s -> new BollingerBandsLowerIndicator(middle(s), deviation(s)),
            19),
        new Pair(
            BollingerBand.upper(20, 2),
            s -> new BollingerBandsUpperIndicator(middle(s), deviation(s)),
            19),
        new Pair(new RollingVwap(20), s -> new VWAPIndicator(s, 20), 19));
  }

  private static ClosePriceIndicator close(BarSeries series) {
    return new ClosePriceIndicator(series);
  }

  private static BollingerBandsMiddleIndicator middle(BarSeries series) {
    return new BollingerBandsMiddleIndicator(new SMAIndicator(close(series), 20));
  }

  private static StandardDeviationIndicator deviation(BarSeries series) {
    return new StandardDeviationIndicator(close(series), 20);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void agreesOnDailyBars(Pair pair) {
    assertAgree(pair, RealData.bars("TQQQ_1d_split.csv", "TQQQ"), "TQQQ daily");
    assertAgree(pair, RealData.bars("QQQ_1d_raw.csv", "QQQ"), "QQQ daily");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void agreesOnFiveMinuteBars(Pair pair) {
    Bars bars = RealData.bars("QQQ_5m_raw.csv.gz", "QQQ");
    assertAgree(pair, bars.prefix(8_000), "QQQ five minutes");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void agreesOnRandomBars(Pair pair) {
    for (long seed = 1; seed <= 10; seed++) {
      assertAgree(pair, TestBars.random(seed, 2_000, Timeframe.HOUR), "seed " + seed);
    }
  }

  private static void assertAgree(Pair pair, Bars bars, String source) {
    double[] ours = new Columns(bars).get(pair.ours);
    org.ta4j.core.Indicator<Num> theirs = pair.theirs.apply(Ta4jSeries.of(bars));
    int compared = 0;
    for (int i = 0; i < bars.size(); i++) {
      double expected = theirs.getValue(i).doubleValue();
      if (i < pair.from || !conventionsCoincide(pair.ours, bars, i)) {
        continue;
      }
      // Relative to the price, where a difference of prices is what is measured.
      double scale = Math.max(Math.abs(expected), bars.close()[i]);
      int bar = i;
      assertEquals(expected, ours[i], 1e-9 * scale, () -> pair + " at bar " + bar + ", " + source);
      compared++;
    }
    assertTrue(compared > bars.size() / 2, () -> pair + " was hardly compared, " + source);
  }

  /** RSI and Williams %R differ in flat markets; so does VWAP without volume. */
  private static boolean conventionsCoincide(Indicator indicator, Bars bars, int i) {
    return switch (indicator) {
      case Rsi rsi -> !flat(bars, i, 30);
      case WilliamsR williams -> !flat(bars, i, williams.period());
      default -> true;
    };
  }

  private static boolean flat(Bars bars, int last, int count) {
    for (int i = last - count + 1; i <= last; i++) {
      if (bars.high()[i] != bars.low()[last] || bars.low()[i] != bars.low()[last]) {
        return false;
      }
    }
    return true;
  }

  /** Our beginnings, by the formulas of the definition and nothing else. */
  @Test
  void beginningsFollowTheDefinition() {
    Bars bars = RealData.bars("TQQQ_1d_split.csv", "TQQQ");
    double[] ema = new Columns(bars).get(new Ema(10));
    double[] rsi = new Columns(bars).get(new Rsi(14));
    double[] atr = new Columns(bars).get(new Atr(14));
    for (int t = 14; t < 400; t++) {
      assertEquals(ema(bars, 10, t), ema[t], 1e-12 * ema[t]);
      assertEquals(rsi(bars, 14, t), rsi[t], 1e-10);
      assertEquals(atr(bars, 14, t), atr[t], 1e-12 * atr[t]);
    }
  }

  private static double ema(Bars bars, int n, int t) {
    if (t == n - 1) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += bars.close()[i];
      }
      return sum / n;
    }
    double alpha = 2.0 / (n + 1);
    return alpha * bars.close()[t] + (1 - alpha) * ema(bars, n, t - 1);
  }

  private static double rsi(Bars bars, int n, int t) {
    double gain = wilder(n, t, i -> Math.max(0, bars.close()[i] - bars.close()[i - 1]));
    double loss = wilder(n, t, i -> Math.max(0, bars.close()[i - 1] - bars.close()[i]));
    return 100 * gain / (gain + loss);
  }

  private static double atr(Bars bars, int n, int t) {
    return wilder(
        n,
        t,
        i -> {
          double top = Math.max(bars.high()[i], bars.close()[i - 1]);
          return top - Math.min(bars.low()[i], bars.close()[i - 1]);
        });
  }

  private static double wilder(int n, int t, IntToDoubleFunction value) {
    if (t == n) {
      double sum = 0;
      for (int i = 1; i <= n; i++) {
        sum += value.applyAsDouble(i);
      }
      return sum / n;
    }
    return (wilder(n, t - 1, value) * (n - 1) + value.applyAsDouble(t)) / n;
  }
}
