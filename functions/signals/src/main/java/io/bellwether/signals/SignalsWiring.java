package io.bellwether.signals;

import io.bellwether.cloud.AwsClients;
import io.bellwether.cloud.FunctionEnvironment;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.feed.AlignedFeed;
import io.bellwether.market.feed.AlpacaBarFeed;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.CachedBarFeed;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.feed.Feeds;
import io.bellwether.market.feed.FmpBarFeed;
import io.bellwether.market.feed.MeasuredBarFeed;
import io.bellwether.market.feed.SessionFeed;
import io.bellwether.market.feed.TwelveDataBarFeed;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.quality.BarQualityGate;
import io.bellwether.market.quality.QualityLimits;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.signal.BarHistory;
import io.bellwether.trading.signal.SignalService;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * What the function is made of.
 *
 * @param clock the time
 * @param book which strategies there are
 * @param signals evaluates one of them
 * @param metrics takes what is measured
 */
public record SignalsWiring(
    InstantSource clock, StrategyBook book, SignalService signals, EmfMetrics metrics) {
  /** The settings that it does not start without. */
  public static final List<Setting> REQUIRED =
      List.of(
          Setting.STAGE,
          Setting.TRADING_TABLE_NAME,
          Setting.SIGNAL_QUEUE_URL,
          Setting.EVENT_BUS_NAME,
          Setting.SECRETS_ARN);

  static SignalsWiring fromEnvironment() {
    return of(Platform.aws(System.getenv(), new AwsClients(), REQUIRED));
  }

  /** The function to rehearse with. */
  static SignalsWiring rehearsal() {
    return of(Platform.rehearsal(System.getenv()));
  }

  /** The function on a platform, with the feeds that the platform's environment names. */
  public static SignalsWiring of(Platform platform) {
    return of(platform, feeds(platform));
  }

  /** The function on a platform, with these feeds, each behind its own cache. */
  public static SignalsWiring of(Platform platform, Map<FeedName, BarFeed> feeds) {
    Map<FeedName, SessionFeed> aligned = new EnumMap<>(FeedName.class);
    feeds.forEach((name, feed) -> aligned.put(name, aligned(feed, platform)));
    BarHistory history =
        new BarHistory(
            new Feeds(aligned),
            new BarQualityGate(
                platform.environment().gapsTolerated()
                    ? QualityLimits.DEFAULT.toleratingGaps()
                    : QualityLimits.DEFAULT),
            platform.environment().historyStart());
    SignalService signals =
        new SignalService(
            platform.environment().stage(),
            platform.ledger(),
            history,
            platform.calendar(),
            platform.queue(),
            platform.events(),
            platform.clock(),
            platform.pause(),
            platform.metrics());
    return new SignalsWiring(
        platform.clock(),
        new StrategyBook(platform.ledger().strategies(), platform.environment().deployment()),
        signals,
        platform.metrics());
  }

  private static Map<FeedName, BarFeed> feeds(Platform platform) {
    HttpReader reader =
        new HttpReader(
            new OkHttpClient(), HttpReader.Settings.DEFAULT, platform.pause(), platform.jitter());
    FunctionEnvironment environment = platform.environment();
    return Map.of(
        FeedName.TWELVE_DATA,
        new TwelveDataBarFeed(
            reader,
            HttpUrl.get(environment.twelveDataUrl().toString()),
            platform.keys(SecretKey.TWELVE_DATA_API_KEY),
            platform.calendar(),
            platform.pause()),
        FeedName.ALPACA,
        new AlpacaBarFeed(
            reader,
            HttpUrl.get(environment.alpacaDataUrl().toString()),
            AlpacaBarFeed.Tape.valueOf(environment.alpacaFeed().toUpperCase(Locale.ROOT)),
            platform.alpacaKeys()),
        FeedName.FMP,
        new FmpBarFeed(
            reader,
            HttpUrl.get(environment.fmpUrl().toString()),
            platform.keys(SecretKey.FMP_API_KEY),
            platform.calendar()));
  }

  /** A feed behind its own cache, so that no series is continued by another feed. */
  private static SessionFeed aligned(BarFeed feed, Platform platform) {
    return new AlignedFeed(
        new CachedBarFeed(
            new MeasuredBarFeed(feed, platform.metrics()),
            platform.barCache(),
            platform.clock(),
            platform.calendar()),
        platform.calendar());
  }
}
