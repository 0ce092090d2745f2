package io.bellwether.analyst.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.MarketCondition.Trend;
import io.bellwether.trading.analysis.MarketCondition.Volatility;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import io.bellwether.trading.analysis.SessionPerformance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Documents hold what a backtest did and what was known at each close, and nothing later. */
class SessionBuilderTest {
  SessionBuilderTest() {}

  @Test
  void whatComesLaterChangesNoDocument() {
    for (long seed = 1; seed <= 12; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Bars bars = SessionSamples.market(seed, 420);
      Bars vix = SessionSamples.vix(seed, 420);
      int first = random.nextInt(40);
      List<SessionDocument> all = of(bars, first, vix);
      for (int cut = 0; cut < 4; cut++) {
        int known = first + 1 + random.nextInt(bars.size() - first - 1);
        assertEquals(
            all.subList(0, known - first),
            of(bars.prefix(known), first, vix),
            "seed " + seed + ", bars " + known);
      }
    }
  }

  @Test
  void whatComesLaterChangesNoDocumentOfRealBars() {
    Bars bars = RealData.bars("TQQQ_1d_split.csv", "TQQQ");
    Bars vix = RealData.bars("VIX_1d.csv", "VIX");
    List<SessionDocument> all = of(bars, 0, vix);
    for (int known : new int[] {1, 21, 500, 2_222}) {
      assertEquals(all.subList(0, known), of(bars.prefix(known), 0, vix));
    }
  }

  private static List<SessionDocument> of(Bars bars, int first, Bars vix) {
    return SessionBuilder.of(SessionSamples.study(bars, first), Optional.of(vix));
  }

  @Test
  void theLastDocumentHasTheMetricsOfTheRun() {
    for (long seed = 1; seed <= 5; seed++) {
      Study study = SessionSamples.study(SessionSamples.market(seed, 900), 30);
      List<SessionDocument> sessions = SessionBuilder.of(study, Optional.empty());
      TrialMetrics metrics = TrialMetrics.of(study.run(Map.of()));
      SessionPerformance last = sessions.getLast().performance();
      assertEquals(870, sessions.size());
      assertEquals(metrics.totalReturn(), last.totalReturn(), 1e-12);
      assertEquals(metrics.sharpe(), last.sharpe().orElseThrow());
      assertEquals(metrics.trades(), last.trades());
      assertEquals(metrics.winRate(), last.winRate().orElseThrow());
      assertEquals(
          metrics.maxDrawdown(),
          performances(sessions).mapToDouble(SessionPerformance::drawdown).min().orElseThrow(),
          1e-12);
      assertEquals(
          metrics.trades(), performances(sessions).mapToInt(SessionPerformance::tradesToday).sum());
      assertEquals(
          metrics.exposure() * sessions.size(),
          performances(sessions).filter(SessionPerformance::exposed).count(),
          1e-9);
      double growth =
          performances(sessions)
              .mapToDouble(session -> 1 + session.profit())
              .reduce(1, (left, right) -> left * right);
      assertEquals(1 + metrics.totalReturn(), growth, 1e-9);
      assertTrue(last.trades() > 20, "a test of a run without trades shows nothing");
    }
  }

  private static java.util.stream.Stream<SessionPerformance> performances(
      List<SessionDocument> sessions) {
    return sessions.stream().map(SessionDocument::performance);
  }

  @Test
  void aDocumentSaysWhatIsWhat() {
    List<SessionDocument> sessions = SessionSamples.sessions(3, 300);
    SessionDocument session = sessions.get(250);
    assertEquals("rsi2", session.strategy());
    assertEquals(SessionSamples.dates(300).get(250), session.date());
    assertEquals(Origin.BACKTEST, session.origin());
    assertEquals(SessionSamples.version().parameters(), session.parameters());
    long entries = sessions.stream().filter(one -> one.events().contains("entry")).count();
    long exits =
        sessions.stream()
            .filter(one -> one.events().contains("exit") || one.events().contains("stop"))
            .count();
    assertTrue(entries > 10 && Math.abs(entries - exits) <= 2, entries + " and " + exits);
    for (SessionDocument one : sessions) {
      assertFalse(one.events().contains("entry") && !one.performance().exposed());
      assertTrue(one.events().stream().noneMatch(event -> event.matches(".*[0-9].*")));
    }
  }

  /** The condition worked out by hand on the series 100, 110, 99, ... */
  @Test
  void conditionsAreWhatTheyAreDefinedAs() {
    double[] closes = new double[260];
    for (int i = 0; i < closes.length; i++) {
      closes[i] = i % 2 == 0 ? 100 : 110;
    }
    closes[259] = 55;
    List<SessionDocument> sessions =
        SessionBuilder.of(
            SessionSamples.study(SessionSamples.flat("TQQQ", 10, closes), 0), Optional.empty());
    MarketCondition before = sessions.get(258).condition();
    assertEquals(Trend.BEAR, before.trend(), "100 is below the mean of 105");
    assertEquals(Trend.BULL, sessions.get(257).condition().trend());
    assertEquals(Volatility.LOW, before.volatility());
    assertEquals(0.5, before.volatilityPercentile(), 0.15);
    assertEquals(0.1, before.atrFraction(), 1e-9, "10 over 100");
    assertEquals(1, before.volumeRatio().orElseThrow());
    assertEquals(100.0 / 110 - 1, before.change());
    MarketCondition last = sessions.get(259).condition();
    assertEquals(Trend.BEAR, last.trend());
    assertEquals(Volatility.HIGH, last.volatility());
    assertEquals(1, last.volatilityPercentile(), "nothing in the past was as wild");
    assertEquals(55.0 / 100 - 1, last.gap());
    assertTrue(last.rsi() < before.rsi());
    assertEquals(Optional.empty(), last.vix());
  }

  @Test
  void theVixIsThatOfTheDate() {
    List<SessionDocument> sessions = SessionSamples.sessions(1, 60);
    Bars vix = SessionSamples.vix(1, 60);
    int known = 0;
    for (SessionDocument session : sessions) {
      int bar =
          vix.indexOf(session.date().atStartOfDay(Conventions.US_EQUITIES.zone()).toInstant());
      assertEquals(bar >= 0, session.condition().vix().isPresent());
      if (bar >= 0) {
        assertEquals(vix.close()[bar], session.condition().vix().orElseThrow());
        known++;
      }
    }
    assertTrue(known > 30 && known < 60);
  }

  /** Whatever the bars are like, every figure is a finite number. */
  @Test
  void hostileBarsLeaveNoFigureUndefined() {
    Bars normal = SessionSamples.market(9, 80);
    double[] holes = Arrays.copyOf(normal.close(), 80);
    holes[30] = Double.NaN;
    holes[31] = Double.NaN;
    double[] oneVix = {20, Double.NaN, -1, 0, Double.POSITIVE_INFINITY, 30};
    List<Bars> hostile =
        List.of(
            SessionSamples.flat("TQQQ", 0, 7),
            SessionSamples.flat("TQQQ", 0, DoubleStream.generate(() -> 5).limit(70).toArray()),
            SessionSamples.flat("TQQQ", Double.NaN, Arrays.copyOf(normal.close(), 80)),
            SessionSamples.flat("TQQQ", 1, holes));
    for (Bars bars : hostile) {
      List<SessionDocument> sessions =
          SessionBuilder.of(
              SessionSamples.study(bars, 0), Optional.of(SessionSamples.flat("VIX", 0, oneVix)));
      assertEquals(bars.size(), sessions.size());
      for (SessionDocument session : sessions) {
        MarketCondition condition = session.condition();
        DoubleStream figures =
            DoubleStream.of(
                condition.volatilityPercentile(),
                condition.rsi(),
                condition.atrFraction(),
                condition.gap(),
                condition.change(),
                condition.volumeRatio().orElse(1.0),
                condition.vix().orElse(1.0));
        assertTrue(figures.allMatch(Double::isFinite), session::toString);
      }
    }
    assertEquals(
        0,
        SessionBuilder.of(SessionSamples.study(normal, 80), Optional.empty()).size(),
        "no session is decided on");
  }

  @Test
  void intradayBarsMakeTheConditionsOfTheirDays() {
    Bars daily = SessionSamples.market(4, 120);
    Bars.Builder halves =
        Bars.builder("TQQQ", Timeframe.HOUR, new Provenance("test", daily.provenance().basis()));
    for (int i = 0; i < daily.size(); i++) {
      long open = daily.startMillis()[i] + 34_200_000;
      double middle = (daily.high()[i] + daily.low()[i]) / 2;
      double volume = daily.volume()[i];
      halves.add(open, daily.open()[i], daily.high()[i], middle(daily, i), middle, volume / 4);
      halves.add(
          open + 3_600_000, middle, middle, daily.low()[i], daily.close()[i], volume - volume / 4);
    }
    DailyBars days = DailyBars.of(MarketData.of(List.of(halves.build()), Conventions.US_EQUITIES));
    DailyBars whole = DailyBars.of(MarketData.of(List.of(daily), Conventions.US_EQUITIES));
    assertEquals(whole.dates(), days.dates());
    for (int t = 0; t < 120; t++) {
      assertEquals(
          new Conditions(whole, Map.of()).at(t), new Conditions(days, Map.of()).at(t), "day " + t);
    }
  }

  private static double middle(Bars daily, int i) {
    return Math.min(daily.open()[i], (daily.high()[i] + daily.low()[i]) / 2);
  }

  @Test
  void documentsAreReadAsTheyWereWritten() {
    for (SessionDocument session : SessionSamples.sessions(2, 60)) {
      assertEquals(session, SessionJson.read(SessionJson.write(session)));
    }
  }
}
