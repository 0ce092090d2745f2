package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.cloud.EventJson;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.SecretRedactor;
import io.bellwether.cloud.Secrets;
import io.bellwether.cloud.SignalMessage;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.LedgerSamples;
import io.bellwether.trading.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class EmbeddedCloudTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:35:00.250Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedCloud cloud;

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(CLOCK, Duration.ZERO);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void theLedgerKeepsASignal() {
    Signal signal = new LedgerSamples(1).signal("id", "account", "strategy", NOW, false);
    assertTrue(cloud.ledger().signals().create(signal));
    assertEquals(Optional.of(signal), cloud.ledger().signals().find("id"));
  }

  @Test
  void aMessageThatFailsFiveTimesIsADeadLetterOfTheSameGroup() {
    cloud.signalQueue().send("alpaca", "signal-1");
    cloud.signalQueue().send("alpaca", "signal-1");
    for (int i = 0; i < 5; i++) {
      assertEquals(1, receive(cloud.signalQueueUrl()).size(), "receive " + i);
    }
    assertEquals(List.of(), receive(cloud.signalQueueUrl()));
    Message dead = receive(cloud.deadLetterQueueUrl()).getFirst();
    assertEquals(new SignalMessage("signal-1", "alpaca"), SignalMessage.parse(dead.body()));
    assertEquals("alpaca", dead.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
  }

  @Test
  void anEventReachesEveryConsumerInTheShapeOfAws() throws Exception {
    List<String> received = new ArrayList<>();
    cloud.subscribe(
        event -> {
          throw new IllegalStateException("a consumer that fails");
        });
    cloud.subscribe(received::add);
    TradingEvent event = event();
    cloud.events().publish(event);

    JsonNode json = new ObjectMapper().readTree(received.getFirst());
    assertEquals("bellwether", json.path("source").textValue());
    assertEquals("OrderFilled", json.path("detail-type").textValue());
    assertEquals("2026-11-20T14:35:00Z", json.path("time").textValue());
    assertEquals(event, EventJson.read(json.path("detail").toString()));
  }

  private static TradingEvent event() {
    return new TradingEvent(
        TradingEvent.Type.ORDER_FILLED,
        TradingEvent.Severity.INFO,
        NOW,
        "alpaca",
        Optional.of("ema-crossover"),
        Optional.empty(),
        "bought",
        Map.of("quantity", "12.5"),
        Optional.of("fill-1"));
  }

  @Test
  void theTopicAndTheSecretsKeepWhatTheyAreGiven() {
    EventMessage message = EventMessage.of(event(), "dev", 0);
    cloud.publisher().publish(event(), message);
    assertEquals(message.subject(), cloud.published().getFirst().subject());
    cloud.putSecrets(Map.of(SecretKey.ALPACA_KEY_ID, "key-of-the-account"));
    Secrets secrets =
        new Secrets(
            cloud.secretsClient(),
            EmbeddedCloud.SECRET,
            CLOCK,
            Duration.ofMinutes(5),
            new SecretRedactor());
    assertEquals("key-of-the-account", secrets.require(SecretKey.ALPACA_KEY_ID));
  }

  @Test
  void closingLeavesNoThreadThatKeepsTheJvmAlive() throws Exception {
    // A thread is of its starter's group, so those of other clouds in this JVM are left out.
    ThreadGroup group = new ThreadGroup("another cloud");
    AtomicReference<Set<Thread>> whileOpen = new AtomicReference<>(Set.of());
    Thread life =
        new Thread(
            group,
            () -> {
              try (EmbeddedCloud another = EmbeddedCloud.start(CLOCK)) {
                another.ledger().journal().ticks("none", Instant.EPOCH, NOW);
                Set<Thread> threads = userThreads(group);
                threads.remove(Thread.currentThread());
                whileOpen.set(threads);
              }
            });
    life.start();
    assertTrue(life.join(Duration.ofMinutes(1)), "the cloud is not closed yet");
    assertFalse(whileOpen.get().isEmpty(), "no thread of the cloud's is seen");
    for (Thread thread : userThreads(group)) {
      assertTrue(thread.join(Duration.ofMinutes(1)), () -> thread + " keeps the JVM alive");
    }
    assertEquals(Set.of(), userThreads(group));
  }

  private static Set<Thread> userThreads(ThreadGroup group) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> group.equals(thread.getThreadGroup()) && !thread.isDaemon())
        .collect(Collectors.toSet());
  }

  private static List<Message> receive(String queueUrl) {
    return cloud
        .sqsClient()
        .receiveMessage(
            r ->
                r.queueUrl(queueUrl)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .maxNumberOfMessages(1))
        .messages();
  }
}
