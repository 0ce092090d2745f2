package io.bellwether.analyst.session;

import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Markets, studies and sessions to test with. */
public final class SessionSamples {
  private static final Provenance SOURCE = new Provenance("test", PriceBasis.SPLIT);
  private static final LocalDate FIRST = LocalDate.of(2012, 1, 3);

  private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  private SessionSamples() {}

  /** Weekdays from a Tuesday in 2012 on. */
  public static List<LocalDate> dates(int count) {
    List<LocalDate> dates = new ArrayList<>();
    for (LocalDate date = FIRST; dates.size() < count; date = date.plusDays(1)) {
      if (date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY) {
        dates.add(date);
      }
    }
    return dates;
  }

  /** Daily bars whose volatility clusters: calm and wild spells, gaps, volumes that follow. */
  public static Bars market(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars.Builder bars = Bars.builder("TQQQ", Timeframe.DAY, SOURCE);
    double close = 50;
    double volatility = 0.02;
    for (LocalDate date : dates(size)) {
      volatility *= Math.exp(0.25 * random.nextGaussian() - 0.1 * Math.log(volatility / 0.02));
      double open = close * Math.exp(0.3 * volatility * random.nextGaussian());
      close = open * Math.exp(0.0005 + volatility * random.nextGaussian());
      double high = Math.max(open, close) * (1 + 0.4 * volatility * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.4 * volatility * random.nextDouble());
      double volume = Math.rint(1e6 * Math.exp(20 * volatility + 0.2 * random.nextGaussian()));
      bars.add(start(date), open, high, low, close, volume);
    }
    return bars.build();
  }

  /** Daily bars of these closes, which are the opens, highs and lows too. */
  public static Bars flat(String symbol, double volume, double... closes) {
    Bars.Builder bars = Bars.builder(symbol, Timeframe.DAY, SOURCE);
    List<LocalDate> dates = dates(closes.length);
    for (int i = 0; i < closes.length; i++) {
      bars.add(start(dates.get(i)), closes[i], closes[i], closes[i], closes[i], volume);
    }
    return bars.build();
  }

  private static long start(LocalDate date) {
    return date.atStartOfDay(Conventions.US_EQUITIES.zone()).toInstant().toEpochMilli();
  }

  /** The packaged {@code rsi2} without its hedge. */
  public static StrategyVersion version() {
    StrategyVersion packaged =
        StrategyBook.packaged().stream()
            .filter(one -> one.strategy().equals("rsi2"))
            .findFirst()
            .orElseThrow();
    return new StrategyVersion(
        packaged.strategy(),
        packaged.version(),
        packaged.parent(),
        true,
        packaged.account(),
        List.of("TQQQ"),
        Timeframe.DAY,
        packaged.basis(),
        packaged.feeds(),
        packaged.parameters(),
        packaged.author(),
        packaged.createdAt(),
        false);
  }

  /** A study of {@code rsi2} on daily bars, from the date of one of them on. */
  public static Study study(Bars bars, int firstBar) {
    Instant from = firstBar < bars.size() ? bars.start(firstBar) : END;
    return new Study(
        version(),
        new ParameterSpace(List.of()),
        new BarsMarket(
            List.of(bars),
            traded -> MarketData.of(traded, Conventions.US_EQUITIES),
            BacktestSettings.usEquities(100_000),
            from,
            END),
        LocalSweep.on(1));
  }

  /** The sessions of a made-up market. */
  public static List<SessionDocument> sessions(long seed, int size) {
    return SessionBuilder.of(study(market(seed, size), 0), Optional.of(vix(seed, size)));
  }

  /** Closes of a VIX that knows nothing, with every fifth missing. */
  public static Bars vix(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars.Builder bars = Bars.builder("VIX", Timeframe.DAY, SOURCE);
    for (LocalDate date : dates(size)) {
      double close = 10 + 30 * random.nextDouble();
      if (random.nextInt(5) > 0) {
        bars.add(start(date), close, close, close, close, 0);
      }
    }
    return bars.build();
  }
}
