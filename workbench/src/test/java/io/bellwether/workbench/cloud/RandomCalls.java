package io.bellwether.workbench.cloud;

import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.FillPosting;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LeaseLostException;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.LedgerSamples;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls of a ledger drawn from a seed, of few records, so that they meet each other: with revisions
 * that are the last ones or are not, and under leases that are current or are not.
 */
final class RandomCalls {
  private static final Instant T0 = Instant.parse("2026-11-20T14:30:00Z");
  private static final String ACCOUNT = "account";

  private final SplittableRandom random;
  private final LedgerSamples samples;
  private final List<Object> known = new ArrayList<>();

  RandomCalls(long seed) {
    this.random = new SplittableRandom(seed);
    this.samples = new LedgerSamples(seed);
  }

  /** A call by its name. */
  record Call(String name, Function<Ledger, Object> call) {
    /** The answer: what was returned, or the name of what was thrown. */
    Object answerOf(Ledger ledger) {
      try {
        return call.apply(ledger);
      } catch (LedgerException | ConcurrentUpdateException | LeaseLostException e) {
        return e.getClass().getSimpleName();
      }
    }
  }

  /** The answer in a word. */
  static String kind(Object answer) {
    return answer instanceof String || answer instanceof Boolean
        ? answer.toString()
        : answer.getClass().getSimpleName();
  }

  /** Keeps records that a call answered with, for later calls to change. */
  void learn(Object answer) {
    switch (answer) {
      case Optional<?> optional -> optional.ifPresent(known::add);
      case List<?> list -> known.addAll(list);
      case Record stored -> known.add(stored);
      default -> {}
    }
  }

  /** The next call; one in three under a lease, as soon as there was one. */
  Call next() {
    Call call = plain();
    Optional<Lease> lease = known(Lease.class);
    return lease.isPresent() && random.nextInt(3) == 0
        ? new Call(
            call.name + " under a lease", ledger -> call.call.apply(ledger.under(lease.get())))
        : call;
  }

  private Call plain() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> read();
      case 2, 3 -> creation();
      case 4, 5, 6 -> update();
      default -> lease();
    };
  }

  private Call read() {
    String id = id();
    Instant from = time();
    return oneOf(
        Map.ofEntries(
            Map.entry("find a signal", ledger -> ledger.signals().find(id)),
            Map.entry("latest signal", ledger -> ledger.signals().latest(ACCOUNT, "strategy")),
            Map.entry("undispatched", ledger -> ledger.signals().undispatched(ACCOUNT)),
            Map.entry("signals", ledger -> ledger.signals().between(ACCOUNT, from, Instant.MAX)),
            Map.entry("open plans", ledger -> ledger.plans().open(ACCOUNT)),
            Map.entry("open orders", ledger -> ledger.orders().open(ACCOUNT)),
            Map.entry("orders", ledger -> ledger.orders().between(ACCOUNT, from, Instant.MAX)),
            Map.entry("orders of a signal", ledger -> ledger.orders().ofSignal("signal")),
            Map.entry("unannounced", ledger -> ledger.orders().unannounced(ACCOUNT)),
            Map.entry("fills", ledger -> ledger.orders().fills(id)),
            Map.entry("holdings", ledger -> ledger.holdings().of(ACCOUNT)),
            Map.entry("risk", ledger -> ledger.risk().of(ACCOUNT)),
            Map.entry("trades", ledger -> ledger.holdings().trades(ACCOUNT, from, Instant.MAX))));
  }

  private Call creation() {
    String id = id();
    var signal = samples.signal(id, ACCOUNT, "strategy", time(), random.nextBoolean());
    var plan = samples.plan(id, ACCOUNT, random.nextBoolean(), time());
    var order = samples.order(id, ACCOUNT, "signal", status(), time());
    var version = samples.version("strategy", random.nextInt(1, 9));
    return oneOf(
        Map.of(
            "create a signal", ledger -> ledger.signals().create(signal),
            "create a plan", ledger -> ledger.plans().create(plan),
            "create an order", ledger -> ledger.orders().create(order),
            "create a version", ledger -> ledger.strategies().create(version),
            "mark a signal", done(ledger -> ledger.signals().markDispatched(id))));
  }

  private Call update() {
    Holding last =
        known(Holding.class)
            .orElseGet(() -> samples.holding(ACCOUNT, random.nextBoolean() ? "QQQ" : "A", 0));
    Holding holding = samples.holding(ACCOUNT, last.symbol(), last.revision());
    RiskState risk =
        samples.risk(ACCOUNT, known(RiskState.class).map(RiskState::revision).orElse(0L));
    OrderRecord order =
        known(OrderRecord.class)
            .orElseGet(() -> samples.order(id(), ACCOUNT, "signal", status(), time()))
            .with(status(), Optional.empty(), "note", time());
    Plan plan =
        known(Plan.class)
            .map(this::changed)
            .orElseGet(() -> samples.plan(id(), ACCOUNT, true, time()));
    FillPosting posting =
        new FillPosting(
            samples.fill("fill-" + random.nextInt(5), order.clientOrderId(), T0),
            order,
            holding,
            random.nextBoolean()
                ? Optional.of(samples.trade("fill", ACCOUNT, time()))
                : Optional.empty());
    return oneOf(
        Map.of(
            "update a holding", ledger -> ledger.holdings().update(holding),
            "update the risk state", ledger -> ledger.risk().update(risk),
            "update an order", ledger -> ledger.orders().update(order),
            "update a plan", ledger -> ledger.plans().update(plan),
            "post a fill", ledger -> ledger.orders().post(posting),
            "mark a fill", done(ledger -> ledger.orders().markAnnounced(ACCOUNT, posting.fill()))));
  }

  private Call lease() {
    Instant now = time();
    Instant until = now.plusSeconds(random.nextInt(1, 300));
    Lease lease = known(Lease.class).orElse(new Lease(ACCOUNT, 1, T0, 1));
    return switch (random.nextInt(7)) {
      case 0, 1, 2 -> new Call("acquire", ledger -> ledger.leases().acquire(ACCOUNT, now, until));
      case 3, 4, 5 -> new Call("renew", ledger -> ledger.leases().renew(lease, until));
      default -> new Call("release", done(ledger -> ledger.leases().release(lease)));
    };
  }

  /** What was learnt lately of a kind, mostly the last. */
  private <T> Optional<T> known(Class<T> type) {
    List<T> all = known.stream().filter(type::isInstance).map(type::cast).toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.get(Math.max(0, all.size() - 1 - random.nextInt(5) / 3)));
  }

  private Plan changed(Plan stored) {
    Plan other = samples.plan(stored.signalId(), ACCOUNT, random.nextBoolean(), time());
    return new Plan(
        stored.signalId(),
        stored.account(),
        other.strategy(),
        other.submitFrom(),
        other.validUntil(),
        other.planned(),
        other.steps(),
        other.open(),
        stored.createdAt(),
        stored.revision());
  }

  private static Function<Ledger, Object> done(Consumer<Ledger> call) {
    return ledger -> {
      call.accept(ledger);
      return "done";
    };
  }

  private Call oneOf(Map<String, Function<Ledger, Object>> calls) {
    Map<String, Function<Ledger, Object>> ordered = new TreeMap<>(calls);
    List<String> names = List.copyOf(ordered.keySet());
    String name = names.get(random.nextInt(names.size()));
    return new Call(name, ordered.get(name));
  }

  private String id() {
    return "id-" + random.nextInt(8);
  }

  private Instant time() {
    return T0.plusSeconds(random.nextInt(300));
  }

  private OrderStatus status() {
    return OrderStatus.values()[random.nextInt(OrderStatus.values().length)];
  }
}
