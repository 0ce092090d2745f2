package io.bellwether.cloud;

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
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Where the functions' bars come from, and what is demanded of them. */
public final class PlatformFeeds {
  private PlatformFeeds() {}

  /** The feeds that a platform's environment names, each with the platform's keys. */
  public static Map<FeedName, BarFeed> of(Platform platform) {
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

  /** Feeds, each behind its own cache, so that no series is continued by another feed. */
  public static Feeds cached(Map<FeedName, BarFeed> feeds, Platform platform) {
    Map<FeedName, SessionFeed> aligned = new EnumMap<>(FeedName.class);
    feeds.forEach((name, feed) -> aligned.put(name, aligned(feed, platform)));
    return new Feeds(aligned);
  }

  /** What bars have to be like to be decided on. */
  public static BarQualityGate gate(Platform platform) {
    return new BarQualityGate(
        platform.environment().gapsTolerated()
            ? QualityLimits.DEFAULT.toleratingGaps()
            : QualityLimits.DEFAULT);
  }

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
