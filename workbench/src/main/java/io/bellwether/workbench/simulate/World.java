package io.bellwether.workbench.simulate;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.bellwether.cloud.DeadLetterQueue;
import io.bellwether.cloud.EventBridgeEvents;
import io.bellwether.cloud.FunctionEnvironment;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretRedactor;
import io.bellwether.cloud.Secrets;
import io.bellwether.cloud.SnsPublisher;
import io.bellwether.cloud.SqsSignalQueue;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.execution.ExecutionHandler;
import io.bellwether.execution.ExecutionWiring;
import io.bellwether.market.PriceStep;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.FeedName;
import io.bellwether.market.feed.MemoryBarCache;
import io.bellwether.notifications.NotificationsHandler;
import io.bellwether.notifications.NotificationsWiring;
import io.bellwether.signals.SignalsHandler;
import io.bellwether.signals.SignalsWiring;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.cloud.LocalBucket;
import io.bellwether.workbench.cloud.LocalSecrets;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.replay.VirtualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import okhttp3.OkHttpClient;

/** Everything of one run, wired as on AWS, each port behind the faults. */
final class World {
  private static final String SECRET = "simulation/api-keys";
  private static final String BUS = "simulation";
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:simulation";
  private static final Duration SECRETS_VALIDITY = Duration.ofDays(1);

  /** The client that others are derived from: a new one reads all certificates there are. */
  private static final OkHttpClient HTTP = new OkHttpClient();

  private final Scenario scenario;
  private final TradingCalendar calendar;
  private final VirtualClock clock;
  private final Market market;
  private final CostModel costs;
  private final Ledger ledger;
  private final Processes processes;
  private final Messages messages;
  private final Bulletins bulletins;
  private final OkHttpClient http;
  private final LocalSecrets secrets = new LocalSecrets();
  private final FunctionEnvironment environment;
  private final Functions functions;

  World(
      Scenario scenario,
      TradingCalendar calendar,
      VirtualClock clock,
      Market market,
      SimulatedExchange exchange,
      CostModel costs,
      Ledger ledger,
      Processes processes,
      Wire wire) {
    this.scenario = scenario;
    this.calendar = calendar;
    this.clock = clock;
    this.market = market;
    this.costs = costs;
    this.ledger = ledger;
    this.processes = processes;
    this.messages = new Messages(clock, processes);
    this.bulletins = new Bulletins(clock, processes);
    this.http = HTTP.newBuilder().addInterceptor(wire).build();
    secrets.put(
        SECRET,
        "{\"alpaca_key_id\":\"%s\",\"alpaca_secret_key\":\"%s\"}"
            .formatted(exchange.keyId(), exchange.secret()));
    this.environment = environment(exchange);
    this.functions = new Functions(processes, this::handler);
  }

  Functions functions() {
    return functions;
  }

  Messages messages() {
    return messages;
  }

  Bulletins bulletins() {
    return bulletins;
  }

  /** A process of a function, as a cold start makes it. */
  private RequestStreamHandler handler(Functions.Name name) {
    Platform platform = platform();
    return switch (name) {
      case SIGNALS -> new SignalsHandler(SignalsWiring.of(platform, feeds(platform.clock())));
      case EXECUTION ->
          new ExecutionHandler(
              ExecutionWiring.of(platform, costs, PriceStep.US_EQUITY)
                  .withHttp(http)
                  .withDeadLetters(new DeadLetterQueue(messages, Messages.DEAD_LETTERS)));
      case NOTIFICATIONS ->
          new NotificationsHandler(
              NotificationsWiring.of(platform, new SnsPublisher(bulletins.topic(), TOPIC)));
    };
  }

  private Platform platform() {
    InstantSource time = processes::now;
    return new Platform(
        environment,
        ledger,
        new SqsSignalQueue(messages, Messages.SIGNALS),
        new EventBridgeEvents(bulletins.bus(), BUS),
        new LocalBucket().archive(),
        new Secrets(secrets, SECRET, time, SECRETS_VALIDITY, SecretRedactor.ofProcess()),
        new MemoryBarCache(),
        calendar,
        time,
        this::pause,
        new SplittableRandom(1),
        new EmfMetrics("simulation", time, line -> {}));
  }

  private void pause(Duration duration) {
    var fault = processes.enter(Step.WAIT);
    clock.of(duration);
    processes.leave(fault);
  }

  private Map<FeedName, BarFeed> feeds(InstantSource time) {
    Map<FeedName, BarFeed> feeds = new EnumMap<>(FeedName.class);
    for (FeedName name : scenario.version().feeds()) {
      feeds.put(name, new SimulatedFeed(name.label(), market, time, processes));
    }
    return feeds;
  }

  private static FunctionEnvironment environment(SimulatedExchange exchange) {
    Map<String, String> variables = new HashMap<>();
    variables.put("STAGE", "simulation");
    variables.put("TRADING_TABLE_NAME", "simulation");
    variables.put("SNS_TOPIC_ARN", TOPIC);
    variables.put("SIGNAL_QUEUE_URL", Messages.SIGNALS);
    variables.put("EVENT_BUS_NAME", BUS);
    variables.put("SECRETS_ARN", SECRET);
    variables.put("ALPACA_TRADING_URL", exchange.baseUri().toString());
    variables.put("ALPACA_DATA_URL", exchange.baseUri().toString());
    return FunctionEnvironment.read(variables);
  }
}
