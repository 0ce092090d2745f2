package io.bellwether.workbench.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.Setting;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.time.Pause;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.cloud.LocalBucket;
import io.bellwether.workbench.exchange.Fault;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The functions as deployed, on one machine: each in processes of its own, on an embedded cloud and
 * a simulated exchange which they reach over HTTP on 127.0.0.1, in a time that starts where it is
 * told and runs on.
 */
public final class LocalDeployment implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The stage the functions are told. */
  public static final String STAGE = "dev";

  /** As the default deployment has it. */
  private static final String STRATEGIES = "ema-crossover@alpaca-paper";

  /** As deployed: six times what the execution function may take. */
  private static final Duration VISIBILITY = Duration.ofMinutes(6);

  /** Where a URL leads that no part of a local run serves: a port nobody listens on. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final RunningClock clock;
  private final EmbeddedCloud cloud;
  private final RunningExchange exchange;
  private final Map<String, LocalLambda> functions = new LinkedHashMap<>();
  private final Map<String, String> overrides = new HashMap<>();
  private final Queue<JsonNode> published = new ConcurrentLinkedQueue<>();

  private LocalDeployment(Plan plan) {
    this.clock = new RunningClock(plan.start());
    this.exchange = new RunningExchange(plan.bars(), plan.calendar(), clock, plan.fault());
    this.cloud = EmbeddedCloud.serve(clock, plan.visibility());
    cloud.putSecrets(
        Map.of(
            SecretKey.ALPACA_KEY_ID, exchange.exchange().keyId(),
            SecretKey.ALPACA_SECRET_KEY, exchange.exchange().secret()));
    cloud.subscribe(event -> published.add(json(event)));
    for (FunctionPackage function : plan.functions()) {
      functions.put(
          function.name(),
          new LocalLambda(
              function,
              plan.folder().resolve(function.name()),
              () -> environment(function.name()),
              plan.machineClock(),
              plan.pause()));
    }
  }

  /**
   * What a deployment is made of.
   *
   * @param functions the functions
   * @param folder where they are unpacked
   * @param start the time it is to be
   * @param bars the market; the finest bars of a symbol make its prices
   * @param calendar the market's sessions
   * @param fault how the exchange misbehaves
   * @param visibility how long a received message is hidden
   * @param machineClock the clock of this machine
   */
  public record Plan(
      Collection<FunctionPackage> functions,
      Path folder,
      Instant start,
      Collection<Bars> bars,
      TradingCalendar calendar,
      Fault fault,
      Duration visibility,
      InstantSource machineClock,
      Pause pause) {
    /** A deployment whose exchange does as it should. */
    public static Plan of(
        Collection<FunctionPackage> functions,
        Path folder,
        Instant start,
        Collection<Bars> bars,
        TradingCalendar calendar,
        InstantSource machineClock) {
      return new Plan(
          functions,
          folder,
          start,
          bars,
          calendar,
          Fault.NONE,
          VISIBILITY,
          machineClock,
          Pause.sleeping());
    }

    public Plan withFault(Fault value) {
      return new Plan(
          functions, folder, start, bars, calendar, value, visibility, machineClock, pause);
    }

    public Plan withVisibility(Duration value) {
      return new Plan(functions, folder, start, bars, calendar, fault, value, machineClock, pause);
    }
  }

  /** Starts cloud and exchange; the functions start with their first events. */
  public static LocalDeployment start(Plan plan) {
    return new LocalDeployment(plan);
  }

  /**
   * A function by its name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public LocalLambda function(String name) {
    LocalLambda found = functions.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no function '" + name + "'; there are " + functions.keySet());
    }
    return found;
  }

  /** Invokes a function and waits for what becomes of it. */
  public Invocation invoke(String function, JsonNode payload) {
    return function(function).invoke(payload);
  }

  public EmbeddedCloud cloud() {
    return cloud;
  }

  /** The exchange, as it stands now. */
  public SimulatedExchange exchange() {
    return exchange.exchange();
  }

  /** The time it is in this deployment. */
  public InstantSource clock() {
    return clock;
  }

  /** Changes a variable for the processes that start from now on; an empty value takes it away. */
  public void set(Setting setting, String value) {
    overrides.put(setting.name(), value);
  }

  /** A function as schedules and the event bus invoke it. */
  public AsynchronousFunction asynchronous(String function) {
    return new AsynchronousFunction(
        function(function), cloud.sqsClient(), deadEventsUrl(function), clock);
  }

  /** The way from the signal queue to execution. */
  public SignalDelivery signals() {
    return new SignalDelivery(cloud, function("execution"));
  }

  /**
   * Delivers, until nothing is left: messages of the signal queue to execution, published events to
   * notifications.
   *
   * @param each is told of every invocation
   */
  public void settle(Consumer<Invocation> each) {
    SignalDelivery signals = signals();
    while (true) {
      Optional<Invocation> delivered = signals.deliver();
      Optional<JsonNode> event = Optional.ofNullable(published.poll());
      if (delivered.isEmpty() && event.isEmpty()) {
        return;
      }
      delivered.ifPresent(each);
      event.ifPresent(published -> asynchronous("notifications").invoke(published).forEach(each));
    }
  }

  private String deadEventsUrl(String function) {
    return cloud.standardQueue("bellwether-" + STAGE + "-" + function + "-dead");
  }

  @Override
  public void close() {
    functions.values().forEach(LocalLambda::close);
    cloud.close();
    exchange.close();
  }

  private static JsonNode json(String event) {
    try {
      return JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the bus delivered what is no JSON", e);
    }
  }

  /** The environment of a function: the settings as deployed, and the way to the local parts. */
  public Map<String, String> environment(String function) {
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (setting.isUrl()) {
        settings.put(setting, NOWHERE);
      }
    }
    settings.put(Setting.STAGE, STAGE);
    settings.put(Setting.TRADING_TABLE_NAME, EmbeddedCloud.TABLE);
    settings.put(Setting.SIGNAL_QUEUE_URL, cloud.signalQueueUrl());
    settings.put(
        Setting.DLQ_URL,
        function.equals("execution") ? cloud.deadLetterQueueUrl() : deadEventsUrl(function));
    settings.put(Setting.STRATEGIES, STRATEGIES);
    settings.put(Setting.TRADING_MODE, "paper");
    settings.put(Setting.LIVE_TRADING_CONFIRMED, "false");
    settings.put(Setting.EVENT_BUS_NAME, EmbeddedCloud.BUS);
    if (function.equals("analysis")) {
      settings.put(Setting.ANALYSIS_BUCKET_NAME, LocalBucket.NAME);
    }
    if (function.equals("notifications")) {
      settings.put(Setting.SNS_TOPIC_ARN, EmbeddedCloud.TOPIC);
      settings.put(Setting.DISCORD_ENABLED, "false");
    }
    settings.put(Setting.SECRETS_ARN, EmbeddedCloud.SECRET);
    settings.put(Setting.ALPACA_TRADING_URL, exchange.exchange().baseUri().toString());
    settings.put(Setting.ALPACA_DATA_URL, exchange.exchange().baseUri().toString());
    settings.put(Setting.CLOCK_START, clock.instant().toString());
    Map<String, String> variables = new HashMap<>(cloud.endpointVariables());
    settings.forEach((setting, value) -> variables.put(setting.name(), value));
    variables.putAll(overrides);
    variables.values().removeIf(String::isEmpty);
    return variables;
  }
}
