package io.bellwether.cloud;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.market.calendar.CalendarOverrides;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.BarCache;
import io.bellwether.market.feed.FileBarCache;
import io.bellwether.market.feed.MemoryBarCache;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.signal.SignalQueue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Everything outside a function that it works with, behind ports: on AWS the services, on one
 * machine their embedded kin. This is where a function meets the clock of the system.
 *
 * @param environment the settings
 * @param ledger the state
 * @param queue from signals to execution
 * @param events to the notifications
 * @param secrets the API keys
 * @param barCache where fetched bars are kept
 * @param calendar the exchange's sessions
 * @param clock the time
 * @param pause how to wait
 * @param jitter spreads retries; decides nothing else
 */
public record Platform(
    FunctionEnvironment environment,
    Ledger ledger,
    SignalQueue queue,
    EventPublisher events,
    Secrets secrets,
    BarCache barCache,
    TradingCalendar calendar,
    InstantSource clock,
    Pause pause,
    RandomGenerator jitter) {
  private static final Duration SECRETS_VALIDITY = Duration.ofMinutes(15);

  /**
   * The platform on AWS, as the environment describes it.
   *
   * @param clients stay open as long as the function lives
   * @param required the settings the function cannot do without
   * @throws IllegalArgumentException listing everything that is wrong with the environment
   */
  public static Platform aws(
      Map<String, String> variables, AwsClients clients, Setting... required) {
    FunctionEnvironment environment = FunctionEnvironment.read(variables, required);
    InstantSource clock = clock(environment);
    String writer = variables.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    return new Platform(
        environment,
        new DynamoLedger(clients.dynamo(), environment.tableName(), AttemptTokens.of(writer)),
        new SqsSignalQueue(clients::sqs, environment.signalQueueUrl()),
        new EventBridgeEvents(clients::eventBridge, environment.eventBusName()),
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
        new SplittableRandom());
  }

  /** The clock of the system; in a local run it starts where it is told and runs on from there. */
  private static InstantSource clock(FunctionEnvironment environment) {
    Clock system = Clock.systemUTC();
    return environment
        .clockStart()
        .<InstantSource>map(
            start -> Clock.offset(system, Duration.between(system.instant(), start)))
        .orElse(system);
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

  private static ApiKeys alpacaKeys(Secrets from) {
    return new ApiKeys() {
      @Override
      public ApiKey current() {
        return new ApiKey(
            from.require(SecretKey.ALPACA_KEY_ID), from.require(SecretKey.ALPACA_SECRET_KEY));
      }

      @Override
      public ApiKey reread() {
        from.refresh();
        return current();
      }
    };
  }
}
