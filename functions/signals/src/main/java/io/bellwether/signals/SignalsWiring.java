package io.bellwether.signals;

import io.bellwether.cloud.AwsClients;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.Setting;
import io.bellwether.market.feed.AlpacaBarFeed;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.CachedBarFeed;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.quality.BarQualityGate;
import io.bellwether.market.quality.QualityLimits;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.signal.BarHistory;
import io.bellwether.trading.signal.SignalService;
import java.time.InstantSource;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * What the function is made of.
 *
 * @param clock the time
 * @param book which strategies there are
 * @param signals evaluates one of them
 */
public record SignalsWiring(InstantSource clock, StrategyBook book, SignalService signals) {
  static SignalsWiring fromEnvironment() {
    return of(
        Platform.aws(
            System.getenv(),
            new AwsClients(),
            Setting.STAGE,
            Setting.TRADING_TABLE_NAME,
            Setting.SIGNAL_QUEUE_URL,
            Setting.EVENT_BUS_NAME,
            Setting.SECRETS_ARN));
  }

  /** The function to rehearse with. */
  static SignalsWiring rehearsal() {
    return of(Platform.rehearsal(System.getenv()));
  }

  /** The function on a platform. */
  public static SignalsWiring of(Platform platform) {
    BarHistory history =
        new BarHistory(
            feed(platform),
            new BarQualityGate(QualityLimits.DEFAULT),
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
            platform.pause());
    return new SignalsWiring(
        platform.clock(),
        new StrategyBook(platform.ledger().strategies(), platform.environment().deployment()),
        signals);
  }

  private static BarFeed feed(Platform platform) {
    HttpReader reader =
        new HttpReader(
            new OkHttpClient(), HttpReader.Settings.DEFAULT, platform.pause(), platform.jitter());
    HttpUrl url = HttpUrl.get(platform.environment().alpacaDataUrl().toString());
    AlpacaBarFeed.Tape tape =
        AlpacaBarFeed.Tape.valueOf(platform.environment().alpacaFeed().toUpperCase(Locale.ROOT));
    return new CachedBarFeed(
        new AlpacaBarFeed(reader, url, tape, platform.alpacaKeys()),
        platform.barCache(),
        platform.clock(),
        platform.calendar());
  }
}
