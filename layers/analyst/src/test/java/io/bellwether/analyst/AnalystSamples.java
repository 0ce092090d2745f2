package io.bellwether.analyst;

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
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionPerformance;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A strategy on made-up bars, and what is told of it, to test analysts with. */
public final class AnalystSamples {
  private static final StrategyCatalog CATALOG = StrategyCatalog.standard();

  private AnalystSamples() {}

  /** The packaged {@code rsi2} with its defaults, on one symbol. */
  public static StrategyVersion version() {
    StrategyVersion packaged =
        StrategyBook.packaged().stream()
            .filter(one -> one.strategy().equals("rsi2"))
            .findFirst()
            .orElseThrow();
    return new StrategyVersion(
        "rsi2",
        1,
        Optional.empty(),
        true,
        packaged.account(),
        List.of("UP"),
        Timeframe.DAY,
        PriceBasis.SPLIT,
        packaged.feeds(),
        CATALOG.defaults("rsi2", Timeframe.DAY),
        "person",
        Instant.parse("2026-01-05T00:00:00Z"),
        false);
  }

  /** Wide bounds of that. */
  public static ParameterSpace bounds() {
    return AnalystBounds.of(
        "rsi2",
        Timeframe.DAY,
        version().parameters(),
        Optional.of(
            """
            rsi2.rsi-period=2..4; rsi2.entry-rsi=10..40:5; rsi2.exit-rsi=60..90:5
            rsi2.stop-loss=0.03..0.12:0.01
            rsi2.hedge-entry-rsi=85..95:5; rsi2.hedge-exit-rsi=50..70:5
            """));
  }

  /** That version on these bars. */
  public static Study study(Bars bars) {
    return new Study(
        version(),
        bounds(),
        new BarsMarket(
            List.of(bars),
            traded -> MarketData.of(traded, Conventions.US_EQUITIES),
            BacktestSettings.usEquities(10_000_000),
            bars.start(0),
            bars.lastStart().plusMillis(1)),
        LocalSweep.on(1));
  }

  /** That version on 500 days of a walk. */
  public static Study study() {
    return study(walk(7, 500));
  }

  /** Days of a walk without any foresight in it, 1 % a day. */
  public static Bars walk(long seed, int days) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars.Builder bars = Bars.builder("UP", Timeframe.DAY, new Provenance("test", PriceBasis.SPLIT));
    long start = Instant.parse("2015-01-05T05:00:00Z").toEpochMilli();
    double close = 73_841.37;
    for (int day = 0; day < days; day++) {
      double open = close * (1 + 0.001 * random.nextGaussian());
      close = open * Math.exp(0.01 * random.nextGaussian());
      bars.add(
          start + day * Timeframe.DAY.duration().toMillis(),
          open,
          Math.max(open, close) * 1.001,
          Math.min(open, close) * 0.999,
          close,
          1000);
    }
    return bars.build();
  }

  /** What is told of a study, with these headlines and notes. */
  public static Dossier dossier(Study study, List<String> news, List<String> events) {
    return new Dossier(
        "rsi2",
        CATALOG.definition("rsi2").description(),
        CATALOG.parameters("rsi2", Timeframe.DAY),
        study.version().parameters(),
        study.bounds(),
        metrics(),
        session(LocalDate.of(2026, 11, 20), events),
        List.of(
            new Recollection(
                session(LocalDate.of(2018, 2, 5), List.of("entry", "stop")),
                0.87,
                Optional.of(0.012),
                Optional.empty())),
        List.of(earlier(events.isEmpty() ? "Weakness came back sooner." : events.getFirst())),
        news);
  }

  /** What is told of the sample study, without news. */
  public static Dossier dossier() {
    return dossier(study(), List.of(), List.of("entry"));
  }

  private static TrialMetrics metrics() {
    return new TrialMetrics(
        18_377.21, 0.837721, 0.0712, 0.83, 1.21, 0.44, -0.1618, 181, 0.62, 1.43, 0.31, 14.2, 412.5,
        0, 0);
  }

  private static SessionDocument session(LocalDate date, List<String> events) {
    return new SessionDocument(
        "rsi2",
        date,
        SessionDocument.Origin.BACKTEST,
        1,
        Map.of("entry-rsi", "25", "exit-rsi", "75"),
        new MarketCondition(
            MarketCondition.Trend.BULL,
            MarketCondition.Volatility.HIGH,
            0.91,
            24.4,
            0.034,
            Optional.of(1.31),
            -0.011,
            -0.027,
            Optional.of(31.4)),
        new SessionPerformance(
            -0.013, 0.412, -0.081, Optional.of(0.77), Optional.of(0.61), 143, 1, true),
        events);
  }

  private static ProposalRecord earlier(String reasoning) {
    return new ProposalRecord(
        1,
        new Proposal(Map.of("entry-rsi", "20"), reasoning, "fewer, better entries", 0.6, 1),
        ProposalRecord.Standing.WAITING,
        Optional.of(
            new GateResult(
                14,
                List.of(
                    new Criterion(
                        "deflated-sharpe", "Deflated Sharpe", false, "0.41", "0.95", "luck"),
                    new Criterion(
                        "one-a-month",
                        "One activation a month",
                        true,
                        "last on 2026-09-14",
                        "before 2026-10-20",
                        "patience")))),
        Optional.of(2),
        "the deflated Sharpe ratio is too low");
  }
}
