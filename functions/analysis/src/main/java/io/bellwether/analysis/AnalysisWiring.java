package io.bellwether.analysis;

import io.bellwether.analyst.AnalysisService;
import io.bellwether.analyst.Audit;
import io.bellwether.analyst.StudyLoader;
import io.bellwether.analyst.digest.WeeklyDigest;
import io.bellwether.analyst.drift.DriftLimits;
import io.bellwether.analyst.drift.DriftWatch;
import io.bellwether.analyst.versions.VersionActions;
import io.bellwether.cloud.AwsClients;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.PlatformFeeds;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.time.Deadline;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.analysis.StoredTexts;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.event.EventPublisher;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Studies studies;
  private final AnalystSet analysts;
  private final Outlook outlook;

  private AnalysisWiring(Platform platform, Map<FeedName, BarFeed> feeds) {
    this.platform = platform;
    this.analysts = AnalystSet.of(platform);
    this.outlook = new Outlook(platform);
    this.book =
        new StrategyBook(platform.ledger().strategies(), platform.environment().deployment());
    this.texts = new StoredTexts(platform.archive());
    this.studies =
        new Studies(
            platform,
            new StudyLoader(
                PlatformFeeds.cached(feeds, platform),
                PlatformFeeds.gate(platform),
                platform.calendar(),
                platform.environment().analyst().historyYears(),
                LocalSweep.on(Runtime.getRuntime().availableProcessors()),
                analysts::bounds));
  }

  static AnalysisWiring fromEnvironment() {
    return of(Platform.aws(System.getenv(), new AwsClients(), REQUIRED));
  }

  /** The function to rehearse with. */
  static AnalysisWiring rehearsal() {
    return of(Platform.rehearsal(System.getenv()));
  }

  /** The function on a platform, with the feeds that the platform's environment names. */
  public static AnalysisWiring of(Platform platform) {
    return of(platform, PlatformFeeds.of(platform));
  }

  /** The function on a platform, with these feeds, each behind its own cache. */
  public static AnalysisWiring of(Platform platform, Map<FeedName, BarFeed> feeds) {
    return new AnalysisWiring(platform, feeds);
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

  Audit audit() {
    return new Audit(platform.ledger().analysis().analyses(), texts);
  }

  WeeklyDigest digest() {
    return new WeeklyDigest(
        platform.ledger(),
        platform.calendar(),
        platform.events(),
        platform.environment().analyst().monthlyBudgetUsd(),
        platform.environment().stage());
  }

  Outlook outlook() {
    return outlook;
  }

  Studies studies() {
    return studies;
  }

  SessionKeeper sessions() {
    return new SessionKeeper(platform, outlook);
  }

  /** What people ask about versions; bars for the report on a shadow are those of a study. */
  VersionActions versionActions(Deadline deadline) {
    return new VersionActions(
        platform.ledger(),
        book,
        version ->
            studies.load(version, deadline) instanceof StudyLoader.Result.Ready ready
                ? Optional.of(ready.study().market())
                : Optional.empty(),
        platform.events(),
        platform.clock());
  }

  /**
   * What carries out an analysis.
   *
   * @throws IllegalStateException listing everything that is wrong with the analyst's settings
   */
  AnalysisService service() {
    AnalystSet.Parts parts = analysts.usable();
    return new AnalysisService(
        platform.environment().stage(),
        platform.ledger(),
        texts,
        versions(),
        parts.analyst(),
        parts.gate()::examine,
        parts.policy(),
        platform.events(),
        platform.clock());
  }

  /**
   * Why no proposal for a version can pass the gate, however good.
   *
   * @throws IllegalStateException listing everything that is wrong with the analyst's settings
   */
  Optional<String> hopeless(StrategyVersion version, LocalDate session) {
    return analysts.usable().gate().hopeless(studies.mostSessions(version, session));
  }

  DriftWatch drift() {
    return new DriftWatch(
        platform.ledger(),
        platform.calendar(),
        StrategyCatalog.standard(),
        DriftLimits.DEFAULT,
        platform.events(),
        platform.metrics(),
        platform.clock());
  }

  EventPublisher events() {
    return platform.events();
  }

  VersionDesk versions() {
    return new VersionDesk(platform.ledger().strategies(), platform.clock());
  }
}
