package io.bellwether.workbench.scenario.faults;

import io.bellwether.workbench.exchange.Fault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What the exchange does wrong, changed as a story goes on; the first rule that fits decides. */
final class FaultScript implements Fault {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  private record Rule(Predicate<Request> when, Effect effect, AtomicInteger times) {}

  @Override
  public Effect on(Request request) {
    for (Rule rule : rules) {
      if (rule.when().test(request) && rule.times().getAndDecrement() > 0) {
        return rule.effect();
      }
    }
    return new Effect.None();
  }

  /** From now on, the next so many requests that fit are answered so. */
  void next(int times, Predicate<Request> when, Effect effect) {
    rules.add(new Rule(when, effect, new AtomicInteger(times)));
  }

  /** From now on every request that fits is answered so. */
  void always(Predicate<Request> when, Effect effect) {
    next(Integer.MAX_VALUE, when, effect);
  }

  /** All is well again. */
  void end() {
    rules.clear();
  }

  /** An order being placed. */
  static boolean placesOrder(Request request) {
    return request.method().equals("POST") && request.path().equals("/v2/orders");
  }

  /** The question whether there is an order of our id. */
  static boolean asksForOrder(Request request) {
    return request.path().equals("/v2/orders:by_client_order_id");
  }

  /** Anything but market data. */
  static boolean trades(Request request) {
    return !request.path().startsWith("/v2/stocks");
  }
}
