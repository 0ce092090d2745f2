package io.bellwether.trading.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.signal.Signal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** What the parts of the kit share: a ledger, and an account and a strategy for each test. */
abstract class LedgerFixture {
  static final long SEED = Long.getLong("bellwether.seed", 20_261_121L);
  private static final AtomicInteger COUNT = new AtomicInteger();
  static final Instant T0 = Instant.parse("2026-11-20T14:30:00Z");

  final LedgerSamples samples = new LedgerSamples(SEED);
  String account = "";
  String strategy = "";

  /** The ledger under test. */
  protected abstract Ledger ledger();

  @BeforeEach
  void nameTheTest(TestInfo test) {
    int number = COUNT.incrementAndGet();
    account = test.getDisplayName().replaceAll("[^a-zA-Z]", "") + "-" + number;
    strategy = "strategy-" + number;
    System.out.println("seed " + SEED + ": " + test.getDisplayName());
  }

  Signal signalAt(Instant bar, String ofStrategy, boolean dispatched) {
    String id = account + "-" + ofStrategy + "-" + bar;
    Signal signal = samples.signal(id, account, ofStrategy, bar, dispatched);
    assertTrue(ledger().signals().create(signal));
    return signal;
  }

  Plan plan(String name, boolean open, Instant createdAt) {
    Plan plan = samples.plan(account + "-" + name, account, open, createdAt);
    assertTrue(ledger().plans().create(plan));
    return plan;
  }

  OrderRecord stored(String name, OrderStatus status, Instant createdAt) {
    String id = name.startsWith(account) ? name : account + "-" + name;
    OrderRecord order = samples.order(id, account, account, status, createdAt);
    assertTrue(ledger().orders().create(order));
    return order;
  }

  static Plan withRevision(Plan plan, boolean open, long revision) {
    return new Plan(
        plan.signalId(),
        plan.account(),
        plan.strategy(),
        plan.submitFrom(),
        plan.validUntil(),
        plan.planned(),
        plan.steps(),
        open,
        plan.createdAt(),
        revision);
  }

  /** The outcomes of the same work done by two threads at once; two equal ones are a set of one. */
  static Set<Boolean> together(Callable<Boolean> work) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    Callable<Boolean> started =
        () -> {
          barrier.await();
          return work.call();
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Set<Boolean> outcomes = new HashSet<>();
      for (Future<Boolean> outcome : threads.invokeAll(List.of(started, started))) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    }
  }
}
