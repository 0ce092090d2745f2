package io.bellwether.workbench.runtime;

import static io.bellwether.workbench.runtime.Deployments.ACCOUNT;
import static io.bellwether.workbench.runtime.Deployments.SIGNAL;
import static io.bellwether.workbench.runtime.Deployments.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.ledger.LeaseStore;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.exchange.Fault;
import io.bellwether.workbench.runtime.Invocation.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An event that comes twice acts once, and what a time limit cuts off the next invocation ends. */
@Tag("integration")
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is native code for Linux")
final class TwiceAndKilledTest {
  private static final Duration USUAL = Duration.ofSeconds(60);

  @TempDir private Path folder;

  /** What a run left behind, without ids of the exchange and times. */
  private record Books(
      boolean dispatched,
      int openPlans,
      List<String> orders,
      List<String> holdings,
      List<String> atExchange) {
    static Books of(LocalDeployment deployment) {
      Ledger ledger = deployment.cloud().ledger();
      return new Books(
          ledger.signals().find(SIGNAL).orElseThrow().dispatched(),
          ledger.plans().open(ACCOUNT).size(),
          ledger.orders().ofSignal(SIGNAL).stream()
              .map(order -> order.clientOrderId() + " " + order.status() + " " + order.terms())
              .toList(),
          ledger.holdings().of(ACCOUNT).stream()
              .map(h -> h.symbol() + " " + h.quantity() + " at " + h.averagePrice())
              .toList(),
          deployment.exchange().orders().stream()
              .map(o -> o.clientOrderId() + " " + o.status() + " " + o.filledQuantity())
              .toList());
    }
  }

  @Test
  void whatComesTwiceActsOnceAndWhatIsKilledIsContinued() {
    Books once = twice();
    assertEquals(1, once.atExchange().size(), "one order");
    assertTrue(once.dispatched());
    assertEquals(0, once.openPlans(), once::toString);

    assertEquals(once, killed());
  }

  /** Each event twice in one process, and once more in another. */
  private Books twice() {
    try (LocalDeployment deployment =
        Deployments.start(folder.resolve("twice"), UnaryOperator.identity(), Fault.NONE)) {
      for (int i = 0; i < 3; i++) {
        assertTrue(deployment.invoke("signals", event("scheduled-tick.json")).succeeded());
        if (i == 1) {
          deployment.function("signals").recycle();
        }
      }
      assertEquals(2, deployment.function("signals").processes());
      for (int i = 0; i < 2; i++) {
        Invocation batch = deployment.invoke("execution", event("signal-queue.json"));
        assertTrue(batch.response().path("batchItemFailures").isEmpty());
      }
      Invocation queued = deployment.signals().deliver().orElseThrow();
      assertEquals(1, queued.payload().path("Records").size(), "the queue has the signal once");
      assertTrue(queued.response().path("batchItemFailures").isEmpty());
      assertTrue(deployment.signals().deliver().isEmpty());
      return Books.of(deployment);
    }
  }

  /**
   * The time limit strikes at once; when the signal is stored and not sent; while the exchange,
   * which has taken the order, does not answer; and when the fill is posted.
   */
  private Books killed() {
    CountDownLatch over = new CountDownLatch(1);
    AtomicBoolean answerLost = new AtomicBoolean();
    AtomicReference<LocalLambda> execution = new AtomicReference<>();
    Fault fault =
        request -> {
          if (!request.method().equals("POST") || !answerLost.getAndSet(false)) {
            return new Fault.Effect.None();
          }
          execution.get().expire();
          return new Fault.Effect.Silence(true);
        };
    try (LocalDeployment deployment =
        Deployments.start(folder.resolve("killed"), UnaryOperator.identity(), fault)) {
      execution.set(deployment.function("execution"));
      Hang hang = new Hang(over);
      deployment.cloud().subscribe(hang::on);
      LocalLambda signals = deployment.function("signals");

      signals.limit(Duration.ofMillis(1));
      assertTimedOut(signals.invoke(event("scheduled-tick.json")));
      signals.limit(USUAL);
      hang.at("SignalRaised", signals);
      assertTimedOut(signals.invoke(event("scheduled-tick.json")));
      assertTrue(deployment.signals().deliver().isEmpty(), "it was killed before it was sent");
      Invocation retried = signals.invoke(event("scheduled-tick.json"));
      assertEquals("repeated", retried.response().at("/results/0/outcome").asText());
      assertEquals(3, signals.processes());

      answerLost.set(true);
      assertTimedOut(deployment.signals().deliver().orElseThrow());
      assertEquals(1, deployment.exchange().orders().size(), "it has the order all the same");
      leaseEnds(deployment);
      hang.at("OrderFilled", execution.get());
      assertTimedOut(deployment.signals().deliver().orElseThrow());
      leaseEnds(deployment);
      Invocation third = deployment.signals().deliver().orElseThrow();
      assertTrue(third.response().path("batchItemFailures").isEmpty(), "taken up where it stood");
      assertTrue(deployment.signals().deliver().isEmpty());
      return Books.of(deployment);
    } finally {
      over.countDown();
    }
  }

  /**
   * The queue delivers a message again after minutes, when the lease of who was killed is over;
   * here no minutes pass.
   */
  private static void leaseEnds(LocalDeployment deployment) {
    LeaseStore leases = deployment.cloud().ledger().leases();
    Instant later = Instant.parse("2100-01-01T00:00:00Z");
    leases.release(leases.acquire("alpaca-paper", later, later).orElseThrow());
  }

  /** A bus that once does not answer to an event of one type until the sender's time is over. */
  private static final class Hang {
    private final CountDownLatch over;
    private final Map<String, LocalLambda> senders = new ConcurrentHashMap<>();

    Hang(CountDownLatch over) {
      this.over = over;
    }

    void at(String detailType, LocalLambda sender) {
      senders.put(detailType, sender);
    }

    void on(String event) {
      LocalLambda sender = senders.remove(Deployments.json(event).path("detail-type").asText());
      if (sender == null) {
        return;
      }
      sender.expire();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void assertTimedOut(Invocation invocation) {
    Outcome.Failed failed = (Outcome.Failed) invocation.outcome();
    assertEquals("Sandbox.Timedout", failed.type(), failed::message);
    assertTrue(failed.message().contains("Task timed out after "), failed::message);
  }
}
