package io.bellwether.workbench.replay;

import io.bellwether.cloud.FunctionEnvironment;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.SecretRedactor;
import io.bellwether.cloud.Secrets;
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
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.signal.SignalQueue;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * The whole system on this machine: the three functions, wired as on AWS, on the embedded cloud and
 * a simulated exchange, in virtual time.
 */
public final class LocalSystem implements AutoCloseable {
  private static final Duration SECRETS_VALIDITY = Duration.ofDays(1);
  private static final long JITTER_SEED = 1;

  private final Builder builder;
  private final EmbeddedCloud cloud;
  private final SimulatedExchange exchange;
  private final Ledger ledger;
  private final Platform platform;
  private final LocalFunctions functions;

  private LocalSystem(Builder builder, EmbeddedCloud cloud) {
    this.builder = builder;
    this.cloud = cloud;
    this.exchange = builder.exchange;
    this.ledger = cloud.ledger();
    ledger.strategies().create(builder.version);
    ledger.strategies().activate(builder.version.strategy(), builder.version.version());
    cloud.putSecrets(
        Map.of(
            SecretKey.ALPACA_KEY_ID, exchange.keyId(),
            SecretKey.ALPACA_SECRET_KEY, exchange.secret()));
    this.platform = platform(builder);
    NotificationsHandler notifications =
        new NotificationsHandler(NotificationsWiring.of(platform, cloud.publisher()));
    cloud.subscribe(event -> deliver(notifications, event));
    this.functions = anotherInstance();
  }

  /** Another instance of each function on the same state, as Lambda starts for parallel events. */
  public LocalFunctions anotherInstance() {
    return new LocalFunctions(
        builder.version.strategy(),
        new SignalsHandler(SignalsWiring.of(platform)),
        new ExecutionHandler(
            ExecutionWiring.of(platform, builder.costs, builder.priceStep)
                .withBrokers(builder.brokers)),
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

  /** Closes the cloud; the exchange is its maker's to close. */
  @Override
  public void close() {
    cloud.close();
  }

  private Platform platform(Builder builder) {
    Map<String, String> variables =
        Map.of(
            "STAGE",
            "replay",
            "TRADING_TABLE_NAME",
            EmbeddedCloud.TABLE,
            "SNS_TOPIC_ARN",
            EmbeddedCloud.TOPIC,
            "SIGNAL_QUEUE_URL",
            cloud.signalQueueUrl(),
            "EVENT_BUS_NAME",
            EmbeddedCloud.BUS,
            "SECRETS_ARN",
            EmbeddedCloud.SECRET,
            "ALPACA_TRADING_URL",
            exchange.baseUri().toString(),
            "ALPACA_DATA_URL",
            exchange.baseUri().toString(),
            "HISTORY_START",
            builder.historyStart.toString());
    return new Platform(
        FunctionEnvironment.read(variables),
        builder.ledger.apply(ledger),
        builder.queue.apply(cloud.signalQueue()),
        builder.events.apply(cloud.events()),
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
        new SplittableRandom(JITTER_SEED));
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
    private LocalDate historyStart = LocalDate.of(1999, 1, 1);
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
      historyStart = value;
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

    /** Starts the embedded cloud and wires the functions on it. */
    public LocalSystem start() {
      return new LocalSystem(this, EmbeddedCloud.start(clock));
    }
  }
}
