package io.bellwether.signals;

import io.bellwether.cloud.AwsClients;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.PlatformFeeds;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.FeedName;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.signal.BarHistory;
import io.bellwether.trading.signal.SignalService;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

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
    return of(platform, PlatformFeeds.of(platform));
  }

  /** The function on a platform, with these feeds, each behind its own cache. */
  public static SignalsWiring of(Platform platform, Map<FeedName, BarFeed> feeds) {
    BarHistory history =
        new BarHistory(
            PlatformFeeds.cached(feeds, platform),
            PlatformFeeds.gate(platform),
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
}
