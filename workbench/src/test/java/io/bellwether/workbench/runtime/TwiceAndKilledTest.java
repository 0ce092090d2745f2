package io.bellwether.workbench.runtime;

import static io.bellwether.workbench.runtime.Deployments.ACCOUNT;
import static io.bellwether.workbench.runtime.Deployments.SIGNAL;
import static io.bellwether.workbench.runtime.Deployments.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.exchange.Fault;
import io.bellwether.workbench.runtime.Invocation.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event that comes twice acts once, and what a time limit cuts off the next invocation ends. */
@Tag("integration")
final class TwiceAndKilledTest {
  private static final Duration SHORT = Duration.ofSeconds(4);

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
    assertEquals(0, once.openPlans());

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
   * The bus hangs when the signal is stored, the exchange when it has taken the order, and the bus
   * again when the fill is posted.
   */
  private Books killed() {
    CountDownLatch over = new CountDownLatch(1);
    AtomicBoolean answerLost = new AtomicBoolean();
    try (LocalDeployment deployment =
        Deployments.start(
            folder.resolve("killed"),
            function -> function.withTimeout(SHORT),
            request ->
                request.method().equals("POST") && answerLost.getAndSet(false)
                    ? new Fault.Effect.Silence(true)
                    : new Fault.Effect.None())) {
      Hang hang = new Hang(over);
      deployment.cloud().subscribe(hang::on);

      hang.at("SignalRaised");
      assertTimedOut(deployment.invoke("signals", event("scheduled-tick.json")));
      assertTrue(deployment.signals().deliver().isEmpty(), "it was killed before it was sent");
      hang.nowhere();
      Invocation retried = deployment.invoke("signals", event("scheduled-tick.json"));
      assertEquals("repeated", retried.response().at("/results/0/outcome").asText());
      assertEquals(2, deployment.function("signals").processes());

      answerLost.set(true);
      assertTrue(deployment.signals().deliver().isPresent());
      assertEquals(1, deployment.exchange().orders().size(), "it has the order all the same");

      hang.at("OrderFilled");
      assertTimedOut(deployment.invoke("execution", event("follow-up.json")));
      hang.nowhere();
      assertTrue(deployment.invoke("execution", event("follow-up.json")).succeeded());
      return Books.of(deployment);
    } finally {
      over.countDown();
    }
  }

  /** A bus that does not answer to an event of one type. */
  private static final class Hang {
    private final CountDownLatch over;
    private volatile String type = "";

    Hang(CountDownLatch over) {
      this.over = over;
    }

    void at(String detailType) {
      type = detailType;
    }

    void nowhere() {
      type = "";
    }

    void on(String event) {
      if (Deployments.json(event).path("detail-type").asText().equals(type)) {
        try {
          over.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static void assertTimedOut(Invocation invocation) {
    Outcome.Failed failed = (Outcome.Failed) invocation.outcome();
    assertEquals("Sandbox.Timedout", failed.type(), failed::message);
    assertTrue(failed.message().endsWith("Task timed out after 4.00 seconds"), failed::message);
    assertEquals(SHORT.toSeconds(), invocation.report().duration().toSeconds());
  }
}
