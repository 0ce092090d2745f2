package io.bellwether.workbench.scenario.faults;

import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.Setting;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.signal.SignalQueue;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.replay.LocalFunctions;
import io.bellwether.workbench.replay.LocalSystem;
import io.bellwether.workbench.replay.VirtualClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * One account, one strategy and one exchange for the length of a test. Ticks and follow-ups come
 * when the test says so, in New York time of {@link #DAY}.
 */
final class Story implements AutoCloseable {
  /** The trading day most stories play on, a Tuesday; the day before is history. */
  static final LocalDate DAY = LocalDate.of(2025, 3, 4);

  static final LocalDate DAY_BEFORE = DAY.minusDays(1);
  static final String SYMBOL = "TQQQ";

  /** Wide enough for every story, in the ledger's half-open ranges. */
  static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

  private static final Set<String> TRADES = Set.of("OrderFilled", "TradeClosed");

  private final Builder builder;
  private final StrategyVersion version;
  private final VirtualClock clock;
  private final SimulatedExchange exchange;
  private final List<TradingEvent> events = new ArrayList<>();
  private LocalSystem system;

  private Story(Builder builder) {
    this.builder = builder;
    disableOthers(builder);
    this.version = builder.version(builder.shared.next());
    this.clock = new VirtualClock(at(DAY, "09:00"));
    SimulatedExchange.Builder venue =
        SimulatedExchange.builder(new NyseCalendar(), clock, new NoCosts())
            .bars(builder.bars)
            .fault(builder.faults);
    this.exchange = builder.venue.apply(venue).start();
    clock.onMove(exchange::advance);
    try {
      this.system = start(builder.ledger, builder.queue, builder.broker);
    } catch (RuntimeException e) {
      exchange.close();
      throw e;
    }
  }

  /** A story of rsi2 with a stop of 5 % and 90 % of equity, without hedge and VWAP. */
  static Builder rsi2(SharedCloud shared) {
    return new Builder(shared, "rsi2", "swing")
        .parameters(Map.of("vwap-filter", "off", "hedge", "off"));
  }

  /** A story of ema-crossover with short averages, 95 % of buying power and no stop. */
  static Builder emaCrossover(SharedCloud shared) {
    return new Builder(shared, "ema-crossover", "concentrated")
        .parameters(Map.of("fast", "2", "slow", "3"));
  }

  /** Kills what is running and starts it anew: what was only in memory is gone. */
  void restart() {
    system.close();
    system = start(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
  }

  /** Moves the clock to a time of the day. */
  Story to(String time) {
    clock.moveTo(at(DAY, time));
    return this;
  }

  /** Moves the clock to a time, and runs the tick scheduled for it. */
  Story tick(String time) {
    to(time);
    functions().tick(clock.instant());
    return this;
  }

  /** Moves the clock by a minute, delivers what is in the queue and follows up; so many times. */
  Story minutes(int count) {
    for (int i = 0; i < count; i++) {
      clock.of(Duration.ofMinutes(1));
      functions().deliver();
      functions().followUp();
    }
    return this;
  }

  /** Places a market order that this system knows nothing of. */
  void byHand(String side, int quantity, String symbol) {
    URI uri = exchange.baseUri().resolve("/v2/orders");
    String body =
        "{\"symbol\":\"%s\",\"side\":\"%s\",\"qty\":\"%d\",\"type\":\"market\","
                .formatted(symbol, side, quantity)
            + "\"time_in_force\":\"day\"}";
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("APCA-API-KEY-ID", exchange.keyId())
            .header("APCA-API-SECRET-KEY", exchange.secret())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the exchange refused: " + answer.body());
      }
    } catch (IOException e) {
      throw new IllegalStateException("the exchange could not be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  LocalFunctions functions() {
    return system.functions();
  }

  SimulatedExchange exchange() {
    return exchange;
  }

  EmbeddedCloud cloud() {
    return builder.shared.cloud();
  }

  VirtualClock clock() {
    return clock;
  }

  /** The ledger as it is, without faults. */
  Ledger ledger() {
    return system.ledger();
  }

  String account() {
    return version.account().id();
  }

  FaultScript faults() {
    return builder.faults;
  }

  /** What people and machines were told, in order. */
  List<TradingEvent> events() {
    return List.copyOf(events);
  }

  /** Whether something of a kind was told. */
  boolean told(TradingEvent.Type type) {
    return events.stream().anyMatch(event -> event.type() == type);
  }

  /** What people were sent of fills and trades, sorted: told later is told all the same. */
  List<String> told() {
    return cloud().published().stream()
        .filter(request -> attribute(request, "account").equals(account()))
        .filter(request -> TRADES.contains(attribute(request, "type")))
        .map(request -> request.message().lines().findFirst().orElse(""))
        .map(json -> json.replaceAll(".*\"sms\":\"([^\"]*)\".*", "$1").replace(account(), "A"))
        .sorted()
        .toList();
  }

  private static String attribute(PublishRequest request, String name) {
    return request.messageAttributes().get(name).stringValue();
  }

  /** The ledger's orders, oldest first. */
  List<OrderRecord> ledgerOrders() {
    return ledger().orders().between(account(), Instant.EPOCH, EVER);
  }

  /** The exchange's open orders, oldest first. */
  List<ExchangeOrder> openOrders() {
    return exchange.orders().stream().filter(order -> order.status().isOpen()).toList();
  }

  /** Shares of a symbol at the exchange. */
  BigDecimal held(String symbol) {
    return exchange.positions().getOrDefault(symbol, BigDecimal.ZERO);
  }

  /** Shares of a symbol in the ledger. */
  BigDecimal booked(String symbol) {
    return ledger()
        .holdings()
        .find(account(), symbol)
        .map(holding -> holding.quantity())
        .orElse(BigDecimal.ZERO);
  }

  @Override
  public void close() {
    system.close();
    exchange.close();
  }

  static Instant at(LocalDate date, String time) {
    return date.atTime(LocalTime.parse(time)).atZone(NyseCalendar.ZONE).toInstant();
  }

  private LocalSystem start(
      UnaryOperator<Ledger> ledger,
      UnaryOperator<SignalQueue> queue,
      UnaryOperator<Broker> broker) {
    LocalSystem.Builder parts =
        LocalSystem.builder(version, new NyseCalendar(), clock, exchange)
            .cloud(builder.shared.cloud())
            .historyStart(LocalDate.of(2025, 3, 3))
            .wrapLedger(ledger)
            .wrapQueue(queue)
            .wrapEvents(
                next ->
                    event -> {
                      events.add(event);
                      if (builder.publishing) {
                        next.publish(event);
                      }
                    })
            .wrapBroker(broker);
    builder.settings.forEach(parts::setting);
    builder.secrets.forEach(parts::secret);
    return parts.start();
  }

  /** Strategies of earlier stories must not act on this story's exchange. */
  private static void disableOthers(Builder builder) {
    EmbeddedCloud cloud = builder.shared.cloud();
    cloud.sqsClient().purgeQueue(request -> request.queueUrl(cloud.signalQueueUrl()));
    Ledger ledger = cloud.ledger();
    for (StrategyVersion active : ledger.strategies().active()) {
      if (active.enabled() && !active.strategy().equals(builder.strategy)) {
        StrategyVersion off = builder.like(active, builder.shared.next());
        Activations.bringIn(ledger.strategies(), off);
      }
    }
  }

  /** Collects what a story is made of. */
  static final class Builder {
    private final SharedCloud shared;
    private final String strategy;
    private final String riskProfile;
    private final FaultScript faults = new FaultScript();
    private final List<Bars> bars = new ArrayList<>();
    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    private final Map<SecretKey, String> secrets = new EnumMap<>(SecretKey.class);
    private Map<String, String> parameters = Map.of();
    private TradingMode mode = TradingMode.PAPER;
    private boolean concentrate;
    private boolean publishing;
    private UnaryOperator<SimulatedExchange.Builder> venue = UnaryOperator.identity();
    private UnaryOperator<Ledger> ledger = UnaryOperator.identity();
    private UnaryOperator<SignalQueue> queue = UnaryOperator.identity();
    private UnaryOperator<Broker> broker = UnaryOperator.identity();

    private Builder(SharedCloud shared, String strategy, String riskProfile) {
      this.shared = shared;
      this.strategy = strategy;
      this.riskProfile = riskProfile;
    }

    Builder parameters(Map<String, String> value) {
      parameters = value;
      return this;
    }

    Builder bars(Bars... value) {
      bars.addAll(List.of(value));
      return this;
    }

    Builder concentrate() {
      concentrate = true;
      return this;
    }

    /** Events go on to the bus and to people; they end in the story's list otherwise. */
    Builder publishing() {
      publishing = true;
      return this;
    }

    Builder mode(TradingMode value) {
      mode = value;
      return this;
    }

    /** What the exchange is to do wrong, from the start. */
    FaultScript faults() {
      return faults;
    }

    Builder setting(Setting setting, String value) {
      settings.put(setting, value);
      return this;
    }

    Builder secret(SecretKey key, String value) {
      secrets.put(key, value);
      return this;
    }

    Builder venue(UnaryOperator<SimulatedExchange.Builder> value) {
      venue = value;
      return this;
    }

    /** What stands between the functions and the ledger until the first restart. */
    Builder ledger(UnaryOperator<Ledger> value) {
      ledger = value;
      return this;
    }

    Builder queue(UnaryOperator<SignalQueue> value) {
      queue = value;
      return this;
    }

    Builder broker(UnaryOperator<Broker> value) {
      broker = value;
      return this;
    }

    Story begin() {
      return new Story(this);
    }

    private StrategyVersion version(int number) {
      return version(strategy, number, true);
    }

    private StrategyVersion like(StrategyVersion other, int number) {
      return version(other.strategy(), number, false);
    }

    private StrategyVersion version(String name, int number, boolean enabled) {
      return new StrategyVersion(
          name,
          number,
          Optional.empty(),
          enabled,
          new AccountSettings(
              "account-" + number,
              "alpaca",
              mode,
              concentrate,
              false,
              false,
              riskProfile,
              BigDecimal.ZERO,
              BigDecimal.ONE),
          List.of(SYMBOL),
          new Timeframe(60),
          PriceBasis.SPLIT,
          List.of(FeedName.ALPACA),
          name.equals(strategy) ? parameters : Map.of(),
          "test",
          Instant.EPOCH,
          false);
    }
  }
}
