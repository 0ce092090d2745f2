package io.bellwether.workbench.scenario.ticks;

import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.RiskStore;
import io.bellwether.trading.risk.RiskState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/**
 * Another run that changes an account's risk state just before each of the first few changes of
 * this one.
 */
final class ContestedRisk implements RiskStore {
  private final RiskStore store;
  private final Map<String, Integer> conflicts;

  private ContestedRisk(RiskStore store, Map<String, Integer> conflicts) {
    this.store = store;
    this.conflicts = new HashMap<>(conflicts);
  }

  /** A ledger with so many conflicts to come in the accounts named. */
  static Ledger around(Ledger ledger, Map<String, Integer> conflicts) {
    RiskStore contested = new ContestedRisk(ledger.risk(), conflicts);
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("risk")
                    ? contested
                    : method.invoke(ledger, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public RiskState of(String account) {
    return store.of(account);
  }

  @Override
  public RiskState update(RiskState state) {
    if (conflicts.merge(state.account(), -1, Integer::sum) >= 0) {
      store.update(store.of(state.account()));
    }
    return store.update(state);
  }
}
