package io.bellwether.cloud.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteLibraryLoader;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.FillPosting;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.LedgerSamples;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.signal.Signal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Over HTTP, with the SDK's own retries: the call is made, its answer is thrown away, and the SDK
 * makes it again.
 */
class LostAnswerTest {
  private static final Instant T0 = Instant.parse("2026-11-20T14:30:00Z");
  private static final LedgerSamples SAMPLES = new LedgerSamples(7);
  private static final LossyNetwork NETWORK = new LossyNetwork();

  @SuppressWarnings("NullAway.Init")
  private static Server server;

  @SuppressWarnings("NullAway.Init")
  private static LocalDynamoDBRequestHandler requests;

  @SuppressWarnings("NullAway.Init")
  private static DynamoDbClient client;

  @SuppressWarnings("NullAway.Init")
  private static Ledger ledger;

  @BeforeAll
  static void start() throws Exception {
    // Its own server cannot be asked for a free port; one that was free may be taken by now.
    SQLiteLibraryLoader.initialize();
    requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new LocalDynamoDBServerHandler(requests, "*"));
    server.start();
    client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + connector.getLocalPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(c -> c.addExecutionInterceptor(NETWORK))
            .build();
    TableDefinition.create(client, "trading");
    ledger = new DynamoLedger(client, "trading", AttemptTokens.of("test"));
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.stop();
    requests.shutdown();
  }

  @AfterEach
  void everyAnswerThatWasToBeLostWasLost() {
    assertEquals(0, NETWORK.toLose);
  }

  @Test
  void aCreationRecognisesItsOwnWrite() {
    Signal signal = SAMPLES.signal("s", "creation", "strategy", T0, false);
    Plan plan = SAMPLES.plan("s", "creation", false, T0);
    OrderRecord order = SAMPLES.order("o", "creation", "s", OrderStatus.INTENDED, T0);
    NETWORK.toLose = 1;
    assertTrue(ledger.signals().create(signal));
    NETWORK.toLose = 2;
    assertTrue(ledger.plans().create(plan));
    NETWORK.toLose = 1;
    assertTrue(ledger.orders().create(order));
    assertFalse(ledger.signals().create(signal));
    assertFalse(ledger.plans().create(plan));
    assertFalse(ledger.orders().create(order));
  }

  @Test
  void aCreationThatLosesItsAnswerDoesNotTakeAnothersWriteForItsOwn() {
    OrderRecord order = SAMPLES.order("taken", "taken", "s", OrderStatus.INTENDED, T0);
    assertTrue(ledger.orders().create(order));
    NETWORK.toLose = 1;
    assertFalse(ledger.orders().create(order));
  }

  @Test
  void anUpdateRecognisesItsOwnWrite() {
    OrderRecord order = SAMPLES.order("u", "update", "s", OrderStatus.INTENDED, T0);
    assertTrue(ledger.orders().create(order));
    NETWORK.toLose = 1;
    OrderRecord accepted =
        ledger.orders().update(order.with(OrderStatus.ACCEPTED, Optional.empty(), "", T0));
    assertEquals(1, accepted.revision());
    NETWORK.toLose = 1;
    OrderRecord filled =
        ledger.orders().update(accepted.with(OrderStatus.FILLED, Optional.empty(), "", T0));
    assertEquals(2, filled.revision());
    assertEquals(List.of(), ledger.orders().open("update"));
    NETWORK.toLose = 1;
    assertEquals(1, ledger.holdings().update(SAMPLES.holding("update", "QQQ", 0)).revision());
    NETWORK.toLose = 1;
    assertThrows(
        ConcurrentUpdateException.class,
        () -> ledger.holdings().update(SAMPLES.holding("update", "QQQ", 0)));
  }

  @Test
  void aPostingRecognisesItsOwnWrite() {
    OrderRecord order = SAMPLES.order("p", "posting", "s", OrderStatus.ACCEPTED, T0);
    assertTrue(ledger.orders().create(order));
    Holding holding = SAMPLES.holding("posting", "QQQ", 0);
    FillPosting posting =
        new FillPosting(
            SAMPLES.fill("f", "p", T0),
            order,
            holding,
            Optional.of(SAMPLES.trade("f", "posting", T0)));
    NETWORK.toLose = 1;
    assertTrue(ledger.orders().post(posting));
    assertFalse(ledger.orders().post(posting));
    assertEquals(1, ledger.holdings().find("posting", "QQQ").orElseThrow().revision());
  }

  @Test
  void whatCannotBeReachedIsALedgerException() {
    NETWORK.toLose = 0;
    Ledger elsewhere = new DynamoLedger(client, "no-such-table", AttemptTokens.of("test"));
    assertThrows(LedgerException.class, () -> elsewhere.signals().find("s"));
    assertThrows(
        LedgerException.class,
        () -> elsewhere.signals().create(SAMPLES.signal("s", "a", "b", T0, false)));
  }

  /** Lets requests through and loses the next answers. */
  private static final class LossyNetwork implements ExecutionInterceptor {
    private volatile int toLose;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread calls.
    public void afterTransmission(
        Context.AfterTransmission context, ExecutionAttributes attributes) {
      if (toLose > 0) {
        toLose--;
        throw RetryableException.create("the answer is lost");
      }
    }
  }
}
