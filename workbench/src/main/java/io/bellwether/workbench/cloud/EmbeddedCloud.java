package io.bellwether.workbench.cloud;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.EventBridgeEvents;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.SnsPublisher;
import io.bellwether.cloud.SqsSignalQueue;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.trading.analysis.TextArchive;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.signal.SignalQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS services of this system inside the process: DynamoDB Local for the table, ElasticMQ for
 * the queue and its dead letters, and small stand-ins for the bus, the topic and the secrets. The
 * clients are the SDK's own types, so that the adapters run unchanged. Nothing leaves the machine.
 * Close it, or its threads keep the JVM alive.
 */
public final class EmbeddedCloud implements AutoCloseable {
  /** The name of the ledger's table. */
  public static final String TABLE = "bellwether-trading";

  /** The name of the secret with the API keys. */
  public static final String SECRET = "trading-system/api-keys";

  /** The name of the event bus. */
  public static final String BUS = "bellwether";

  /** The ARN of the topic. */
  public static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:bellwether";

  /** At least six times what the execution function may take, as deployed. */
  private static final Duration VISIBILITY = Duration.ofMinutes(6);

  private static final List<String> NOISY =
      List.of(
          "com.amazonaws",
          "org.apache.pekko",
          "org.elasticmq",
          "org.eclipse.jetty",
          "scalikejdbc",
          "software.amazon.awssdk");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalDynamo dynamo;
  private final LocalQueues queues;
  private final LocalEventBus bus;
  private final LocalTopic topic = new LocalTopic();
  private final LocalSecrets secrets = new LocalSecrets();
  private final LocalBucket bucket = new LocalBucket();
  private final Optional<ServiceFronts> fronts;
  private final AtomicLong signalsSent = new AtomicLong();
  private final AtomicLong ledgers = new AtomicLong();

  private EmbeddedCloud(LocalDynamo dynamo, LocalQueues queues, InstantSource clock) {
    this.dynamo = dynamo;
    this.queues = queues;
    this.bus = new LocalEventBus(clock);
    this.fronts = dynamo.endpoint().map(served -> ServiceFronts.start(topic, bus, secrets, bucket));
  }

  /** Starts everything, which takes two to three seconds. */
  public static EmbeddedCloud start(InstantSource clock) {
    return start(clock, VISIBILITY);
  }

  /**
   * Starts everything.
   *
   * @param clock stamps events that carry no time
   * @param visibility how long a received message is hidden from other receivers
   */
  public static EmbeddedCloud start(InstantSource clock, Duration visibility) {
    return start(clock, visibility, () -> LocalDynamo.start(TABLE));
  }

  /**
   * Starts everything so that other processes reach it too, on ports of 127.0.0.1.
   *
   * @param clock stamps events that carry no time
   * @param visibility how long a received message is hidden from other receivers
   */
  public static EmbeddedCloud serve(InstantSource clock, Duration visibility) {
    return start(clock, visibility, () -> LocalDynamo.serve(TABLE));
  }

  private static EmbeddedCloud start(
      InstantSource clock, Duration visibility, Supplier<LocalDynamo> starter) {
    quieten();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      CompletableFuture<LocalDynamo> dynamo = CompletableFuture.supplyAsync(starter, threads);
      CompletableFuture<LocalQueues> queues =
          CompletableFuture.supplyAsync(() -> LocalQueues.start(visibility), threads);
      try {
        return new EmbeddedCloud(dynamo.join(), queues.join(), clock);
      } catch (CompletionException e) {
        closeIfStarted(dynamo);
        closeIfStarted(queues);
        throw new IllegalStateException("the embedded cloud did not start", e.getCause());
      }
    }
  }

  /**
   * The variables that lead the SDK of another process here: endpoints, region and credentials.
   *
   * @throws IllegalStateException if the cloud is not served
   */
  public Map<String, String> endpointVariables() {
    String others =
        fronts
            .map(ServiceFronts::endpoint)
            .orElseThrow(() -> new IllegalStateException("start the cloud with serve()"))
            .toString();
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB",
        dynamo.endpoint().orElseThrow().toString(),
        "AWS_ENDPOINT_URL_SQS",
        queues.endpoint().toString(),
        "AWS_ENDPOINT_URL_SNS",
        others,
        "AWS_ENDPOINT_URL_EVENTBRIDGE",
        others,
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        others,
        "AWS_ENDPOINT_URL_S3",
        others,
        "AWS_REGION",
        LocalQueues.REGION.id(),
        "AWS_ACCESS_KEY_ID",
        "local",
        "AWS_SECRET_ACCESS_KEY",
        "local");
  }

  /** A ledger over the table, as a process of its own would have it. */
  public Ledger ledger() {
    // Two writers of one name would take each other's items for their own.
    AttemptTokens attempts = AttemptTokens.of("workbench-" + ledgers.incrementAndGet());
    return new DynamoLedger(dynamo.client(), TABLE, attempts);
  }

  /** The queue from signals to execution. */
  public SignalQueue signalQueue() {
    SignalQueue queue = new SqsSignalQueue(queues.client(), queues.signalsUrl());
    return (account, signalId) -> {
      // Before it is sent: a send whose answer is lost may have put it there.
      signalsSent.incrementAndGet();
      queue.send(account, signalId);
    };
  }

  /** How often a signal was sent to the queue, in vain or not. */
  public long signalsSent() {
    return signalsSent.get();
  }

  /** The bus that events are published on. */
  public EventPublisher events() {
    return new EventBridgeEvents(bus, BUS);
  }

  /** The bucket for long texts. */
  public TextArchive archive() {
    return bucket.archive();
  }

  /** The topic people are subscribed to. */
  public SnsPublisher publisher() {
    return new SnsPublisher(topic, TOPIC);
  }

  public DynamoDbClient dynamoClient() {
    return dynamo.client();
  }

  public SqsClient sqsClient() {
    return queues.client();
  }

  public EventBridgeClient eventBridgeClient() {
    return bus;
  }

  public SnsClient snsClient() {
    return topic;
  }

  public SecretsManagerClient secretsClient() {
    return secrets;
  }

  /** The URL of the FIFO queue of signals. */
  public String signalQueueUrl() {
    return queues.signalsUrl();
  }

  /** The URL of the queue in which messages end that failed five times. */
  public String deadLetterQueueUrl() {
    return queues.deadLettersUrl();
  }

  /** The URL of a standard queue, made if it is not there. */
  public String standardQueue(String name) {
    return queues.standard(name);
  }

  /**
   * Hands every event to a consumer, as the JSON that AWS sends, on the publisher's thread.
   *
   * @param consumer such as a function's handler
   */
  public void subscribe(Consumer<String> consumer) {
    bus.subscribe(consumer);
  }

  /** Hands no further event to a consumer. */
  public void unsubscribe(Consumer<String> consumer) {
    bus.unsubscribe(consumer);
  }

  /** What was published to the topic, in order. */
  public List<PublishRequest> published() {
    return topic.published();
  }

  /** Stores the API keys, replacing those stored before. */
  public void putSecrets(Map<SecretKey, String> values) {
    ObjectNode json = JSON.createObjectNode();
    values.forEach((key, value) -> json.put(key.jsonName(), value));
    secrets.put(SECRET, json.toString());
  }

  /** Stops everything, and with it every thread that was started. */
  @Override
  public void close() {
    try (dynamo;
        queues;
        bus;
        topic;
        secrets;
        bucket) {
      // Closed from the last to the first, each even if another fails.
      fronts.ifPresent(ServiceFronts::close);
    }
  }

  /** Waits for a part and closes it; one that did not start is what is being reported. */
  private static void closeIfStarted(CompletableFuture<? extends AutoCloseable> part) {
    try {
      part.join().close();
    } catch (Exception e) {
      LoggerFactory.getLogger(EmbeddedCloud.class)
          .atDebug()
          .setMessage("a part of the embedded cloud was not there to be closed")
          .setCause(e)
          .log();
    }
  }

  /** Leaves only the warnings of the embedded services in the log, if Logback writes it. */
  private static void quieten() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      NOISY.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    }
  }
}
