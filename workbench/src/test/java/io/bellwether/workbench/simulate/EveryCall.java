package io.bellwether.workbench.simulate;

import io.bellwether.workbench.cloud.MemoryItemStore;
import io.bellwether.workbench.exchange.ExchangeOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Some days of one account, through the real handlers, in which nothing goes wrong but one thing at
 * one call.
 */
final class EveryCall {
  /** An invocation that takes none of these steps only looks. */
  private static final Set<Step> ACTS =
      EnumSet.of(
          Step.SUBMIT,
          Step.CANCEL,
          Step.WRITE_INTENT,
          Step.WRITE_ORDER,
          Step.WRITE_FILL,
          Step.WRITE_PLAN,
          Step.WRITE_SIGNAL,
          Step.SEND_SIGNAL);

  private final long seed;
  private final int days;

  EveryCall(long seed, int days) {
    this.seed = seed;
    this.days = days;
  }

  /** A call to a port, by the invocation it is made in. */
  record Call(String invocation, int ordinal, Step step) {}

  /**
   * What came of the days.
   *
   * @param orders the orders the exchange has, in no particular order, without what depends on the
   *     minute: by id, with their side and what they came to
   * @param positions what is held at the end
   */
  record Result(List<String> orders, String positions, Optional<Violation> violation) {}

  /** The calls of the invocations that do more than look, in the order they are made. */
  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    run(
        (invocation, ordinal, step) -> {
          if (ordinal > 0) {
            calls.add(new Call(invocation, ordinal, step));
          }
          return Optional.empty();
        });
    Set<String> acting =
        calls.stream()
            .filter(call -> ACTS.contains(call.step()))
            .map(Call::invocation)
            .collect(Collectors.toCollection(TreeSet::new));
    return calls.stream().filter(call -> acting.contains(call.invocation())).toList();
  }

  /** The days when nothing goes wrong. */
  Result undisturbed() {
    return run((invocation, ordinal, step) -> Optional.empty());
  }

  /** The days when one thing goes wrong at one call. */
  Result disturbed(Call at, FaultKind kind) {
    return run(
        (invocation, ordinal, step) ->
            ordinal == at.ordinal() && invocation.equals(at.invocation())
                ? Optional.of(kind)
                : Optional.empty());
  }

  private Result run(Faults.Script script) {
    Run run = Run.scripted(seed, days, script, new MemoryItemStore("simulation"));
    run.run();
    return new Result(
        run.exchange().orders().stream().map(EveryCall::text).sorted().toList(),
        run.exchange().positions().toString(),
        run.violation());
  }

  private static String text(ExchangeOrder order) {
    return "%s %s %s %s"
        .formatted(order.clientOrderId(), order.symbol(), order.side(), order.status());
  }
}
