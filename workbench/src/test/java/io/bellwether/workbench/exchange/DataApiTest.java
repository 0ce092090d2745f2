package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.EngineDriver.bars;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The market-data protocol over HTTP, and that it never tells the future. */
@Tag("integration")
final class DataApiTest {
  private static final Bars FIVE =
      bars(
          "QQQ",
          "5m",
          "2024-06-03T09:30 100 102 99 101",
          "2024-06-03T09:55 101 104 100 103",
          "2024-06-03T10:00 103 105 98 99",
          "2024-06-03T10:05 99 100 97 98",
          "2024-06-04T09:30 110 111 108 109");
  private static final Bars DAYS =
      bars("QQQ", "1d", "2024-05-31 95 97 94 96", "2024-06-03 100 105 97 98");
  private static final Bars OTHER =
      bars("SPY", "1d", "2024-05-30 500 510 490 505", "2024-05-31 505 515 495 510");

  private static List<String> rows(JsonNode list) {
    List<String> rows = new ArrayList<>();
    list.forEach(
        bar ->
            rows.add(
                "%s %s %s %s %s %s"
                    .formatted(
                        bar.get("t").asText(),
                        bar.get("o"),
                        bar.get("h"),
                        bar.get("l"),
                        bar.get("c"),
                        bar.get("v"))));
    return rows;
  }

  private static JsonNode ask(ExchangeFixture fixture, String query) throws Exception {
    ExchangeClient.Reply reply = fixture.client().get("/v2/stocks/bars?" + query);
    assertEquals(200, reply.status(), reply.body().toString());
    return reply.body();
  }

  @Test
  void startAndEndAreInclusiveAndTheFormingBarShowsItsOpenAlone() throws Exception {
    try (ExchangeFixture fixture = new ExchangeFixture("2024-06-03T10:07", FIVE)) {
      JsonNode reply =
          ask(
              fixture,
              "symbols=QQQ&timeframe=5Min&start=2024-06-03T13:55:00Z&end=2024-06-03T14:05:00Z");
      assertEquals(
          List.of(
              "2024-06-03T13:55:00Z 101.0 104.0 100.0 103.0 1000",
              "2024-06-03T14:00:00Z 103.0 105.0 98.0 99.0 1000",
              "2024-06-03T14:05:00Z 99.0 99.0 99.0 99.0 0"),
          rows(reply.get("bars").get("QQQ")));
      assertTrue(reply.get("next_page_token").isNull());
    }
  }

  @Test
  void hoursAreCutOnTheClockAndAFormingOneIsMadeOfWhatIsComplete() throws Exception {
    try (ExchangeFixture fixture = new ExchangeFixture("2024-06-03T10:07", FIVE)) {
      JsonNode reply = ask(fixture, "symbols=QQQ&timeframe=1Hour&start=2024-06-03T00:00:00Z");
      assertEquals(
          List.of(
              "2024-06-03T13:00:00Z 100.0 104.0 99.0 103.0 2000",
              "2024-06-03T14:00:00Z 103.0 105.0 98.0 99.0 1000"),
          rows(reply.get("bars").get("QQQ")));
    }
  }

  @Test
  void dailyBarsAreStampedMidnightAndDoNotExistBeforeTheOpen() throws Exception {
    try (ExchangeFixture fixture = new ExchangeFixture("2024-06-03T09:29", FIVE, DAYS)) {
      String query = "symbols=QQQ,SPY&timeframe=1Day&start=2024-05-01&adjustment=split";
      assertEquals(
          List.of("2024-05-31T04:00:00Z 95.0 97.0 94.0 96.0 1000"),
          rows(ask(fixture, query).get("bars").get("QQQ")));
      fixture.to("2024-06-03T10:00");
      assertEquals(
          List.of(
              "2024-05-31T04:00:00Z 95.0 97.0 94.0 96.0 1000",
              "2024-06-03T04:00:00Z 100.0 104.0 99.0 103.0 2000"),
          rows(ask(fixture, query).get("bars").get("QQQ")));
      fixture.to("2024-06-03T16:00");
      assertEquals(
          "2024-06-03T04:00:00Z 100.0 105.0 97.0 98.0 1000",
          rows(ask(fixture, query).get("bars").get("QQQ")).getLast());
      assertFalse(ask(fixture, query).get("bars").has("SPY"));
    }
  }

  @Test
  void daysAreMadeOfTheSessionIfNotGiven() throws Exception {
    try (ExchangeFixture fixture = new ExchangeFixture("2024-06-04T09:30", FIVE)) {
      assertEquals(
          List.of(
              "2024-06-03T04:00:00Z 100.0 105.0 97.0 98.0 4000",
              "2024-06-04T04:00:00Z 110.0 110.0 110.0 110.0 0"),
          rows(ask(fixture, "symbols=QQQ&timeframe=1Day&start=2024-06-01").get("bars").get("QQQ")));
    }
  }

  @Test
  void pagesRunThroughTheSymbolsInOrder() throws Exception {
    try (ExchangeFixture fixture = new ExchangeFixture("2024-06-03T17:00", DAYS, OTHER)) {
      String query = "symbols=SPY,QQQ&timeframe=1Day&start=2024-05-01&limit=3&sort=";
      for (String sort : List.of("asc", "desc")) {
        List<String> seen = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
          JsonNode page = ask(fixture, query + sort + token);
          page.get("bars")
              .properties()
              .forEach(
                  entry -> rows(entry.getValue()).forEach(row -> seen.add(entry.getKey() + row)));
          token =
              page.get("next_page_token").isNull()
                  ? ""
                  : "&page_token=" + page.get("next_page_token").asText();
          pages++;
        } while (!token.isEmpty());
        assertEquals(2, pages);
        assertEquals(4, seen.size());
        assertEquals(4, seen.stream().distinct().count());
        assertTrue(seen.get(0).startsWith(sort.equals("asc") ? "QQQ2024-05-31" : "QQQ2024-06-03"));
        assertTrue(seen.get(3).startsWith(sort.equals("asc") ? "SPY2024-05-31" : "SPY2024-05-30"));
      }
    }
  }

  @Test
  void singleFormsLatestAndSnapshots() throws Exception {
    try (ExchangeFixture fixture = new ExchangeFixture("2024-06-03T10:07", FIVE)) {
      ExchangeClient client = fixture.client();
      JsonNode single = client.get("/v2/stocks/QQQ/bars?timeframe=5Min&start=2024-06-03").body();
      assertEquals("QQQ", single.get("symbol").asText());
      assertEquals(4, single.get("bars").size());
      assertTrue(
          client
              .get("/v2/stocks/SPY/bars?timeframe=5Min&start=2024-06-03")
              .body()
              .get("bars")
              .isNull());
      assertEquals(
          99.0,
          client.get("/v2/stocks/trades/latest?symbols=QQQ").body().at("/trades/QQQ/p").asDouble());
      assertEquals(
          99.0, client.get("/v2/stocks/QQQ/quotes/latest").body().at("/quote/bp").asDouble());
      assertEquals(
          "2024-06-03T14:00:00Z",
          client.get("/v2/stocks/bars/latest?symbols=QQQ").body().at("/bars/QQQ/t").asText());
      JsonNode snapshot = client.get("/v2/stocks/snapshots?symbols=QQQ").body().get("QQQ");
      assertEquals(99.0, snapshot.at("/latestTrade/p").asDouble());
      assertEquals(100.0, snapshot.at("/dailyBar/o").asDouble());
      assertEquals(404, client.get("/v2/stocks/SPY/trades/latest").status());
      assertEquals(400, client.get("/v2/stocks/bars?symbols=QQQ&timeframe=60Min").status());
      assertEquals(400, client.get("/v2/stocks/bars?symbols=QQQ&timeframe=1Min").status());
    }
  }

  /** Two histories that agree up to now and differ afterwards must look the same now. */
  @Test
  void nothingServedDependsOnTheFuture() {
    BarGrid grid = new BarGrid(EngineDriver.CALENDAR, Timeframe.parse("5m"));
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      LocalDate day = LocalDate.parse("2024-06-03").plusDays(random.nextInt(3));
      Instant now =
          EngineDriver.CALENDAR
              .session(day)
              .orElseThrow()
              .open()
              .plusSeconds(random.nextInt(8 * 3600) - 1800);
      String seed = "round " + round + " at " + now;
      PriceHistory one = history(grid, now, random.nextLong(), 1);
      PriceHistory other = history(grid, now, random.nextLong(), 2);
      for (String text : List.of("5m", "10m", "30m", "1h", "1d")) {
        assertEquals(
            known(one, Timeframe.parse(text), now),
            known(other, Timeframe.parse(text), now),
            seed + " " + text);
      }
      assertEquals(one.latest("QQQ", now), other.latest("QQQ", now), seed);
    }
  }

  private static List<Row> known(PriceHistory history, Timeframe timeframe, Instant now) {
    ServedSeries series = history.series("QQQ", timeframe).orElseThrow();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < series.visible(now); i++) {
      rows.add(history.row("QQQ", series, i, now));
    }
    return rows;
  }

  /**
   * Three days of five-minute bars and an hourly series of their own. What is not yet over at
   * {@code now} depends on the seed, but for the opens of bars that have begun.
   */
  private static PriceHistory history(BarGrid grid, Instant now, long seed, int variant) {
    Random future = new Random(seed);
    List<Bars> series = new ArrayList<>();
    for (Timeframe timeframe : List.of(grid.timeframe(), Timeframe.HOUR)) {
      BarGrid own = new BarGrid(grid.calendar(), timeframe);
      Random past = new Random(42);
      Bars.Builder builder = Bars.builder("QQQ", timeframe, EngineDriver.PROVENANCE);
      for (int d = 0; d < 3; d++) {
        LocalDate day = LocalDate.parse("2024-06-03").plusDays(d);
        for (Instant start : own.starts(grid.calendar().session(day).orElseThrow())) {
          double open = 100 + past.nextInt(50);
          double range = 1 + past.nextInt(5);
          boolean begun = !start.isAfter(now);
          boolean over = !own.end(start).isAfter(now);
          double move = over ? range : variant * 1_000 + future.nextInt(500);
          double first = begun ? open : open + move;
          builder.add(
              start.toEpochMilli(), first, first + move, first - move, first + move / 2, move);
        }
      }
      series.add(builder.build());
    }
    return new PriceHistory(series, grid.calendar());
  }
}
