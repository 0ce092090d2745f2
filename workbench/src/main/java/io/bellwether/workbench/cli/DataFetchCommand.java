package io.bellwether.workbench.cli;

import io.bellwether.market.Instrument;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.AlpacaBarFeed;
import io.bellwether.market.feed.AlpacaBarFeed.Tape;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.feed.FileBarCache;
import io.bellwether.market.feed.FmpBarFeed;
import io.bellwether.market.feed.TwelveDataBarFeed;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.HttpReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether data fetch}: a file of bars from a provider. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Fetches bars of a symbol from Alpaca, Twelve Data or FMP and writes them as CSV: complete"
          + " bars of regular sessions, aligned to the open.",
      "The keys are read from the environment: APCA_API_KEY_ID and APCA_API_SECRET_KEY,"
          + " TWELVE_DATA_API_KEY, FMP_API_KEY. Bars are kept in a cache, so that the next run"
          + " fetches only what is new; the last ones kept are fetched again and compared, and a"
          + " series that was re-adjusted is fetched anew."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the file is written",
      "1:the server or the disk failed; try again",
      "2:wrong command line, keys missing or refused",
      "3:no bars, or an answer that cannot be understood"
    },
    footer = {
      "",
      "Example:",
      "  bellwether data fetch --symbol TQQQ --timeframe 1h \\",
      "      --from 2023-01-03 --to 2024-12-31 --output tqqq_1h.csv.gz"
    })
final class DataFetchCommand implements Callable<Integer> {
  /** Spreads the retries of one client; any seed will do. */
  private static final long JITTER_SEED = 1;

  private final Surroundings surroundings;
  private final TradingCalendar calendar = new NyseCalendar();

  @Spec private CommandSpec spec;

  @Option(
      names = "--symbol",
      required = true,
      paramLabel = "SYMBOL",
      description = "The symbol, such as TQQQ.")
  private String symbol;

  @Option(
      names = "--timeframe",
      required = true,
      paramLabel = "TF",
      description = "The length of a bar: 1m, 5m, 30m, 1h, 4h or 1d.")
  private Timeframe timeframe;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "First date, New York.")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      description = "Last date, inclusive; today's bars are those that are complete.")
  private LocalDate to;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The file to write or replace, .csv or .csv.gz.")
  private Path output;

  @Option(
      names = "--feed",
      paramLabel = "FEED",
      defaultValue = "alpaca",
      description = "alpaca, twelve-data or fmp. Default: alpaca.")
  private FeedName feedName;

  @Option(
      names = "--tape",
      paramLabel = "TAPE",
      defaultValue = "iex",
      description = "Alpaca's: iex (one exchange, free) or sip (all exchanges). Default: iex.")
  private Tape tape;

  @Option(
      names = "--basis",
      paramLabel = "BASIS",
      defaultValue = "split",
      description = "Price basis: raw, split, split-dividend. Default: split.")
  private PriceBasis basis;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      defaultValue = "${sys:user.home}/.cache/bellwether",
      description = "Where bars are kept. Default: ~/.cache/bellwether.")
  private Path cache;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Another server of the same protocol.")
  private Optional<String> baseUrl;

  /** A command in its surroundings; picocli sets the rest before it runs the command. */
  @SuppressWarnings("NullAway.Init")
  DataFetchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    BarDownload.Order order = order();
    HttpUrl url = url();
    BarsFile.requireWritable(output);
    requireCache();
    ApiKey key = FeedKeys.of(feedName, surroundings.environment());
    OkHttpClient client = new OkHttpClient();
    try {
      BarFeed feed = feed(reader(client), url, key);
      BarDownload download =
          new BarDownload(feed, new FileBarCache(cache), surroundings.clock(), calendar);
      BarDownload.Result result = download.get(order);
      if (result.bars().isEmpty()) {
        throw InputException.data(noBars(order, feed));
      }
      BarsFile.write(output, result.bars(), calendar);
      report(result);
      return ExitCode.OK;
    } catch (FeedException e) {
      throw FeedFailure.explain(e, feedName);
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  private BarDownload.Order order() {
    try {
      Instrument.requireSymbol(symbol);
    } catch (IllegalArgumentException e) {
      throw InputException.usage("--symbol " + symbol + ": " + e.getMessage());
    }
    if (to.isBefore(from)) {
      throw InputException.usage("--to " + to + " is before --from " + from);
    }
    LocalDate today = calendar.dateAt(surroundings.clock().instant());
    if (to.isAfter(today)) {
      throw InputException.usage(
          "--to " + to + " is in the future; today is " + today + " in New York");
    }
    if (from.isBefore(calendar.firstDate()) || to.isAfter(calendar.lastDate())) {
      throw InputException.usage(
          "--from "
              + from
              + " --to "
              + to
              + ": the trading calendar knows "
              + calendar.firstDate()
              + " to "
              + calendar.lastDate());
    }
    return new BarDownload.Order(symbol, timeframe, from, to, basis);
  }

  private BarFeed feed(HttpReader reader, HttpUrl url, ApiKey key) {
    return switch (feedName) {
      case ALPACA -> new AlpacaBarFeed(reader, url, tape, () -> key);
      case TWELVE_DATA ->
          new TwelveDataBarFeed(reader, url, () -> key, calendar, surroundings.pause());
      case FMP -> new FmpBarFeed(reader, url, () -> key, calendar);
    };
  }

  private HttpUrl url() {
    HttpUrl production =
        switch (feedName) {
          case ALPACA -> AlpacaBarFeed.PRODUCTION;
          case TWELVE_DATA -> TwelveDataBarFeed.PRODUCTION;
          case FMP -> FmpBarFeed.PRODUCTION;
        };
    return baseUrl.map(text -> ServerUrl.parse("--base-url", text)).orElse(production);
  }

  private void requireCache() {
    if (Files.exists(cache) && !Files.isDirectory(cache)) {
      throw InputException.usage("--cache " + cache + ": this is a file; name a directory");
    }
  }

  private HttpReader reader(OkHttpClient client) {
    return new HttpReader(
        client,
        HttpReader.Settings.DEFAULT,
        surroundings.pause(),
        new SplittableRandom(JITTER_SEED));
  }

  private static String noBars(BarDownload.Order order, BarFeed feed) {
    return feed.name()
        + " has no "
        + order.timeframe()
        + " bars of "
        + order.symbol()
        + " from "
        + order.from()
        + " to "
        + order.to()
        + "; nothing is written, check the symbol and the dates";
  }

  private void report(BarDownload.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    String source = " " + result.source() + " bars";
    out.println(
        result.fetched()
            + source
            + " fetched from "
            + result.bars().provenance().feed()
            + ", "
            + result.fromCache()
            + " taken from the cache");
    out.println(
        result.bars().size()
            + " "
            + timeframe
            + " bars of "
            + symbol
            + ", "
            + calendar.dateAt(result.bars().start(0))
            + " to "
            + calendar.dateAt(result.bars().lastStart())
            + ", "
            + basis.label()
            + " prices");
    out.println("Written to " + output);
  }
}
