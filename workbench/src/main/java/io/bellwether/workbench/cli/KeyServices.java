package io.bellwether.workbench.cli;

import io.bellwether.market.feed.FmpBarFeed;
import io.bellwether.market.feed.TwelveDataBarFeed;
import io.bellwether.market.macro.FredSeries;
import io.bellwether.market.news.NewsApiNews;
import java.util.Optional;
import okhttp3.HttpUrl;
import picocli.CommandLine.Option;

/** Where the services are that accept or refuse a key. */
final class KeyServices {
  private static final String PAPER = "https://paper-api.alpaca.markets";
  private static final String LIVE = "https://api.alpaca.markets";

  @Option(
      names = "--live",
      description = "Ask Alpaca's live host; by default that of paper trading.")
  private boolean live;

  @Option(
      names = "--alpaca-url",
      paramLabel = "URL",
      description = "Another server of Alpaca's protocol.")
  private Optional<String> alpaca;

  @Option(
      names = "--twelve-data-url",
      paramLabel = "URL",
      description = "Another server of Twelve Data's.")
  private Optional<String> twelveData;

  @Option(names = "--fmp-url", paramLabel = "URL", description = "Another server of FMP's.")
  private Optional<String> fmp;

  @Option(
      names = "--anthropic-url",
      paramLabel = "URL",
      description = "Another server of Anthropic's.")
  private Optional<String> anthropic;

  @Option(
      names = "--news-api-url",
      paramLabel = "URL",
      description = "Another server of NewsAPI's.")
  private Optional<String> newsApi;

  @Option(names = "--fred-url", paramLabel = "URL", description = "Another server of FRED's.")
  private Optional<String> fred;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  KeyServices() {}

  /**
   * The server to ask.
   *
   * @param key the stored value; Discord's is the address itself
   * @throws InputException if an option is no address, or would send keys unencrypted
   */
  HttpUrl of(KeyProbe probe, String key) {
    return switch (probe) {
      case ALPACA -> ServerUrl.parse("--alpaca-url", alpaca.orElse(live ? LIVE : PAPER));
      case TWELVE_DATA ->
          twelveData
              .map(text -> ServerUrl.parse("--twelve-data-url", text))
              .orElse(TwelveDataBarFeed.PRODUCTION);
      case FMP -> fmp.map(text -> ServerUrl.parse("--fmp-url", text)).orElse(FmpBarFeed.PRODUCTION);
      case ANTHROPIC ->
          ServerUrl.parse("--anthropic-url", anthropic.orElse("https://api.anthropic.com"));
      case NEWS_API ->
          newsApi
              .map(text -> ServerUrl.parse("--news-api-url", text))
              .orElse(NewsApiNews.PRODUCTION);
      case FRED ->
          fred.map(text -> ServerUrl.parse("--fred-url", text)).orElse(FredSeries.PRODUCTION);
      case DISCORD -> ServerUrl.secret(key);
    };
  }
}
