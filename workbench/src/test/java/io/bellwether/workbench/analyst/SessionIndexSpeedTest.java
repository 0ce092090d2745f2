package io.bellwether.workbench.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.retrieval.SessionIndex;
import io.bellwether.analyst.retrieval.SessionMemory;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.MarketCondition.Trend;
import io.bellwether.trading.analysis.MarketCondition.Volatility;
import io.bellwether.trading.analysis.MemoryArchive;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import io.bellwether.trading.analysis.SessionDocuments;
import io.bellwether.trading.analysis.SessionPerformance;
import io.bellwether.workbench.cloud.MemoryItemStore;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A question to 5,000 sessions takes less than 20 ms of processor time; the times are printed. */
class SessionIndexSpeedTest {
  private static final int SESSIONS = 5_000;
  private static final int QUESTIONS = 300;
  private static final double MOST_MILLIS = 20;
  private static final LocalDate FIRST = LocalDate.of(2005, 1, 3);

  private final SplittableRandom random = new SplittableRandom(1);

  SessionIndexSpeedTest() {}

  @Test
  void aQuestionToTwentyYearsOfSessionsIsAnsweredAtOnce() {
    List<SessionDocument> sessions = new ArrayList<>();
    for (int day = 0; day <= SESSIONS; day++) {
      sessions.add(session(FIRST.plusDays(day)));
    }
    SessionDocuments ledger =
        new DynamoLedger(new MemoryItemStore("speed"), AttemptTokens.of("test"))
            .analysis()
            .sessions();
    sessions.subList(0, SESSIONS).forEach(ledger::put);
    SessionMemory memory = new SessionMemory(ledger, new MemoryArchive(), new NyseCalendar());
    LocalDate last = sessions.get(SESSIONS - 1).date();
    long start = cpuNanos();
    memory.load("speed", last);
    double rebuilt = millisSince(start);
    start = cpuNanos();
    SessionIndex index = memory.load("speed", last);
    double loaded = millisSince(start);
    double[] asked = new double[QUESTIONS];
    for (int i = -50; i < QUESTIONS; i++) {
      SessionDocument question = sessions.get(SESSIONS - 1 - random.nextInt(500));
      start = cpuNanos();
      assertEquals(10, index.similar(question, 10).size());
      asked[Math.max(0, i)] = millisSince(start);
    }
    start = cpuNanos();
    index.add(sessions.getLast());
    double added = millisSince(start);
    Arrays.sort(asked);
    double median = asked[QUESTIONS / 2];
    System.out.printf(
        Locale.ROOT,
        "%d sessions: made of the ledger in %.0f ms, of the snapshot in %.0f ms;"
            + " a question %.2f ms, p99 %.2f ms; a session added in %.1f ms%n",
        SESSIONS,
        rebuilt,
        loaded,
        median,
        asked[QUESTIONS * 99 / 100],
        added);
    assertEquals(SESSIONS + 1, index.size());
    assertTrue(median < MOST_MILLIS, median + " ms");
  }

  private static double millisSince(long start) {
    return (cpuNanos() - start) / 1e6;
  }

  /** Of this thread, which alone works: others on the machine do not make the index slower. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private SessionDocument session(LocalDate date) {
    Map<String, String> parameters = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      parameters.put("parameter-" + i, Integer.toString(random.nextInt(1, 3)));
    }
    boolean bull = random.nextInt(10) < 7;
    double percentile = random.nextDouble();
    return new SessionDocument(
        "speed",
        date,
        Origin.BACKTEST,
        1,
        parameters,
        new MarketCondition(
            bull ? Trend.BULL : Trend.BEAR,
            percentile > 0.5 ? Volatility.HIGH : Volatility.LOW,
            percentile,
            100 * random.nextDouble(),
            0.05 * random.nextDouble(),
            Optional.of(2 * random.nextDouble()),
            0.02 * random.nextGaussian(),
            0.02 * random.nextGaussian(),
            Optional.of(10 + 30 * random.nextDouble())),
        new SessionPerformance(
            0.01 * random.nextGaussian(),
            random.nextDouble(),
            -0.3 * random.nextDouble(),
            Optional.of(random.nextGaussian()),
            Optional.of(random.nextDouble()),
            100,
            random.nextInt(2),
            random.nextBoolean()),
        random.nextInt(3) == 0 ? List.of("entry", "exit") : List.of());
  }
}
