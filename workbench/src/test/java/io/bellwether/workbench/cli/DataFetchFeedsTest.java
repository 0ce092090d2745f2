package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.CsvBars;
import io.bellwether.market.feed.FmpServer;
import io.bellwether.market.feed.ProviderServer;
import io.bellwether.market.feed.TwelveDataServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against servers of Twelve Data's and FMP's protocols. */
@Tag("integration")
final class DataFetchFeedsTest {
  private static final Bars SERVED =
      SampleBars.of(
          "TQQQ", Timeframe.parse("30m"), LocalDate.of(2024, 10, 1), LocalDate.of(2024, 11, 8));
  private static final Map<String, String> KEYS =
      Map.of(FeedKeys.TWELVE_DATA, TwelveDataServer.KEY, FeedKeys.FMP, FmpServer.KEY);

  private final TwelveDataServer twelveData = new TwelveDataServer();
  private final FmpServer fmp = new FmpServer();

  @TempDir private Path directory;

  @AfterEach
  void close() throws IOException {
    twelveData.close();
    fmp.close();
  }

  /** Across the change of the clocks on the third of November. */
  @Test
  void bothWriteTheSameHours() {
    Bars expected = SessionBars.aggregate(SERVED, Timeframe.HOUR, SampleBars.CALENDAR);
    twelveData.serve(SERVED);
    fmp.serve(SERVED);

    Cli.Run one = fetch("twelve-data", twelveData, KEYS).succeeds();
    Cli.Run two = fetch("fmp", fmp, KEYS).succeeds();

    assertTrue(one.out().contains("30m bars fetched from twelve-data"), one.out());
    assertTrue(two.out().contains("30m bars fetched from fmp"), two.out());
    for (String feed : new String[] {"twelve-data", "fmp"}) {
      Bars written = CsvBars.read(directory.resolve(feed + ".csv"), "TQQQ", PriceBasis.SPLIT);
      assertEquals(expected.size(), written.size(), feed);
      assertEquals(expected.start(0), written.start(0), feed);
      assertEquals(expected.close()[100], written.close()[100], feed);
    }
  }

  @Test
  void aKeyThatIsMissingOrRefusedIsNamedAndNotShown() {
    fetch("fmp", fmp, Map.of())
        .failsInOneLine(ExitCode.USAGE, "not set in the environment: FMP_API_KEY");
    Cli.Run run = fetch("twelve-data", twelveData, Map.of(FeedKeys.TWELVE_DATA, "wr0ng-key-value"));
    run.failsInOneLine(ExitCode.USAGE, "401", "see TWELVE_DATA_API_KEY");
    assertFalse(run.err().contains("wr0ng"), run.err());
  }

  @Test
  void aDaysLimitSaysWhenToComeBack() {
    twelveData.fail(TwelveDataServer.dayUsedUp(429));
    fetch("twelve-data", twelveData, KEYS)
        .failsInOneLine(ExitCode.FAILURE, "for the day", "again after 2024-12-01T00:00:00Z");
  }

  private Cli.Run fetch(String feed, ProviderServer server, Map<String, String> keys) {
    return Cli.run(
        () -> Cli.NOW,
        keys,
        "data",
        "fetch",
        "--feed",
        feed,
        "--symbol",
        "TQQQ",
        "--timeframe",
        "1h",
        "--from",
        "2024-10-01",
        "--to",
        "2024-11-08",
        "--output",
        directory.resolve(feed + ".csv").toString(),
        "--cache",
        directory.resolve("cache").toString(),
        "--base-url",
        server.url().toString());
  }
}
