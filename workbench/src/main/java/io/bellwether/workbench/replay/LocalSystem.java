package io.bellwether.workbench.replay;

import io.bellwether.analysis.AnalysisHandler;
import io.bellwether.analysis.AnalysisWiring;
import io.bellwether.cloud.DeadLetterQueue;
import io.bellwether.cloud.FunctionEnvironment;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.SecretRedactor;
import io.bellwether.cloud.Secrets;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.execution.ExecutionHandler;
import io.bellwether.execution.ExecutionWiring;
import io.bellwether.market.PriceStep;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.MemoryBarCache;
import io.bellwether.notifications.NotificationsHandler;
import io.bellwether.notifications.NotificationsWiring;
import io.bellwether.signals.SignalsHandler;
import io.bellwether.signals.SignalsWiring;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.StrategyStore;
import io.bellwether.trading.signal.SignalQueue;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.cloud.LocalBucket;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The whole system on this machine: the three functions, wired as on AWS, on the embedded cloud and
 * a simulated exchange, in virtual time.
 */
public final class LocalSystem implements AutoCloseable {
  /** In a cloud that was used before, after what was active there. */
  private static void bringIn(StrategyStore store, StrategyVersion version) {
    store.create(version);
    store.activate(Activation.after(store.activations(version.strategy()), version));
  }

  private static final Duration SECRETS_VALIDITY = Duration.ofDays(1);
  private static final long JITTER_SEED = 1;

  /** Where a URL leads that no part of a replay serves: a port nobody listens on. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final Builder builder;
  private final EmbeddedCloud cloud;
  private final SimulatedExchange exchange;
  private final Ledger ledger;
  private final Platform platform;
  private final LocalFunctions functions;
  private final Consumer<String> told;
  private final boolean ownsCloud;

  private LocalSystem(Builder builder, EmbeddedCloud cloud) {
    this.builder = builder;
    this.cloud = cloud;
    this.ownsCloud = builder.cloud.isEmpty();
    this.exchange = builder.exchange;
    this.ledger = cloud.ledger();
    bringIn(ledger.strategies(), builder.version);
    cloud.putSecrets(secrets(builder));
    this.platform = platform(builder);
    NotificationsHandler notifications =
        new NotificationsHandler(NotificationsWiring.of(platform, cloud.publisher()));
    this.told = event -> deliver(notifications, event);
    cloud.subscribe(told);
    this.functions = anotherInstance();
  }

  /** Another instance of each function on the same state, as Lambda starts for parallel events. */
  public LocalFunctions anotherInstance() {
    return new LocalFunctions(
        builder.version.strategy(),
        new SignalsHandler(SignalsWiring.of(platform)),
        new ExecutionHandler(
            ExecutionWiring.of(platform, builder.costs, builder.priceStep)
                .withBrokers(builder.brokers)
                .withDeadLetters(
                    new DeadLetterQueue(cloud.sqsClient(), cloud.deadLetterQueueUrl()))),
        new AnalysisHandler(AnalysisWiring.of(platform)),
        new QueueReader(cloud.sqsClient(), cloud.signalQueueUrl(), cloud::signalsSent));
  }

  /** Collects what a system is made of. */
  public static Builder builder(
      StrategyVersion version,
      TradingCalendar calendar,
      VirtualClock clock,
      SimulatedExchange exchange) {
    return new Builder(version, calendar, clock, exchange);
  }

  public LocalFunctions functions() {
    return functions;
  }

  public Ledger ledger() {
    return ledger;
  }

  public EmbeddedCloud cloud() {
    return cloud;
  }

  public SimulatedExchange exchange() {
    return exchange;
  }

  /** Closes the cloud it started; one that was given, and the exchange, are their maker's. */
  @Override
  public void close() {
    cloud.unsubscribe(told);
    if (ownsCloud) {
      cloud.close();
    }
  }

  private Map<SecretKey, String> secrets(Builder builder) {
    Map<SecretKey, String> secrets = new EnumMap<>(SecretKey.class);
    secrets.put(SecretKey.ALPACA_KEY_ID, exchange.keyId());
    secrets.put(SecretKey.ALPACA_SECRET_KEY, exchange.secret());
    secrets.putAll(builder.secrets);
    return secrets;
  }

  private Platform platform(Builder builder) {
    Map<String, String> variables = new HashMap<>();
    variables.put("STAGE", "replay");
    variables.put("TRADING_TABLE_NAME", EmbeddedCloud.TABLE);
    variables.put("SNS_TOPIC_ARN", EmbeddedCloud.TOPIC);
    variables.put("SIGNAL_QUEUE_URL", cloud.signalQueueUrl());
    variables.put("EVENT_BUS_NAME", EmbeddedCloud.BUS);
    variables.put("SECRETS_ARN", EmbeddedCloud.SECRET);
    variables.put("ALPACA_TRADING_URL", exchange.baseUri().toString());
    variables.put("ALPACA_DATA_URL", exchange.baseUri().toString());
    variables.put("ANALYSIS_BUCKET_NAME", LocalBucket.NAME);
    // There is no key to ask with either: the local analyst serves.
    variables.put("ANTHROPIC_URL", NOWHERE);
    variables.put("FRED_URL", NOWHERE);
    variables.put("NEWS_API_URL", NOWHERE);
    builder.historyStart.ifPresent(date -> variables.put("HISTORY_START", date.toString()));
    builder.settings.forEach((setting, value) -> variables.put(setting.name(), value));
    return new Platform(
        FunctionEnvironment.read(variables),
        builder.ledger.apply(ledger),
        builder.queue.apply(cloud.signalQueue()),
        builder.events.apply(cloud.events()),
        cloud.archive(),
        new Secrets(
            cloud.secretsClient(),
            EmbeddedCloud.SECRET,
            builder.clock,
            SECRETS_VALIDITY,
            SecretRedactor.ofProcess()),
        new MemoryBarCache(),
        builder.calendar,
        builder.clock,
        builder.clock,
        new SplittableRandom(JITTER_SEED),
        builder
            .metricLines
            .map(lines -> new EmfMetrics("replay", builder.clock, lines))
            .orElseGet(() -> EmfMetrics.inLog("replay", builder.clock)));
  }

  private static void deliver(NotificationsHandler notifications, String event) {
    try {
      notifications.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          new ByteArrayOutputStream(),
          new LocalContext("notifications", "event", Duration.ofSeconds(30)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Collects what a system is made of; ports can be wrapped, to make them fail. */
  public static final class Builder {
    private final StrategyVersion version;
    private final TradingCalendar calendar;
    private final VirtualClock clock;
    private final SimulatedExchange exchange;
    private CostModel costs = CostModels.byName("none");
    private PriceStep priceStep = PriceStep.US_EQUITY;
    private Optional<LocalDate> historyStart = Optional.of(LocalDate.of(1999, 1, 1));
    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    private final Map<SecretKey, String> secrets = new EnumMap<>(SecretKey.class);
    private Optional<EmbeddedCloud> cloud = Optional.empty();
    private Optional<Consumer<String>> metricLines = Optional.empty();
    private UnaryOperator<Ledger> ledger = UnaryOperator.identity();
    private UnaryOperator<SignalQueue> queue = UnaryOperator.identity();
    private UnaryOperator<EventPublisher> events = UnaryOperator.identity();
    private UnaryOperator<Broker> brokers = UnaryOperator.identity();

    private Builder(
        StrategyVersion version,
        TradingCalendar calendar,
        VirtualClock clock,
        SimulatedExchange exchange) {
      this.version = version;
      this.calendar = calendar;
      this.clock = clock;
      this.exchange = exchange;
    }

    /** What the ledger reckons a fill to cost; nothing unless said otherwise. */
    public Builder costs(CostModel value) {
      costs = value;
      return this;
    }

    /** The grid of prices of orders; that of US equities unless said otherwise. */
    public Builder priceStep(PriceStep value) {
      priceStep = value;
      return this;
    }

    /** The first date of the history that decisions are made on. */
    public Builder historyStart(LocalDate value) {
      historyStart = Optional.of(value);
      return this;
    }

    /** Has history begin where the functions reckon it to, as they do live. */
    public Builder historyAsLive() {
      historyStart = Optional.empty();
      return this;
    }

    /** The cloud to run on, which stays its maker's to close; one of its own unless given. */
    public Builder cloud(EmbeddedCloud value) {
      cloud = Optional.of(value);
      return this;
    }

    /** Sets a variable of the functions' environment, in place of what it would be. */
    public Builder setting(Setting setting, String value) {
      settings.put(setting, value);
      return this;
    }

    /** Stores a secret beside the exchange's keys, or in place of one of them. */
    public Builder secret(SecretKey key, String value) {
      secrets.put(key, value);
      return this;
    }

    /** Takes the lines of metrics, which else go to the log. */
    public Builder metrics(Consumer<String> lines) {
      metricLines = Optional.of(lines);
      return this;
    }

    public Builder wrapLedger(UnaryOperator<Ledger> around) {
      ledger = around;
      return this;
    }

    public Builder wrapQueue(UnaryOperator<SignalQueue> around) {
      queue = around;
      return this;
    }

    public Builder wrapEvents(UnaryOperator<EventPublisher> around) {
      events = around;
      return this;
    }

    public Builder wrapBroker(UnaryOperator<Broker> around) {
      brokers = around;
      return this;
    }

    /** Wires the functions on the cloud that was given, or on one it starts. */
    public LocalSystem start() {
      return new LocalSystem(this, cloud.orElseGet(() -> EmbeddedCloud.start(clock)));
    }
  }
}
