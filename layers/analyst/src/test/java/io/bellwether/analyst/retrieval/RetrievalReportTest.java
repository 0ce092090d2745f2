package io.bellwether.analyst.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.retrieval.RetrievalReport.Settings;
import io.bellwether.analyst.retrieval.RetrievalReport.Target;
import io.bellwether.analyst.session.SessionSamples;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.SessionDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The report sees what there is to be seen, and does not see what is not there. */
class RetrievalReportTest {
  private static final TradingCalendar NYSE = new NyseCalendar();

  private static final Settings SETTINGS = new Settings(10, 200, 5, 200, 1);

  RetrievalReportTest() {}

  @Test
  void nothingIsSeenInAWalk() {
    int seen = 0;
    int all = 0;
    for (long seed = 1; seed <= 3; seed++) {
      RetrievalReport report =
          RetrievalReport.of(SessionSamples.sessions(seed, 500), SETTINGS, NYSE).orElseThrow();
      for (Skill skill : report.skills()) {
        seen += skill.saysMore() ? 1 : 0;
        all++;
      }
    }
    assertEquals(36, all);
    assertTrue(seen <= 3, seen + " of " + all + " say more of what cannot be foreseen");
  }

  /** A market whose next day follows today's RSI is foreseen by its neighbours. */
  @Test
  void whatFollowsFromTheConditionIsSeen() {
    List<SessionDocument> sessions = planted(SessionSamples.sessions(3, 700), 5);
    RetrievalReport report = RetrievalReport.of(sessions, SETTINGS, NYSE).orElseThrow();
    for (Skill skill : report.skills()) {
      if (skill.target() == Target.MARKET && skill.horizon() == 1) {
        assertTrue(skill.saysMore(), skill::toString);
        assertTrue(skill.correlation().low() > 0.2, skill::toString);
        assertTrue(skill.errorToMean().high() < 1, skill::toString);
        assertTrue(skill.hitRate().low() > skill.meanHitRate(), skill::toString);
      }
    }
    assertEquals(
        495, report.forecasts(), "all sessions but the start-up and those whose week is not over");
    assertEquals(sessions.get(200).date(), report.first());
    assertEquals(sessions.get(694).date(), report.last());
  }

  private static List<SessionDocument> planted(List<SessionDocument> sessions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SessionDocument> planted = new ArrayList<>();
    double rsi = 50;
    for (SessionDocument session : sessions) {
      MarketCondition was = session.condition();
      double change = 0.0004 * (50 - rsi) + 0.01 * random.nextGaussian();
      rsi = 100 * random.nextDouble();
      MarketCondition condition =
          new MarketCondition(
              was.trend(),
              was.volatility(),
              was.volatilityPercentile(),
              rsi,
              was.atrFraction(),
              was.volumeRatio(),
              0,
              change,
              Optional.empty());
      planted.add(
          new SessionDocument(
              session.strategy(),
              session.date(),
              session.origin(),
              session.version(),
              session.parameters(),
              condition,
              session.performance(),
              List.of()));
    }
    return planted;
  }

  /** Neither is a week with a gap forecast, nor does a gap say what followed. */
  @Test
  void whatLiesBehindAGapIsNoOutcome() {
    List<SessionDocument> sessions = new ArrayList<>(SessionSamples.sessions(3, 600));
    sessions.subList(300, 320).clear();
    boolean[] followed = new SessionSequence(NYSE).followed(sessions, 5);
    for (int t = 0; t < sessions.size(); t++) {
      assertEquals(t < 295 || (t >= 300 && t < 575), followed[t], "session " + t);
      assertEquals(
          followed[t],
          Double.isFinite(Outcomes.of(sessions, followed, Target.MARKET, 1).values()[t]));
    }
    RetrievalReport report = RetrievalReport.of(sessions, SETTINGS, NYSE).orElseThrow();
    assertEquals(370, report.forecasts(), "two weeks are not known");
    for (Skill skill : report.skills()) {
      assertTrue(Double.isFinite(skill.errorToMean().value()), skill::toString);
    }
  }

  @Test
  void theSameSeedGivesTheSameReport() {
    List<SessionDocument> sessions = SessionSamples.sessions(2, 330);
    RetrievalReport report = RetrievalReport.of(sessions, SETTINGS, NYSE).orElseThrow();
    assertEquals(report, RetrievalReport.of(sessions, SETTINGS, NYSE).orElseThrow());
    Settings other = new Settings(10, 200, 5, 200, 2);
    assertNotEquals(
        report.skills(), RetrievalReport.of(sessions, other, NYSE).orElseThrow().skills());
  }

  @Test
  void tooFewSessionsMakeNoReport() {
    assertFalse(RetrievalReport.of(SessionSamples.sessions(2, 300), SETTINGS, NYSE).isPresent());
  }
}
