package io.bellwether.workbench.scenario.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.FunctionEnvironment;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretRedactor;
import io.bellwether.cloud.Secrets;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.execution.ExecutionHandler;
import io.bellwether.execution.ExecutionWiring;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.PriceStep;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.feed.MemoryBarCache;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Target;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.cloud.LocalBucket;
import io.bellwether.workbench.cloud.LocalSecrets;
import io.bellwether.workbench.cloud.MemoryItemStore;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.replay.LocalContext;
import io.bellwether.workbench.replay.VirtualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import okhttp3.OkHttpClient;

/**
 * One account with the real execution function on it: the real ledger over a table in memory, the
 * real broker's client over a line in this process. Signals are written into the ledger as the
 * signals function leaves them.
 */
final class Venture {
  static final LocalDate DAY = LocalDate.of(2025, 3, 4);
  static final String MAIN = "TQQQ";
  static final String OTHER = "SPY";

  /** Follow-ups run some seconds after the minute, as they do on AWS. */
  private static final Duration INTO_THE_MINUTE = Duration.ofSeconds(5);

  private static final String STAGE = "test";
  private static final String ACCOUNT = "venture";
  private static final String STRATEGY = "rsi2";
  private static final String SECRET = "keys";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final OkHttpClient HTTP = new OkHttpClient();
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final int MINUTES = 2 * 390;
  private static final List<Bars> CALM = List.of(minutes(MAIN, flat()), minutes(OTHER, flat()));

  private final VirtualClock clock = new VirtualClock(at(DAY, "09:29"));
  private final Ports ports = new Ports();
  private final MemoryItemStore store = new MemoryItemStore("venture");
  private final Ledger truth = new DynamoLedger(store, AttemptTokens.of("truth"));
  private final SimulatedExchange exchange;
  private final Line line;
  private final List<TradingEvent> events = new ArrayList<>();
  private ExecutionHandler handler;
  private int processes;

  private Venture(List<Bars> bars) {
    this.exchange =
        SimulatedExchange.builder(CALENDAR, clock, new NoCosts())
            .bars(bars)
            .withoutServer()
            .start();
    clock.onMove(exchange::advance);
    this.line = new Line(exchange, ports);
    Activations.bringIn(truth.strategies(), version());
    this.handler = start();
  }

  /** Both symbols at 100 dollars, all day and the next. */
  static Venture calm() {
    return new Venture(CALM);
  }

  /** The main symbol at 100 dollars, and from some minute of the first session on at another. */
  static Venture falling(int fromMinute, double price) {
    double[] closes = flat();
    Arrays.fill(closes, fromMinute, closes.length, price);
    return new Venture(List.of(minutes(MAIN, closes), minutes(OTHER, flat())));
  }

  private static double[] flat() {
    double[] closes = new double[MINUTES];
    Arrays.fill(closes, 100);
    return closes;
  }

  private static Bars minutes(String symbol, double[] closes) {
    Bars.Builder bars =
        Bars.builder(symbol, new Timeframe(1), new Provenance("test", PriceBasis.SPLIT));
    LocalDate date = DAY;
    double price = closes[0];
    int next = 0;
    while (next < closes.length) {
      Session session = CALENDAR.session(date).orElseThrow();
      Instant start = session.open();
      while (start.isBefore(session.close()) && next < closes.length) {
        double close = closes[next++];
        bars.add(
            start.toEpochMilli(),
            price,
            Math.max(price, close),
            Math.min(price, close),
            close,
            10_000);
        price = close;
        start = start.plus(Duration.ofMinutes(1));
      }
      date = CALENDAR.nextSession(date).date();
    }
    return bars.build();
  }

  static Instant at(LocalDate date, String time) {
    return date.atTime(LocalTime.parse(time)).atZone(NyseCalendar.ZONE).toInstant();
  }

  /** A signal of the strategy at this minute, for an hour, and its message. */
  Signal signal(Target... targets) {
    Instant now = clock.instant();
    Instant bar = now.minus(Duration.ofHours(1));
    Map<String, BigDecimal> closes = new HashMap<>();
    closes.put(MAIN, new BigDecimal("100"));
    closes.put(OTHER, new BigDecimal("100"));
    Signal signal =
        new Signal(
            Identifiers.signal(STAGE, ACCOUNT, STRATEGY, MAIN, bar),
            ACCOUNT,
            STRATEGY,
            1,
            Timeframe.HOUR,
            bar,
            now,
            now,
            now.plus(Duration.ofHours(1)),
            false,
            List.of(targets),
            closes,
            true);
    truth.signals().create(signal);
    return signal;
  }

  static Target hold(String symbol, double weight) {
    return new Target.Hold(
        symbol,
        Direction.LONG,
        new Sizing.WeightOfEquity(weight),
        Optional.of(new StopLoss(0.05)),
        Optional.empty(),
        false,
        "");
  }

  static Target flat(String symbol) {
    return new Target.Flat(symbol, ExitReason.RULE, "");
  }

  /** Hands the signal's message to the function; whether it was taken. */
  boolean deliver(Signal signal) {
    ObjectNode batch = JSON.createObjectNode();
    ObjectNode record = batch.putArray("Records").addObject();
    record.put("messageId", "message-" + signal.id());
    record.put(
        "body",
        JSON.createObjectNode().put("account", ACCOUNT).put("signalId", signal.id()).toString());
    record.putObject("attributes").put("MessageGroupId", ACCOUNT);
    Optional<JsonNode> answer = invoke(batch);
    return answer.isPresent() && answer.get().path("batchItemFailures").isEmpty();
  }

  /** Moves on to a time of the day, some seconds into its minute. */
  Venture to(String time) {
    clock.moveTo(at(DAY, time).plus(INTO_THE_MINUTE));
    return this;
  }

  /** So many minutes, each with its follow-up. */
  Venture minutes(int count) {
    for (int i = 0; i < count; i++) {
      Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
      clock.moveTo(minute.plus(Duration.ofMinutes(1)).plus(INTO_THE_MINUTE));
      followUp();
    }
    return this;
  }

  /** The scheduled follow-up; empty if the process died of it. */
  Optional<JsonNode> followUp() {
    return invoke(JSON.createObjectNode().put("action", "follow-up"));
  }

  /** Any invocation; empty if the process died of it. */
  Optional<JsonNode> invoke(ObjectNode payload) {
    ports.begin();
    try {
      return Optional.of(invoke(handler, payload));
    } catch (Killed e) {
      handler = start();
      return Optional.empty();
    }
  }

  /** An invocation in a process of its own, while another may be under way. */
  JsonNode elsewhere(ObjectNode payload) {
    return invoke(start(), payload);
  }

  private static JsonNode invoke(ExecutionHandler handler, ObjectNode payload) {
    try {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(JSON.writeValueAsBytes(payload)),
          answer,
          new LocalContext("execution", "request", TIMEOUT));
      return JSON.readTree(answer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode action(String action) {
    return JSON.createObjectNode().put("action", action);
  }

  private ExecutionHandler start() {
    LocalSecrets secrets = new LocalSecrets();
    secrets.put(
        SECRET,
        "{\"alpaca_key_id\":\"%s\",\"alpaca_secret_key\":\"%s\"}"
            .formatted(exchange.keyId(), exchange.secret()));
    InstantSource time = clock;
    Platform platform =
        new Platform(
            environment(),
            new DynamoLedger(
                new WatchedStore(store, ports), AttemptTokens.of("process-" + ++processes)),
            (account, signal) -> ports.call("send " + signal, () -> true),
            event ->
                ports.call(
                    "publish " + event.type(),
                    () -> {
                      events.add(event);
                      return true;
                    }),
            new LocalBucket().archive(),
            new Secrets(secrets, SECRET, time, Duration.ofDays(1), new SecretRedactor()),
            new MemoryBarCache(),
            CALENDAR,
            time,
            duration ->
                ports.call(
                    "wait",
                    () -> {
                      clock.of(duration);
                      return true;
                    }),
            new SplittableRandom(1),
            new EmfMetrics("test", time, text -> {}));
    return new ExecutionHandler(
        ExecutionWiring.of(platform, new NoCosts(), PriceStep.US_EQUITY)
            .withHttp(HTTP.newBuilder().addInterceptor(line).build()));
  }

  private FunctionEnvironment environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("STAGE", STAGE);
    variables.put("TRADING_TABLE_NAME", "venture");
    variables.put("SNS_TOPIC_ARN", "arn:aws:sns:us-east-1:000000000000:test");
    variables.put("SIGNAL_QUEUE_URL", "http://queue.invalid/signals.fifo");
    variables.put("EVENT_BUS_NAME", "test");
    variables.put("SECRETS_ARN", SECRET);
    variables.put("ALPACA_TRADING_URL", "http://127.0.0.1:9");
    variables.put("ALPACA_DATA_URL", "http://127.0.0.1:9");
    return FunctionEnvironment.read(variables);
  }

  private static StrategyVersion version() {
    return new StrategyVersion(
        STRATEGY,
        1,
        Optional.empty(),
        true,
        new AccountSettings(
            ACCOUNT,
            "alpaca",
            TradingMode.PAPER,
            false,
            false,
            false,
            "none",
            BigDecimal.ZERO,
            BigDecimal.ONE),
        List.of(MAIN, OTHER),
        Timeframe.HOUR,
        PriceBasis.SPLIT,
        List.of(FeedName.ALPACA),
        Map.of(),
        "test",
        Instant.EPOCH,
        false);
  }

  VirtualClock clock() {
    return clock;
  }

  Ports ports() {
    return ports;
  }

  Line line() {
    return line;
  }

  SimulatedExchange exchange() {
    return exchange;
  }

  /** The ledger as it is: reading it counts for nothing. */
  Ledger ledger() {
    return truth;
  }

  static String account() {
    return ACCOUNT;
  }

  List<TradingEvent> events() {
    return List.copyOf(events);
  }

  long told(TradingEvent.Type type) {
    return events.stream().filter(event -> event.type() == type).count();
  }

  List<OrderRecord> orders() {
    return truth.orders().between(ACCOUNT, Instant.EPOCH, at(DAY.plusYears(1), "12:00"));
  }

  List<ExchangeOrder> openAtExchange() {
    return exchange.orders().stream().filter(order -> order.status().isOpen()).toList();
  }

  int held(String symbol) {
    return exchange.positions().getOrDefault(symbol, BigDecimal.ZERO).intValueExact();
  }

  int booked(String symbol) {
    return truth
        .holdings()
        .find(ACCOUNT, symbol)
        .map(Holding::quantity)
        .orElse(BigDecimal.ZERO)
        .intValueExact();
  }
}
