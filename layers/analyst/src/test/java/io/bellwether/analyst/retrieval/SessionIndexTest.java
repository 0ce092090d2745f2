package io.bellwether.analyst.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.Recollection;
import io.bellwether.analyst.session.SessionBuilder;
import io.bellwether.analyst.session.SessionSamples;
import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is found is like what was asked about, and was known then. */
class SessionIndexTest {
  private static final TradingCalendar NYSE = new NyseCalendar();

  SessionIndexTest() {}

  @Test
  void similarityIsTheCosineOfTheTextbook() {
    List<SessionDocument> sessions = SessionSamples.sessions(1, 120);
    SessionIndex index = SessionIndex.of(sessions, NYSE);
    for (int asked : new int[] {1, 2, 40, 80, 119}) {
      List<SessionDocument> past = sessions.subList(0, asked);
      Matches matches = index.matches(sessions.get(asked), Integer.MAX_VALUE);
      assertEquals(asked, matches.all().size());
      for (int i = 0; i < asked; i++) {
        assertEquals(
            SlowReference.cosine(sessions.get(asked), past.get(i), past),
            matches.all().get(i).similarity(),
            1e-12);
      }
    }
  }

  @Test
  void laterSessionsChangeNoAnswer() {
    for (long seed = 1; seed <= 6; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      requirePrefixRule(SessionSamples.sessions(seed, 400), random, "seed " + seed);
    }
  }

  @Test
  void laterSessionsChangeNoAnswerOnRealBars() {
    Bars bars = RealData.bars("TQQQ_1d_split.csv", "TQQQ");
    List<SessionDocument> sessions =
        SessionBuilder.of(
            SessionSamples.study(bars, 0), Optional.of(RealData.bars("VIX_1d.csv", "VIX")));
    requirePrefixRule(sessions, new SplittableRandom(7), "real bars");
  }

  private static void requirePrefixRule(
      List<SessionDocument> sessions, SplittableRandom random, String message) {
    SessionIndex whole = SessionIndex.of(sessions, NYSE);
    for (int i = 0; i < 12; i++) {
      int asked = random.nextInt(sessions.size());
      SessionIndex past = SessionIndex.of(sessions.subList(0, asked), NYSE);
      assertEquals(
          past.find(sessions.get(asked), 12),
          whole.find(sessions.get(asked), 12),
          message + ", session " + asked);
    }
  }

  @Test
  void nothingOfTheAskedDateOrLaterIsFound() {
    List<SessionDocument> sessions = SessionSamples.sessions(5, 200);
    SessionIndex index = SessionIndex.of(sessions, NYSE);
    for (SessionDocument asked : sessions) {
      for (Recollection found : index.similar(asked, 200)) {
        assertTrue(found.document().date().isBefore(asked.date()));
      }
    }
    assertEquals(List.of(), index.similar(sessions.getFirst(), 5));
    assertEquals(List.of(), SessionIndex.of(List.of(), NYSE).similar(sessions.getFirst(), 5));
  }

  /** An outcome is told from the sessions up to the one asked about, whose own is the last. */
  @Test
  void outcomesThatAreNotKnownYetAreKeptBack() {
    List<SessionDocument> sessions = SessionSamples.sessions(6, 60);
    SessionIndex index = SessionIndex.of(sessions, NYSE);
    int asked = 50;
    int complete = 0;
    for (Recollection found : index.similar(sessions.get(asked), asked)) {
      int i = sessions.indexOf(found.document());
      assertEquals(Optional.of(profit(sessions.get(i + 1))), found.nextDay());
      assertEquals(i + 5 <= asked, found.nextWeek().isPresent(), "session " + i);
      if (found.nextWeek().isPresent()) {
        double growth = 1;
        for (int next = i + 1; next <= i + 5; next++) {
          growth *= 1 + profit(sessions.get(next));
        }
        assertEquals(growth - 1, found.nextWeek().get());
        complete++;
      }
    }
    assertTrue(complete > 0);
  }

  /** What is stored next may be of years later. */
  @Test
  void outcomesEndAtTheFirstSessionThatIsMissing() {
    List<SessionDocument> sessions = new ArrayList<>(SessionSamples.sessions(6, 60));
    SessionDocument asked = sessions.get(59);
    SessionDocument lone = sessions.get(15);
    double next = profit(sessions.get(16));
    sessions.subList(50, 60).clear();
    sessions.subList(20, 40).clear();
    SessionIndex index = SessionIndex.of(sessions, NYSE);
    for (Recollection found : index.similar(asked, 60)) {
      int i = sessions.indexOf(found.document());
      assertEquals(i != 19 && i != 29, found.nextDay().isPresent(), "session " + i);
      assertEquals(i < 15 || (i >= 20 && i < 25), found.nextWeek().isPresent(), "session " + i);
    }
    assertEquals(
        Optional.of(next),
        index.similar(asked, 60).stream()
            .filter(found -> found.document().equals(lone))
            .findFirst()
            .orElseThrow()
            .nextDay());
  }

  private static double profit(SessionDocument session) {
    return session.performance().profit();
  }

  @Test
  void anIndexOfAddedSessionsIsThatOfAll() {
    List<SessionDocument> sessions = SessionSamples.sessions(8, 260);
    SessionIndex whole = SessionIndex.of(sessions, NYSE);
    SessionIndex grown = SessionIndex.of(sessions.subList(0, 100), NYSE);
    sessions.subList(100, 230).forEach(grown::add);
    grown.add(sessions.subList(230, 260));
    grown.add(sessions.getLast());
    assertEquals(whole.size(), grown.size());
    for (int asked = 60; asked < 260; asked += 7) {
      assertEquals(whole.find(sessions.get(asked), 10), grown.find(sessions.get(asked), 10));
    }
  }

  @Test
  void sessionsAreOfTheSameRegimeUnlessThereAreTooFew() {
    List<SessionDocument> sessions = SessionSamples.sessions(10, 400);
    SessionIndex index = SessionIndex.of(sessions, NYSE);
    SessionDocument asked = sessions.getLast();
    Retrieval narrow = index.find(asked, 5);
    assertEquals(Regime.TREND_AND_VOLATILITY, narrow.regime());
    for (Recollection found : narrow.sessions()) {
      assertEquals(asked.condition().trend(), found.document().condition().trend());
      assertEquals(asked.condition().volatility(), found.document().condition().volatility());
    }
    int ofRegime = index.matches(asked, 1).all().size();
    assertEquals(Regime.TREND_AND_VOLATILITY, index.find(asked, ofRegime).regime());
    assertEquals(Regime.TREND, index.find(asked, ofRegime + 1).regime());
    Retrieval all = index.find(asked, 1_000);
    assertEquals(Regime.ANY, all.regime());
    assertEquals(399, all.sessions().size());
  }

  @Test
  void equallySimilarSessionsComeLatestFirst() {
    List<SessionDocument> sessions = SessionSamples.sessions(11, 80);
    SessionDocument model = sessions.get(70);
    List<SessionDocument> equal = new ArrayList<>();
    List<LocalDate> dates = SessionSamples.dates(40);
    dates.forEach(date -> equal.add(dated(model, date)));
    List<Recollection> found = SessionIndex.of(equal, NYSE).similar(equal.getLast(), 39);
    assertEquals(
        dates.subList(0, 39).reversed(), found.stream().map(one -> one.document().date()).toList());
    found.forEach(one -> assertEquals(1, one.similarity()));
  }

  private static SessionDocument dated(SessionDocument model, LocalDate date) {
    return new SessionDocument(
        model.strategy(),
        date,
        Origin.ACCOUNT,
        model.version(),
        model.parameters(),
        model.condition(),
        model.performance(),
        model.events());
  }

  @Test
  void sessionsOutOfOrderAreRefusedAndNoneOfThemAdded() {
    List<SessionDocument> sessions = SessionSamples.sessions(12, 30);
    SessionIndex index = SessionIndex.of(sessions.subList(0, 20), NYSE);
    assertThrows(IllegalArgumentException.class, () -> index.add(sessions.get(5)));
    assertThrows(
        IllegalArgumentException.class,
        () -> index.add(List.of(sessions.get(22), sessions.get(21))));
    assertEquals(20, index.size());
    assertThrows(
        IllegalArgumentException.class,
        () -> SessionIndex.of(Arrays.asList(sessions.get(3), sessions.get(3)), NYSE));
  }

  /** Flat prices make all sessions equal; one without a past finds nothing. */
  @Test
  void hostileSessionsAreFoundAndFind() {
    double[] closes = new double[40];
    Arrays.fill(closes, 3);
    List<SessionDocument> sessions =
        SessionBuilder.of(
            SessionSamples.study(SessionSamples.flat("TQQQ", 0, closes), 0), Optional.empty());
    SessionIndex index = SessionIndex.of(sessions, NYSE);
    List<Recollection> found = index.similar(sessions.get(30), 3);
    assertEquals(
        List.of(29, 28, 27), found.stream().map(one -> sessions.indexOf(one.document())).toList());
  }
}
