package io.bellwether.analysis;

import io.bellwether.cloud.AwsClients;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.trading.analysis.AnalysisStore;
import io.bellwether.trading.analysis.StoredTexts;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.event.EventPublisher;
import java.time.InstantSource;
import java.util.List;

/** What the function is made of. Strategies are read anew with each invocation. */
public final class AnalysisWiring {
  /** The settings that it does not start without. */
  public static final List<Setting> REQUIRED =
      List.of(
          Setting.STAGE,
          Setting.TRADING_TABLE_NAME,
          Setting.EVENT_BUS_NAME,
          Setting.SECRETS_ARN,
          Setting.ANALYSIS_BUCKET_NAME);

  private final Platform platform;
  private final StrategyBook book;
  private final StoredTexts texts;

  private AnalysisWiring(Platform platform) {
    this.platform = platform;
    this.book =
        new StrategyBook(platform.ledger().strategies(), platform.environment().deployment());
    this.texts = new StoredTexts(platform.archive());
  }

  static AnalysisWiring fromEnvironment() {
    return of(Platform.aws(System.getenv(), new AwsClients(), REQUIRED));
  }

  /** The function to rehearse with. */
  static AnalysisWiring rehearsal() {
    return of(Platform.rehearsal(System.getenv()));
  }

  /** The function on a platform. */
  public static AnalysisWiring of(Platform platform) {
    return new AnalysisWiring(platform);
  }

  InstantSource clock() {
    return platform.clock();
  }

  EmfMetrics metrics() {
    return platform.metrics();
  }

  StrategyBook book() {
    return book;
  }

  AnalysisStore analyses() {
    return platform.ledger().analysis().analyses();
  }

  EventPublisher events() {
    return platform.events();
  }

  VersionDesk versions() {
    return new VersionDesk(platform.ledger().strategies(), platform.clock());
  }

  StoredTexts texts() {
    return texts;
  }
}
