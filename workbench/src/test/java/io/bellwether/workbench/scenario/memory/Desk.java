package io.bellwether.workbench.scenario.memory;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.PriceStep;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Target;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.alpaca.AlpacaBroker;
import io.bellwether.trading.broker.alpaca.AlpacaSettings;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.execution.AccountRuntime;
import io.bellwether.trading.execution.ExecutionService;
import io.bellwether.trading.execution.SignalIntake;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.risk.RiskEngine;
import io.bellwether.trading.risk.RiskProfiles;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.cloud.MemoryItemStore;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import io.bellwether.workbench.replay.VirtualClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * One account worked on by the real execution and the real Alpaca client over the simulated
 * exchange and a ledger in memory. TQQQ stands at 100 and OTHER at 50, until the test says
 * otherwise.
 */
final class Desk implements AutoCloseable {
  static final String ACCOUNT = "account";
  static final String SYMBOL = "TQQQ";
  static final String OTHER = "SPY";
  static final LocalDate MONDAY = LocalDate.of(2025, 3, 3);
  static final LocalDate FRIDAY = MONDAY.minusDays(3);
  static final LocalDate TUESDAY = MONDAY.plusDays(1);
  static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

  private static final Provenance PROVENANCE = new Provenance("test", PriceBasis.SPLIT);
  private static final MediaType JSON = MediaType.get("application/json");

  private final NyseCalendar calendar = new NyseCalendar();
  private final VirtualClock clock = new VirtualClock(at(MONDAY, "09:00"));
  private final Ports ports = new Ports();
  private final Ledger ledger =
      new DynamoLedger(
          new WatchedStore(new MemoryItemStore("reconcile"), ports), AttemptTokens.of("test"));
  private final List<TradingEvent> events = new ArrayList<>();
  private final SimulatedExchange exchange;
  private final Broker broker;
  private final AccountRuntime runtime;
  private BiFunction<String, Reply, Optional<Reply>> fault = (path, reply) -> Optional.of(reply);
  private BigDecimal close = BigDecimal.valueOf(100);
  private int signals;

  Desk(UnexplainedPolicy policy) {
    this(policy, false, new NoCosts(), true);
  }

  Desk(UnexplainedPolicy policy, boolean concentrate, CostModel costs, boolean fractional) {
    this(policy, concentrate, costs, fractional, flat(SYMBOL, 100, FRIDAY, MONDAY));
  }

  Desk(
      UnexplainedPolicy policy,
      boolean concentrate,
      CostModel costs,
      boolean fractional,
      Bars ofSymbol) {
    exchange =
        SimulatedExchange.builder(calendar, clock, costs)
            .bars(List.of(ofSymbol, flat(OTHER, 50, FRIDAY, MONDAY)))
            .fractional(fractional)
            .withoutServer()
            .start();
    clock.onMove(exchange::advance);
    broker =
        new AlpacaBroker(
            AlpacaSettings.paper(),
            () -> new ApiKey("key", "secret"),
            clock,
            clock,
            RandomGenerator.of("L64X128MixRandom"),
            new OkHttpClient.Builder().addInterceptor(this::carry).build());
    runtime =
        new AccountRuntime(
            version(policy, concentrate),
            broker,
            new RiskEngine(RiskProfiles.NONE),
            costs,
            PriceStep.US_EQUITY);
  }

  private static StrategyVersion version(UnexplainedPolicy policy, boolean concentrate) {
    return new StrategyVersion(
        "rsi2",
        1,
        Optional.empty(),
        true,
        new AccountSettings(
            ACCOUNT,
            "alpaca",
            TradingMode.PAPER,
            concentrate,
            false,
            false,
            "none",
            BigDecimal.ZERO,
            BigDecimal.ONE,
            policy,
            Map.of()),
        List.of(SYMBOL),
        Timeframe.HOUR,
        PriceBasis.SPLIT,
        List.of(FeedName.ALPACA),
        Map.of(),
        "test",
        Instant.EPOCH,
        false);
  }

  /** A new process: what is only in memory is gone. */
  ExecutionService execution() {
    return new ExecutionService(runtime, ledger, calendar, events::add, clock, clock, Metrics.NONE);
  }

  Deadline deadline() {
    return Deadline.after(clock, Duration.ofSeconds(50));
  }

  /** Moves the clock to a time of the day it shows. */
  Desk to(String time) {
    return to(calendar.dateAt(clock.instant()), time);
  }

  Desk to(LocalDate date, String time) {
    clock.moveTo(at(date, time));
    return this;
  }

  /** Follow-ups, one a minute. */
  Desk minutes(int count) {
    for (int i = 0; i < count; i++) {
      clock.of(Duration.ofMinutes(1));
      followUp();
    }
    return this;
  }

  /** A follow-up, which may be killed on its way; the next one is another process. */
  Desk followUp() {
    try {
      execution().followUp(deadline());
    } catch (Killed e) {
      ports.begin();
    }
    return this;
  }

  /** The calls to the ledger and the broker, at one of which the process can be killed. */
  Ports ports() {
    return ports;
  }

  /** A signal to hold a weight of equity of the symbol with a stop 5 % below. */
  Desk hold(double weight) {
    Instant now = clock.instant();
    return signal(target(weight), now, now.plusSeconds(3600));
  }

  /** The same signal, decided now, for the next session of which the date is given. */
  Desk holdFrom(LocalDate date, double weight) {
    return signal(target(weight), at(date, "09:00"), at(date, "15:00"));
  }

  private Target target(double weight) {
    return new Target.Hold(
        SYMBOL,
        Direction.LONG,
        new Sizing.WeightOfEquity(weight),
        Optional.of(new StopLoss(0.05)),
        Optional.empty(),
        runtime.version().account().concentrate(),
        "test");
  }

  /** A signal to hold nothing of the symbol. */
  Desk flat() {
    Instant now = clock.instant();
    return signal(new Target.Flat(SYMBOL, ExitReason.RULE, "test"), now, now.plusSeconds(3600));
  }

  private Desk signal(Target target, Instant from, Instant until) {
    Instant now = clock.instant();
    Signal signal =
        new Signal(
            "signal-" + signals++,
            ACCOUNT,
            "rsi2",
            1,
            Timeframe.HOUR,
            now.minusSeconds(3600),
            now,
            from,
            until,
            false,
            List.of(target),
            Map.of(SYMBOL, close),
            true);
    ledger.signals().create(signal);
    new SignalIntake(ledger, clock).take(signal.id());
    return this;
  }

  /** Gives the exchange the bars of another session, at one price. */
  Desk prices(String symbol, LocalDate date, double price) {
    if (symbol.equals(SYMBOL)) {
      close = BigDecimal.valueOf(price);
    }
    exchange.append(flat(symbol, price, date));
    return this;
  }

  /** What happens to answers from now on; empty is no answer. Requests are carried out. */
  Desk fault(BiFunction<String, Reply, Optional<Reply>> value) {
    fault = value;
    return this;
  }

  Desk noFault() {
    return fault((path, reply) -> Optional.of(reply));
  }

  SimulatedExchange exchange() {
    return exchange;
  }

  Ledger ledger() {
    return ledger;
  }

  VirtualClock clock() {
    return clock;
  }

  BigDecimal held(String symbol) {
    return exchange.positions().getOrDefault(symbol, BigDecimal.ZERO);
  }

  Holding holding(String symbol) {
    return ledger
        .holdings()
        .find(ACCOUNT, symbol)
        .orElseGet(() -> Holding.none(ACCOUNT, symbol, "rsi2"));
  }

  List<Trade> trades() {
    return ledger.holdings().trades(ACCOUNT, Instant.EPOCH, EVER);
  }

  List<Finding> findings() {
    return ledger.reconciliation().findings(ACCOUNT);
  }

  List<TradingEvent> told(TradingEvent.Type type) {
    return events.stream().filter(event -> event.type() == type).toList();
  }

  @Override
  public void close() {
    exchange.close();
  }

  static Instant at(LocalDate date, String time) {
    return date.atTime(LocalTime.parse(time)).atZone(NyseCalendar.ZONE).toInstant();
  }

  private static Bars flat(String symbol, double price, LocalDate... dates) {
    return flat(5, symbol, price, dates);
  }

  private static Bars flat(int minutes, String symbol, double price, LocalDate... dates) {
    Bars.Builder bars = Bars.builder(symbol, new Timeframe(minutes), PROVENANCE);
    for (LocalDate date : dates) {
      Session session = new NyseCalendar().session(date).orElseThrow();
      for (Instant start = session.open();
          start.isBefore(session.close());
          start = start.plus(Duration.ofMinutes(minutes))) {
        bars.add(start.toEpochMilli(), price, price + 0.01, price - 0.01, price, 10_000);
      }
    }
    return bars.build();
  }

  /** The minutes of Friday and Monday of the symbol, each up to 0.3 % from the one before. */
  static Bars wandering(RandomGenerator random) {
    Bars still = flat(1, SYMBOL, 100, FRIDAY, MONDAY);
    Bars.Builder bars = Bars.builder(SYMBOL, new Timeframe(1), PROVENANCE);
    double open = 100;
    for (int i = 0; i < still.size(); i++) {
      double close = Math.rint(open * random.nextDouble(0.997, 1.003) * 100) / 100;
      double high = Math.max(open, close);
      double low = Math.min(open, close);
      bars.add(still.startMillis()[i], open, high, low, close, 10_000);
      open = close;
    }
    return bars.build();
  }

  private Response carry(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    URI uri = request.url().uri();
    Buffer body = new Buffer();
    if (request.body() != null) {
      request.body().writeTo(body);
    }
    Reply reply =
        ports
            .call(
                request.method() + " " + uri.getPath(),
                () -> exchange.request(request.method(), uri, body.readUtf8()))
            .flatMap(answer -> fault.apply(request.method() + " " + uri.getPath(), answer))
            .orElseThrow(() -> new SocketException("connection reset"));
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(reply.status())
        .message("")
        .body(ResponseBody.create(reply.body(), JSON))
        .build();
  }
}
