package io.bellwether.cloud;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.calendar.CalendarOverrides;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.BarCache;
import io.bellwether.market.feed.FileBarCache;
import io.bellwether.market.feed.MemoryBarCache;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.analysis.TextArchive;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.signal.SignalQueue;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * Everything outside a function that it works with, behind ports: on AWS the services, on one
 * machine their embedded kin. This is where a function meets the clock of the system.
 *
 * @param environment the settings
 * @param ledger the state
 * @param queue from signals to execution
 * @param events to the notifications
 * @param archive long texts of analyses
 * @param secrets the API keys
 * @param barCache where fetched bars are kept
 * @param calendar the exchange's sessions
 * @param clock the time
 * @param pause how to wait
 * @param jitter spreads retries; decides nothing else
 * @param metrics takes what is measured
 */
public record Platform(
    FunctionEnvironment environment,
    Ledger ledger,
    SignalQueue queue,
    EventPublisher events,
    TextArchive archive,
    Secrets secrets,
    BarCache barCache,
    TradingCalendar calendar,
    InstantSource clock,
    Pause pause,
    RandomGenerator jitter,
    EmfMetrics metrics) {
  private static final Duration SECRETS_VALIDITY = Duration.ofMinutes(15);
  private static final Clock SYSTEM = Clock.systemUTC();

  /** When this process started: a function that is made again goes by the same clock. */
  @SuppressWarnings("TimeInStaticInitializer") // Taken at class loading on purpose.
  private static final Instant STARTED = SYSTEM.instant();

  /** A port that nobody listens on. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private static final Instant REHEARSAL = Instant.parse("2026-11-20T15:10:05Z");

  /**
   * The platform on AWS, as the environment describes it.
   *
   * @param clients stay open as long as the function lives
   * @param required the settings the function cannot do without
   * @throws IllegalArgumentException listing everything that is wrong with the environment
   */
  public static Platform aws(
      Map<String, String> variables, AwsClients clients, List<Setting> required) {
    FunctionEnvironment environment =
        FunctionEnvironment.read(variables, required.toArray(Setting[]::new));
    InstantSource clock = clock(environment);
    SecureRandom random = new SecureRandom();
    AttemptTokens attempts = AttemptTokens.drawn(random);
    return new Platform(
        environment,
        new DynamoLedger(clients.dynamo(), environment.tableName(), attempts),
        new SqsSignalQueue(clients::sqs, environment.signalQueueUrl()),
        new EventBridgeEvents(clients::eventBridge, environment.eventBusName()),
        new ArchiveOnDemand(clients, environment::analysisBucketName),
        new Secrets(
            clients.secretsManager(),
            environment.secretsArn(),
            clock,
            SECRETS_VALIDITY,
            SecretRedactor.ofProcess()),
        new MemoryBarCache(
            new FileBarCache(Path.of(System.getProperty("java.io.tmpdir"), "bellwether-bars"))),
        calendar(environment),
        clock,
        Pause.sleeping(),
        // Seeded, because what seeds it otherwise is the same wherever one snapshot was restored.
        new SplittableRandom(random.nextLong()),
        EmfMetrics.inLog(environment.stage(), clock));
  }

  /**
   * A platform that reaches nothing and keeps nothing, at ten past ten on a trading day, for a
   * function to rehearse on: every call to AWS is answered at once with nothing, every other is
   * refused, and a pause takes no time.
   *
   * @param variables of the function; where they lead does not matter
   */
  public static Platform rehearsal(Map<String, String> variables) {
    Map<String, String> nowhere = new HashMap<>(variables);
    for (Setting setting : Setting.values()) {
      if (setting.isUrl()) {
        nowhere.put(setting.name(), NOWHERE);
      }
    }
    FunctionEnvironment environment = FunctionEnvironment.read(nowhere);
    AwsClients clients = AwsClients.toNowhere();
    AtomicReference<Instant> time = new AtomicReference<>(REHEARSAL);
    return new Platform(
        environment,
        new DynamoLedger(clients.dynamo(), environment.tableName(), AttemptTokens.of("rehearsal")),
        new SqsSignalQueue(clients::sqs, environment.signalQueueUrl()),
        new EventBridgeEvents(clients::eventBridge, environment.eventBusName()),
        new ArchiveOnDemand(clients, environment::analysisBucketName),
        new Secrets(
            clients.secretsManager(),
            environment.secretsArn(),
            time::get,
            SECRETS_VALIDITY,
            new SecretRedactor()),
        new MemoryBarCache(),
        calendar(environment),
        time::get,
        duration -> time.updateAndGet(now -> now.plus(duration)),
        new SplittableRandom(0),
        EmfMetrics.inLog(environment.stage(), time::get));
  }

  /** The clock of the system; in a local run it starts where it is told and runs on from there. */
  private static InstantSource clock(FunctionEnvironment environment) {
    return environment
        .clockStart()
        .<InstantSource>map(start -> Clock.offset(SYSTEM, Duration.between(STARTED, start)))
        .orElse(SYSTEM);
  }

  /** The exchange's calendar with the environment's overrides. */
  public static TradingCalendar calendar(FunctionEnvironment environment) {
    return environment
        .calendarOverrides()
        .map(overrides -> new NyseCalendar(CalendarOverrides.parse(overrides)))
        .orElseGet(NyseCalendar::new);
  }

  /** Alpaca's key pair for market data, read anew when Alpaca refuses it. */
  public ApiKeys alpacaKeys() {
    return alpacaKeys(secrets);
  }

  /** The key pair of one account at Alpaca, read anew when Alpaca refuses it. */
  public ApiKeys alpacaKeys(AccountSettings account) {
    return alpacaKeys(secrets.of(environment.secretOf(account.id())));
  }

  /** A key of one part, read anew when it is refused. */
  public ApiKeys keys(SecretKey key) {
    return new SecretApiKeys(secrets, key, Optional.empty());
  }

  private static ApiKeys alpacaKeys(Secrets from) {
    return new SecretApiKeys(
        from, SecretKey.ALPACA_KEY_ID, Optional.of(SecretKey.ALPACA_SECRET_KEY));
  }
}
