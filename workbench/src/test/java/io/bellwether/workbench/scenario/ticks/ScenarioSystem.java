package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.Setting;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.feed.TwelveDataServer;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.replay.LocalFunctions;
import io.bellwether.workbench.replay.LocalSystem;
import io.bellwether.workbench.replay.VirtualClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The whole system on a market, told by the clock on the wall in New York. When it is closed, what
 * the exchange holds and what the ledger says must agree.
 */
final class ScenarioSystem implements AutoCloseable {
  static final TradingCalendar CALENDAR = new NyseCalendar();

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant FOREVER = newYork("2030-01-01T00:00");

  private final StrategyVersion version;
  private final VirtualClock clock;
  private final SimulatedExchange exchange;
  private final LocalSystem system;
  private final List<String> metricLines = new CopyOnWriteArrayList<>();
  private final List<TradingEvent> events = new CopyOnWriteArrayList<>();

  private ScenarioSystem(
      StrategyVersion version,
      Market market,
      String start,
      UnaryOperator<LocalSystem.Builder> more) {
    this.version = version;
    this.clock = new VirtualClock(newYork(start));
    this.exchange =
        SimulatedExchange.builder(CALENDAR, clock, CostModels.byName("none"))
            .bars(market.series())
            .start();
    this.system =
        more.apply(LocalSystem.builder(version, CALENDAR, clock, exchange))
            .metrics(metricLines::add)
            .wrapEvents(
                publisher ->
                    event -> {
                      events.add(event);
                      publisher.publish(event);
                    })
            .start();
    clock.onMove(exchange::advance);
    market.late().ifPresent(this::onArrival);
  }

  /** The hourly EMA crossover as it is packaged, flat. */
  static ScenarioSystem emaCrossover(HourlyMarket market, String start) {
    return emaCrossover(market.market(), start);
  }

  /** The hourly EMA crossover as it is packaged, flat. */
  static ScenarioSystem emaCrossover(Market market, String start) {
    return emaCrossover(market, start, UnaryOperator.<Ledger>identity());
  }

  /** The same, with a server of Twelve Data's, which is asked before the exchange. */
  static ScenarioSystem emaCrossover(Market market, String start, TwelveDataServer twelveData) {
    return new ScenarioSystem(
        packaged("ema-crossover").stored(),
        market,
        start,
        builder ->
            builder
                .setting(Setting.TWELVE_DATA_URL, twelveData.url().toString())
                .secret(SecretKey.TWELVE_DATA_API_KEY, TwelveDataServer.KEY));
  }

  /** The hourly EMA crossover as it is packaged, flat, with something around its ledger. */
  static ScenarioSystem emaCrossover(Market market, String start, UnaryOperator<Ledger> around) {
    return new ScenarioSystem(
        packaged("ema-crossover").stored(), market, start, builder -> builder.wrapLedger(around));
  }

  /** The same with something around its broker too. */
  static ScenarioSystem emaCrossover(
      Market market,
      String start,
      UnaryOperator<Ledger> aroundLedger,
      UnaryOperator<Broker> aroundBroker) {
    return new ScenarioSystem(
        packaged("ema-crossover").stored(),
        market,
        start,
        builder -> builder.wrapLedger(aroundLedger).wrapBroker(aroundBroker));
  }

  /** The hourly EMA crossover as it is packaged, flat, with limits of its own. */
  static ScenarioSystem emaCrossover(Market market, String start, Map<String, String> limits) {
    return new ScenarioSystem(
        limited(packaged("ema-crossover").stored(), limits),
        market,
        start,
        UnaryOperator.identity());
  }

  /** The same with something around its ledger. */
  static ScenarioSystem emaCrossover(
      Market market, String start, Map<String, String> limits, UnaryOperator<Ledger> around) {
    return new ScenarioSystem(
        limited(packaged("ema-crossover").stored(), limits),
        market,
        start,
        builder -> builder.wrapLedger(around));
  }

  private static StrategyVersion limited(StrategyVersion version, Map<String, String> limits) {
    AccountSettings account = version.account();
    return on(
        new AccountSettings(
            account.id(),
            account.broker(),
            account.mode(),
            account.concentrate(),
            account.fractional(),
            account.margin(),
            account.riskProfile(),
            account.cashReserve(),
            account.minimumNotional(),
            account.unexplained(),
            limits),
        version);
  }

  private static StrategyVersion on(AccountSettings account, StrategyVersion version) {
    return new StrategyVersion(
        version.strategy(),
        version.version(),
        version.parent(),
        version.enabled(),
        account,
        version.symbols(),
        version.timeframe(),
        version.basis(),
        version.feeds(),
        version.parameters(),
        version.author(),
        version.createdAt(),
        version.packaged());
  }

  /** The daily RSI(2) as it is packaged, but enabled and without its hedge, flat. */
  static ScenarioSystem rsi2(Market market, String start) {
    return new ScenarioSystem(rsi2(), market, start, UnaryOperator.identity());
  }

  /** The same on the account that the packaged hourly EMA crossover owns. */
  static ScenarioSystem rsi2InPlaceOfEmaCrossover(
      Market market, String start, UnaryOperator<Ledger> around) {
    return new ScenarioSystem(
        rsi2(packaged("ema-crossover").account()),
        market,
        start,
        builder -> builder.wrapLedger(around));
  }

  private static StrategyVersion rsi2() {
    return rsi2(packaged("rsi2").account());
  }

  private static StrategyVersion rsi2(AccountSettings account) {
    StrategyVersion packaged = packaged("rsi2");
    Map<String, String> parameters = new HashMap<>(packaged.parameters());
    parameters.put("hedge", "off");
    return new StrategyVersion(
        packaged.strategy(),
        packaged.version(),
        packaged.parent(),
        true,
        account,
        packaged.symbols(),
        packaged.timeframe(),
        packaged.basis(),
        List.of(FeedName.ALPACA),
        Map.copyOf(parameters),
        "scenario",
        packaged.createdAt(),
        false);
  }

  private static StrategyVersion packaged(String strategy) {
    return StrategyBook.packaged().stream()
        .filter(version -> version.strategy().equals(strategy))
        .findFirst()
        .orElseThrow();
  }

  private void onArrival(Market.Arrival arrival) {
    clock.onMove(
        new Consumer<>() {
          private boolean arrived;

          @Override
          public void accept(Instant now) {
            if (!arrived && !now.isBefore(arrival.time())) {
              arrived = true;
              exchange.append(arrival.bars());
            }
          }
        });
  }

  /** An instant from a date and time in New York. */
  static Instant newYork(String dateAndTime) {
    return LocalDateTime.parse(dateAndTime).atZone(NyseCalendar.ZONE).toInstant();
  }

  // What happens.

  /** Lets time pass. */
  ScenarioSystem until(String newYork) {
    clock.moveTo(newYork(newYork));
    return this;
  }

  /** The schedule's tick, on time; what it sends is executed. Returns the outcome recorded. */
  String tick(String newYork) {
    until(newYork);
    return tickOf(newYork);
  }

  /** The schedule's tick of another time, delivered now. Returns the outcome recorded. */
  String tickOf(String scheduled) {
    Instant time = newYork(scheduled);
    system.functions().tick(time);
    return outcome(time).orElseThrow();
  }

  /** The scheduled follow-up. */
  ScenarioSystem followUp(String newYork) {
    until(newYork);
    system.functions().followUp();
    return this;
  }

  /** The scheduled summary of the day. */
  void dailySummary(String newYork) {
    until(newYork);
    system.functions().dailySummary();
  }

  /** From now on rsi2 runs too, on its own account. */
  String alsoRunRsi2() {
    StrategyVersion version = rsi2();
    Activations.bringIn(system.ledger().strategies(), version);
    return version.account().id();
  }

  /** From now on ema-crossover runs too, on the account that the packaged rsi2 owns. */
  void alsoRunEmaCrossover() {
    StrategyVersion ema = packaged("ema-crossover").stored();
    StrategyVersion elsewhere = on(packaged("rsi2").account(), ema);
    Activations.bringIn(system.ledger().strategies(), elsewhere);
  }

  /** The signals function invoked by hand, with quotes written as apostrophes. */
  JsonNode signalsFunction(String payload) {
    return system.functions().signals(json(payload));
  }

  /** The execution function invoked by hand, with quotes written as apostrophes. */
  JsonNode executionFunction(String payload) {
    return system.functions().execution(json(payload));
  }

  private static ObjectNode json(String payload) {
    try {
      return (ObjectNode) JSON.readTree(payload.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(payload, e);
    }
  }

  /** What is in the queue is executed. */
  void deliver() {
    system.functions().deliver();
  }

  /** A further instance of the functions, as Lambda starts for parallel events. */
  LocalFunctions anotherInstance() {
    return system.anotherInstance();
  }

  /** Invocations that run at the same time, their waits too; returns when all have ended. */
  void atOnce(Callable<?>... invocations) throws InterruptedException {
    clock.share(invocations.length);
    CyclicBarrier start = new CyclicBarrier(invocations.length);
    try (ExecutorService threads = Executors.newFixedThreadPool(invocations.length)) {
      List<Future<?>> running = new ArrayList<>();
      for (Callable<?> invocation : invocations) {
        running.add(threads.submit(() -> sharing(start, invocation)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("an invocation failed", e.getCause());
    }
  }

  private Object sharing(CyclicBarrier start, Callable<?> invocation) throws Exception {
    try {
      start.await();
      return invocation.call();
    } finally {
      clock.leave();
    }
  }

  /** A person stops all new exposure. */
  void kill() {
    RiskState state = system.ledger().risk().of(account());
    system.ledger().risk().update(state.kill("a person said so"));
  }

  // What came of it.

  /** The recorded outcome of a tick. */
  Optional<String> outcome(Instant scheduled) {
    return system
        .ledger()
        .journal()
        .ticks(version.strategy(), scheduled, scheduled.plusMillis(1))
        .stream()
        .map(Tick::outcome)
        .findFirst();
  }

  /** The fills, each as the bar that made its price, its side and its symbol. */
  List<String> fills() {
    return exchange.fills().stream()
        .map(fill -> local(fill.barStart()) + " " + fill.side() + " " + fill.symbol())
        .toList();
  }

  /** The orders the exchange ever saw, as side, type, time in force and status. */
  List<String> orders() {
    return exchange.orders().stream().map(ScenarioSystem::describe).toList();
  }

  private static String describe(ExchangeOrder order) {
    return order.side() + " " + order.type() + " " + order.timeInForce() + " " + order.status();
  }

  List<Signal> signals() {
    return system.ledger().signals().between(account(), Instant.EPOCH, FOREVER);
  }

  /** The bars decided on, in New York. */
  List<String> decidedBars() {
    return signals().stream().map(signal -> local(signal.bar()).toString()).toList();
  }

  List<Trade> trades() {
    return system.ledger().holdings().trades(account(), Instant.EPOCH, FOREVER);
  }

  /** What people were told of this type, in order. */
  List<TradingEvent> told(TradingEvent.Type type) {
    return events.stream().filter(event -> event.type() == type).toList();
  }

  /** The lines of metrics, in order. */
  List<String> metricLines() {
    return metricLines;
  }

  SimulatedExchange exchange() {
    return exchange;
  }

  Ledger ledger() {
    return system.ledger();
  }

  String account() {
    return version.account().id();
  }

  /** The time in New York. */
  LocalDateTime now() {
    return local(clock.instant());
  }

  static LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, NyseCalendar.ZONE);
  }

  static LocalDate date(String date) {
    return LocalDate.parse(date);
  }

  @Override
  public void close() {
    try (system;
        exchange) {
      assertEquals(exchange.positions(), held(), "the ledger and the exchange disagree");
    }
  }

  private Map<String, BigDecimal> held() {
    Map<String, BigDecimal> held = new TreeMap<>();
    for (Holding holding : system.ledger().holdings().of(account())) {
      if (!holding.isFlat()) {
        held.put(holding.symbol(), holding.quantity());
      }
    }
    return held;
  }
}
