package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvBarFeedTest extends BarFeedKit {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path directory;

  @Override
  protected BarFeed serving(Bars bars) {
    String name = bars.symbol() + "_" + bars.timeframe() + "_split.csv";
    write(name, CsvText.of(bars));
    return CsvBarFeed.ofDirectory(directory);
  }

  @Override
  protected Optional<BarFeed> failing(Failure failure) {
    String text =
        switch (failure) {
          case TRUNCATED -> CsvText.of(series("TQQQ", Timeframe.parse("5m"), 100));
          case HTML_INSTEAD -> "<html>\n<body>maintenance</body>\n</html>\n";
          default -> "";
        };
    if (text.isEmpty()) {
      return Optional.empty();
    }
    write("TQQQ_5m_split.csv", failure == Failure.TRUNCATED ? cut(text) : text);
    return Optional.of(CsvBarFeed.ofDirectory(directory));
  }

  private static String cut(String text) {
    return text.substring(0, text.lastIndexOf(','));
  }

  @Override
  protected String provenanceFeed(BarFeed feed) {
    return "csv:TQQQ_5m_split.csv";
  }

  private void write(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsNotThereIsUnsupportedAndTheMessageSaysWhatIs() {
    Bars bars = series("TQQQ", Timeframe.parse("5m"), 10);
    BarFeed feed = serving(bars);
    BarRequest request =
        new BarRequest("TQQQ", Timeframe.DAY, bars.start(0), after(bars), PriceBasis.SPLIT);
    FeedException e = assertThrows(FeedException.class, () -> feed.fetch(request, deadline()));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(String.valueOf(e.getMessage()).contains("TQQQ_5m_split.csv"), e.getMessage());
  }

  @Test
  void twoFilesOfOneSeriesAreAmbiguous() {
    Bars bars = series("TQQQ", Timeframe.parse("5m"), 10);
    write("TQQQ_5m_splitdiv.csv", CsvText.of(bars));
    BarFeed feed = serving(bars);
    assertEquals(10, size(feed, bars, PriceBasis.SPLIT_DIVIDEND));
    write("TQQQ_5m_one.csv", CsvText.of(bars));
    write("TQQQ_5m_other.csv", CsvText.of(bars));
    BarFeed both = CsvBarFeed.ofDirectory(directory);
    BarRequest request =
        new BarRequest("TQQQ", bars.timeframe(), bars.start(0), after(bars), PriceBasis.UNKNOWN);
    assertThrows(FeedException.class, () -> both.fetch(request, deadline()));
  }

  private static int size(BarFeed feed, Bars bars, PriceBasis basis) {
    try {
      return feed.fetch(
              new BarRequest("TQQQ", bars.timeframe(), bars.start(0), after(bars), basis),
              deadline())
          .size();
    } catch (FeedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void explicitFilesMayHaveAnyName() throws FeedException {
    Bars bars = series("TQQQ", Timeframe.parse("5m"), 10);
    write("mine.csv", CsvText.of(bars));
    BarFeed feed =
        CsvBarFeed.ofFiles(
            List.of(
                new CsvBarFeed.Source(directory.resolve("mine.csv"), "TQQQ", PriceBasis.SPLIT)));
    assertSameBars(bars, fetch(feed, bars, bars.start(0), after(bars)));
    assertEquals("csv:mine.csv", feed.name());
  }

  @Test
  void theRealDirectoryIsAFeed() throws FeedException {
    Path real = RealData.require("TQQQ_5m_split.csv.gz").resolveSibling("");
    BarRequest request =
        new BarRequest(
            "TQQQ",
            Timeframe.parse("5m"),
            Instant.parse("2022-01-03T14:30:00Z"),
            Instant.parse("2022-01-03T21:00:00Z"),
            PriceBasis.SPLIT);
    assertEquals(78, CsvBarFeed.ofDirectory(real).fetch(request, deadline()).size());
  }
}
