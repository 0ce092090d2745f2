package io.bellwether.workbench.scenario.faults;

import io.bellwether.trading.analysis.AnalysisLedger;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.ledger.AlertStore;
import io.bellwether.trading.ledger.HoldingStore;
import io.bellwether.trading.ledger.Journal;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LeaseStore;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.OrderStore;
import io.bellwether.trading.ledger.PlanStore;
import io.bellwether.trading.ledger.ReconciliationStore;
import io.bellwether.trading.ledger.ReviewStore;
import io.bellwether.trading.ledger.RiskStore;
import io.bellwether.trading.ledger.SignalStore;
import io.bellwether.trading.ledger.StrategyStore;
import io.bellwether.trading.signal.SignalQueue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts the calls that change something outside the process, and kills the process at one of them.
 * A crash at a read is the same as one after the last change before it, so reads do not count.
 */
final class CrashPoint {
  private static final Set<String> CHANGES =
      Set.of(
          "create",
          "update",
          "post",
          "settle",
          "apply",
          "payFraction",
          "markDispatched",
          "markAnnounced",
          "record",
          "send",
          "submit",
          "replace",
          "cancel",
          "acquire",
          "renew",
          "release");

  private final int fatal;
  private final boolean carriedOut;
  private final List<String> calls = new ArrayList<>();
  private boolean dead;

  private CrashPoint(int fatal, boolean carriedOut) {
    this.fatal = fatal;
    this.carriedOut = carriedOut;
  }

  /** Nothing happens, calls are counted. */
  static CrashPoint never() {
    return new CrashPoint(-1, false);
  }

  /** The process dies before the call of that number, from 0, is carried out. */
  static CrashPoint before(int call) {
    return new CrashPoint(call, false);
  }

  /** The process dies after the call was carried out, before its answer is used. */
  static CrashPoint after(int call) {
    return new CrashPoint(call, true);
  }

  /** The names of the calls so far, such as {@code OrderStore.create}. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  Ledger around(Ledger ledger) {
    return new WatchedLedger(
        around(SignalStore.class, ledger.signals()),
        around(PlanStore.class, ledger.plans()),
        around(OrderStore.class, ledger.orders()),
        around(HoldingStore.class, ledger.holdings()),
        ledger.strategies(),
        around(RiskStore.class, ledger.risk()),
        around(Journal.class, ledger.journal()),
        ledger.alerts(),
        ledger.reviews(),
        around(ReconciliationStore.class, ledger.reconciliation()),
        around(LeaseStore.class, ledger.leases()),
        ledger.analysis(),
        lease -> around(ledger.under(lease)));
  }

  SignalQueue around(SignalQueue queue) {
    return around(SignalQueue.class, queue);
  }

  Broker around(Broker broker) {
    return around(Broker.class, broker);
  }

  private <T> T around(Class<T> port, T target) {
    Object watched =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> call(port, target, method, arguments));
    return port.cast(watched);
  }

  private Object call(Class<?> port, Object target, Method method, Object[] arguments)
      throws Throwable {
    if (dead) {
      // What is written to be done on the way out is not done by a process that was killed.
      throw new Crash("already");
    }
    if (!CHANGES.contains(method.getName())) {
      return carryOut(target, method, arguments);
    }
    String name = port.getSimpleName() + "." + method.getName();
    boolean dies = calls.size() == fatal;
    calls.add(name);
    if (dies && !carriedOut) {
      dead = true;
      throw new Crash("before " + name);
    }
    Object answer = carryOut(target, method, arguments);
    if (dies) {
      dead = true;
      throw new Crash("after " + name);
    }
    return answer;
  }

  private static Object carryOut(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private record WatchedLedger(
      SignalStore signals,
      PlanStore plans,
      OrderStore orders,
      HoldingStore holdings,
      StrategyStore strategies,
      RiskStore risk,
      Journal journal,
      AlertStore alerts,
      ReviewStore reviews,
      ReconciliationStore reconciliation,
      LeaseStore leases,
      AnalysisLedger analysis,
      Function<Lease, Ledger> fenced)
      implements Ledger {
    @Override
    public Ledger under(Lease lease) {
      return fenced.apply(lease);
    }
  }
}
