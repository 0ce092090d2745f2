package io.bellwether.execution;

import io.bellwether.cloud.AwsClients;
import io.bellwether.cloud.DeadLetterQueue;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.PriceStep;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.MeasuredBroker;
import io.bellwether.trading.broker.alpaca.AlpacaBroker;
import io.bellwether.trading.broker.alpaca.AlpacaSettings;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.execution.AccountRuntime;
import io.bellwether.trading.execution.DailySummary;
import io.bellwether.trading.execution.DamageReport;
import io.bellwether.trading.execution.ExecutionService;
import io.bellwether.trading.execution.SignalAdmission;
import io.bellwether.trading.execution.SignalIntake;
import io.bellwether.trading.execution.TickWatch;
import io.bellwether.trading.ledger.RiskStore;
import io.bellwether.trading.risk.RiskEngine;
import io.bellwether.trading.risk.RiskProfile;
import io.bellwether.trading.signal.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/** What the function is made of. Strategies are read anew with each invocation. */
public final class ExecutionWiring {
  /** The settings that it does not start without. */
  public static final List<Setting> REQUIRED =
      List.of(
          Setting.STAGE,
          Setting.TRADING_TABLE_NAME,
          Setting.SIGNAL_QUEUE_URL,
          Setting.DLQ_URL,
          Setting.EVENT_BUS_NAME,
          Setting.SECRETS_ARN);

  private final Platform platform;
  private final CostModel costs;
  private final PriceStep priceStep;
  private final UnaryOperator<Broker> brokers;
  private final Supplier<OkHttpClient> http;
  private final Optional<DeadLetterQueue> deadLetters;
  private final StrategyBook book;
  private final Outbox outbox;
  private final Map<AccountSettings, Broker> connected = new HashMap<>();

  private ExecutionWiring(
      Platform platform,
      CostModel costs,
      PriceStep priceStep,
      UnaryOperator<Broker> brokers,
      Supplier<OkHttpClient> http,
      Optional<DeadLetterQueue> deadLetters) {
    this.platform = platform;
    this.costs = costs;
    this.priceStep = priceStep;
    this.brokers = brokers;
    this.http = http;
    this.deadLetters = deadLetters;
    this.book =
        new StrategyBook(platform.ledger().strategies(), platform.environment().deployment());
    this.outbox = new Outbox(platform.ledger().signals(), platform.queue(), platform.clock());
  }

  static ExecutionWiring fromEnvironment() {
    AwsClients clients = new AwsClients();
    Platform platform = Platform.aws(System.getenv(), clients, REQUIRED);
    return of(platform, CostModels.byName("alpaca"), PriceStep.US_EQUITY)
        .withDeadLetters(
            new DeadLetterQueue(clients::sqs, platform.environment().deadLetterQueueUrl()));
  }

  /** The function to rehearse with. */
  static ExecutionWiring rehearsal() {
    return of(
        Platform.rehearsal(System.getenv()), CostModels.byName("alpaca"), PriceStep.US_EQUITY);
  }

  /** The function on a platform, with what fills cost and the grid of prices at its venue. */
  public static ExecutionWiring of(Platform platform, CostModel costs, PriceStep priceStep) {
    return new ExecutionWiring(
        platform, costs, priceStep, UnaryOperator.identity(), OkHttpClient::new, Optional.empty());
  }

  /** The same with something between it and the brokers. */
  public ExecutionWiring withBrokers(UnaryOperator<Broker> around) {
    return new ExecutionWiring(platform, costs, priceStep, around, http, deadLetters);
  }

  /** The same with an HTTP client that those of the brokers are derived from. */
  public ExecutionWiring withHttp(OkHttpClient client) {
    return new ExecutionWiring(platform, costs, priceStep, brokers, () -> client, deadLetters);
  }

  /** The same with a queue for messages that can never be handled; without, they are retried. */
  public ExecutionWiring withDeadLetters(DeadLetterQueue queue) {
    return new ExecutionWiring(platform, costs, priceStep, brokers, http, Optional.of(queue));
  }

  /** Where messages go that can never be handled. */
  Optional<DeadLetterQueue> deadLetters() {
    return deadLetters;
  }

  InstantSource clock() {
    return platform.clock();
  }

  EmfMetrics metrics() {
    return platform.metrics();
  }

  Outbox outbox() {
    return outbox;
  }

  /** The risk state of the accounts. */
  RiskStore risk() {
    return platform.ledger().risk();
  }

  /** The enabled strategies, each with the account it owns. */
  List<StrategyVersion> enabled() {
    return book.enabled();
  }

  /**
   * The enabled strategies, or the one that owns an account.
   *
   * @param only the account, or nothing for all
   * @throws IllegalArgumentException if nobody owns it
   */
  List<StrategyVersion> accounts(String only) {
    return only.isEmpty() ? book.enabled() : List.of(owner(only));
  }

  /**
   * The same as they are stored, in one read: for a person's word, which must not be carried out on
   * accounts or with settings that are guessed.
   *
   * @param only the account, or nothing for all
   * @throws IllegalStateException if they cannot be read
   * @throws IllegalArgumentException if nobody owns the account
   */
  List<StrategyVersion> storedAccounts(String only) {
    List<StrategyVersion> enabled = book.enabled();
    if (enabled.stream().anyMatch(StrategyVersion::packaged)) {
      throw new IllegalStateException(
          "the stored strategies cannot be read, so it is not known which accounts there are."
              + " NOTHING was done; send it again, and look at the table if it repeats");
    }
    return only.isEmpty() ? enabled : List.of(owner(only, enabled));
  }

  /** The strategy that owns an account. */
  StrategyVersion owner(String account) {
    return owner(account, book.enabled());
  }

  private static StrategyVersion owner(String account, List<StrategyVersion> enabled) {
    return enabled.stream()
        .filter(version -> version.account().id().equals(account))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no enabled strategy owns account " + account));
  }

  SignalIntake intake() {
    return new SignalIntake(platform.ledger(), platform.clock());
  }

  SignalAdmission admission() {
    return new SignalAdmission(platform.ledger(), platform.environment().stage(), platform.clock());
  }

  DamageReport damage() {
    return new DamageReport(platform.events(), platform.clock());
  }

  AccountStatus status(String account) {
    return new AccountStatus(
        platform.ledger().risk().of(account),
        platform.ledger().plans().open(account).size(),
        platform.ledger().orders().open(account).size());
  }

  ExecutionService execution(StrategyVersion version) {
    return new ExecutionService(
        runtime(version),
        platform.ledger(),
        platform.calendar(),
        platform.events(),
        platform.clock(),
        platform.pause(),
        platform.metrics());
  }

  DailySummary summary(StrategyVersion version) {
    return new DailySummary(
        runtime(version),
        platform.ledger(),
        platform.calendar(),
        platform.events(),
        platform.clock(),
        platform.metrics());
  }

  TickWatch tickWatch() {
    return new TickWatch(
        platform.calendar(), platform.ledger().journal(), platform.events(), platform.clock());
  }

  /** Whether nothing more is traded today: its session is over, or there is none. */
  boolean sessionIsOver() {
    Instant now = platform.clock().instant();
    LocalDate today = platform.calendar().dateAt(now);
    return platform.calendar().session(today).stream()
        .noneMatch(session -> now.isBefore(session.close()));
  }

  private AccountRuntime runtime(StrategyVersion version) {
    RiskProfile profile = version.account().limits();
    RiskEngine risk = new RiskEngine(version.account().margin() ? profile.onMargin() : profile);
    Broker broker =
        connected.computeIfAbsent(
            version.account(),
            account -> new MeasuredBroker(brokers.apply(connect(version)), platform.metrics()));
    return new AccountRuntime(version, broker, risk, costs, priceStep);
  }

  private Broker connect(StrategyVersion version) {
    boolean liveConfirmed = platform.environment().mode() == TradingMode.LIVE;
    AlpacaSettings settings =
        AlpacaSettings.of(version.account(), liveConfirmed)
            .withUrls(
                platform.environment().alpacaTradingUrl(), platform.environment().alpacaDataUrl())
            .withDataFeed(platform.environment().alpacaFeed());
    return new AlpacaBroker(
        settings,
        platform.alpacaKeys(version.account()),
        platform.clock(),
        platform.pause(),
        platform.jitter(),
        http.get());
  }
}
