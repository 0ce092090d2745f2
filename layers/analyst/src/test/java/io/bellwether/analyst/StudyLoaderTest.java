package io.bellwether.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.gate.Gate;
import io.bellwether.analyst.gate.GateLimits;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.feed.Feeds;
import io.bellwether.market.quality.BarQualityGate;
import io.bellwether.market.quality.QualityLimits;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.time.LocalDate;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

/** What can be studied is enough for the gate, or is known not to be before anybody is asked. */
final class StudyLoaderTest {
  private static final Gate GATE = new Gate(GateLimits.DEFAULT);

  StudyLoaderTest() {}

  @Test
  void everyPackagedStrategyCanHaveAsManySessionsAsTheGateAsksFor() {
    for (StrategyVersion version : StrategyBook.packaged()) {
      int warmUp =
          StrategyCatalog.standard()
              .create(
                  version.strategy(), version.symbols(), version.timeframe(), version.parameters())
              .warmUpBars();
      // Half a day of five minutes holds 42 bars: the shortest session there is.
      int lost = version.timeframe().isDaily() ? warmUp : Math.ceilDiv(warmUp, 42);
      for (LocalDate last = LocalDate.of(2025, 1, 2);
          last.getYear() < 2026;
          last = last.plusDays(7)) {
        int most = most(version, last) - lost;
        assertTrue(most >= GateLimits.DEFAULT.minimumSessions(), version.strategy() + " " + last);
      }
    }
  }

  @Test
  void minutesCannot() {
    StrategyVersion minutes = every(Timeframe.parse("1m"));
    int most = most(minutes, LocalDate.of(2025, 6, 30));
    assertTrue(most > 90 && most < 130, "sessions: " + most);
    assertTrue(GATE.hopeless(most).isPresent());
    assertEquals(2_515, most(every(Timeframe.DAY), LocalDate.of(2025, 6, 30)), 25);
  }

  private static int most(StrategyVersion version, LocalDate last) {
    return new StudyLoader(
            new Feeds(new EnumMap<>(FeedName.class)),
            new BarQualityGate(QualityLimits.DEFAULT),
            new NyseCalendar(),
            10,
            LocalSweep.on(1),
            one -> AnalystSamples.bounds())
        .mostSessions(version, last);
  }

  private static StrategyVersion every(Timeframe timeframe) {
    StrategyVersion daily = AnalystSamples.version();
    return new StrategyVersion(
        daily.strategy(),
        daily.version(),
        daily.parent(),
        true,
        daily.account(),
        daily.symbols(),
        timeframe,
        daily.basis(),
        daily.feeds(),
        daily.parameters(),
        daily.author(),
        daily.createdAt(),
        false);
  }
}
