package io.bellwether.analysis;

import io.bellwether.analyst.session.KnownVix;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretKey;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.macro.DailySeries;
import io.bellwether.market.macro.FredSeries;
import io.bellwether.market.news.FmpNews;
import io.bellwether.market.news.Headline;
import io.bellwether.market.news.NewsApiNews;
import io.bellwether.market.news.NewsFeed;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known beside bars: the VIX and headlines. Nothing depends on them. What cannot be had,
 * for want of a key or otherwise, is left out, and the log says so.
 */
final class Outlook {
  private static final Logger LOG = LoggerFactory.getLogger("analysis");
  private static final Duration RECENT = Duration.ofDays(3);

  /** The most that one source may take of the time there is. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Platform platform;
  private final FredSeries fred;

  /** In the order in which they are asked. */
  private final Map<String, NewsFeed> news = new LinkedHashMap<>();

  Outlook(Platform platform) {
    this.platform = platform;
    HttpReader reader =
        new HttpReader(
            new OkHttpClient(), HttpReader.Settings.DEFAULT, platform.pause(), platform.jitter());
    this.fred =
        new FredSeries(
            reader,
            HttpUrl.get(platform.environment().fredUrl().toString()),
            platform.keys(SecretKey.FRED_API_KEY));
    news.put(
        "FMP",
        new FmpNews(
            reader,
            HttpUrl.get(platform.environment().fmpUrl().toString()),
            platform.keys(SecretKey.FMP_API_KEY),
            platform.calendar()));
    news.put(
        "NewsAPI",
        new NewsApiNews(
            reader,
            HttpUrl.get(platform.environment().newsApiUrl().toString()),
            platform.keys(SecretKey.NEWS_API_KEY)));
  }

  /** The VIX as it was known at the close of each session, as daily bars. */
  Optional<Bars> vix(LocalDate from, LocalDate to, Deadline deadline) {
    DailySeries series;
    try {
      series = fred.read(FredSeries.VIX, from.minusDays(10), to, share(deadline));
    } catch (FeedException | RuntimeException e) {
      leftOut("the VIX", e);
      return Optional.empty();
    }
    return Optional.of(
        KnownVix.at(platform.calendar(), series, new Provenance("fred", PriceBasis.RAW), from, to));
  }

  /**
   * Headlines about symbols, of the first source that delivers, the newest first: words of others.
   */
  List<String> headlines(List<String> symbols, Deadline deadline) {
    Instant now = platform.clock().instant();
    for (Map.Entry<String, NewsFeed> source : news.entrySet()) {
      try {
        return source
            .getValue()
            .headlines(symbols, now.minus(RECENT), now, share(deadline))
            .stream()
            .map(Headline::title)
            .toList();
      } catch (FeedException | RuntimeException e) {
        leftOut("the news of " + source.getKey(), e);
      }
    }
    return List.of();
  }

  private Deadline share(Deadline deadline) {
    return Deadline.after(platform.clock(), deadline.atMost(PATIENCE));
  }

  private static void leftOut(String what, Exception why) {
    LOG.atInfo()
        .addKeyValue("reason", why.getMessage())
        .log(what + " cannot be had; the analysis goes on without");
  }
}
