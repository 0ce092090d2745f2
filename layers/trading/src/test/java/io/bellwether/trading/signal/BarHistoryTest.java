package io.bellwether.trading.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.BarRequest;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.feed.Feeds;
import io.bellwether.market.feed.Feeds.WhenLate;
import io.bellwether.market.feed.SessionFeed;
import io.bellwether.market.feed.SessionSeries;
import io.bellwether.market.quality.BarQualityGate;
import io.bellwether.market.quality.QualityLimits;
import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarHistoryTest {
  private static final BarGrid GRID = new BarGrid(new NyseCalendar(), new Timeframe(5));
  private static final Instant BAR = Instant.parse("2024-06-12T15:00:00Z");

  /** Serves a bar for every interval of the sessions asked for. */
  private static final class Market implements SessionFeed {
    @Override
    public Duration settling() {
      return Duration.ZERO;
    }

    @Override
    public SessionSeries fetch(BarRequest request, Deadline deadline) {
      Bars.Builder builder =
          Bars.builder(
              request.symbol(), GRID.timeframe(), new Provenance("made-up", request.basis()));
      LocalDate last = GRID.calendar().dateAt(request.to());
      for (LocalDate date = GRID.calendar().dateAt(request.from());
          !date.isAfter(last);
          date = date.plusDays(1)) {
        GRID.calendar().session(date).stream()
            .flatMap(session -> GRID.starts(session).stream())
            .filter(start -> !start.isBefore(request.from()) && start.isBefore(request.to()))
            .forEach(start -> builder.add(start.toEpochMilli(), 10, 11, 9, 10, 1));
      }
      Bars bars = builder.build();
      return new SessionSeries(bars, bars);
    }
  }

  private static Bars loaded(String name, Optional<Instant> heldSince) {
    StrategyVersion version =
        StrategyBook.packaged().stream()
            .filter(candidate -> candidate.strategy().equals("williams-trend"))
            .findFirst()
            .orElseThrow();
    Strategy strategy =
        StrategyCatalog.standard().create(name, List.of("QQQ"), GRID.timeframe(), Map.of());
    BarHistory history =
        new BarHistory(
            new Feeds(Map.of(FeedName.ALPACA, new Market())),
            new BarQualityGate(QualityLimits.DEFAULT),
            Optional.empty());
    Instant now = GRID.end(BAR).plusSeconds(60);
    BarHistory.Result result =
        history.load(
            version,
            strategy,
            GRID,
            BAR,
            heldSince,
            now,
            WhenLate.PASS_OVER,
            Deadline.after(() -> now, Duration.ofMinutes(1)));
    SeriesSet series = assertInstanceOf(BarHistory.Result.Ready.class, result).series();
    assertEquals(BAR, series.main().lastStart());
    return series.main();
  }

  @Test
  void aPathReachesBackBeyondTheEntryWithTheWarmUpOfItsDecision() {
    Instant entry = Instant.parse("2024-01-03T16:25:00Z");
    Bars flat = loaded("williams-trend", Optional.empty());
    Bars held = loaded("williams-trend", Optional.of(entry));
    assertTrue(flat.start(0).isAfter(entry), "else the entry shows nothing");
    int before = held.indexOf(entry);
    assertTrue(before >= 10 * 199, "ten times the warm-up, not " + before + " bars");
    assertEquals(
        flat.size() - flat.countBefore(entry), held.size() - held.countBefore(flat.start(0)));
  }

  @Test
  void anEntryOfTodayAsksForNoMore() {
    Bars flat = loaded("williams-trend", Optional.empty());
    Bars held = loaded("williams-trend", Optional.of(BAR.minusSeconds(600)));
    assertEquals(flat.start(0), held.start(0));
    // An entry that fills while its bar forms lies after the last complete one.
    assertEquals(flat.start(0), loaded("williams-trend", Optional.of(GRID.next(BAR))).start(0));
  }

  @Test
  void aStrategyWithoutAPathAsksForNoMore() {
    Instant entry = Instant.parse("2024-01-03T16:25:00Z");
    assertEquals(
        loaded("ema-crossover", Optional.empty()).start(0),
        loaded("ema-crossover", Optional.of(entry)).start(0));
  }
}
