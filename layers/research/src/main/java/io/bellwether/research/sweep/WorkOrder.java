package io.bellwether.research.sweep;

import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.parameter.InvalidParametersException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which sets are run: sets that share their indicators one after the other, so that
 * few indicators are held at a time. Results do not depend on it.
 */
final class WorkOrder {
  /** Enough bars for a strategy to be bound to; what it computes over them does not matter. */
  private static final int BARS = 16;

  private final StrategyCatalog catalog;
  private final MarketSource source;

  WorkOrder(StrategyCatalog catalog, MarketSource source) {
    this.catalog = catalog;
    this.source = source;
  }

  /** Positions of the request's sets. */
  int[] of(SweepRequest request) {
    List<Integer> deciding = parametersOfColumns(request);
    Comparator<Integer> order = (_, _) -> 0;
    for (int p : deciding) {
      order = order.thenComparing(set -> request.sets().get(set).values().get(p));
    }
    return IntStream.range(0, request.sets().size())
        .boxed()
        .sorted(order)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The parameters another value of which asks for other columns. */
  private List<Integer> parametersOfColumns(SweepRequest request) {
    List<Integer> deciding = new ArrayList<>();
    for (int p = 0; p < request.task().names().size() && !request.sets().isEmpty(); p++) {
      if (decides(p, request)) {
        deciding.add(p);
      }
    }
    return deciding;
  }

  private boolean decides(int parameter, SweepRequest request) {
    ParameterSet first = request.sets().getFirst();
    String value = first.values().get(parameter);
    return request.sets().stream()
        .map(set -> set.values().get(parameter))
        .filter(other -> !other.equals(value))
        .findFirst()
        .map(other -> needsMoreColumns(request.task(), first, with(first, parameter, other)))
        .orElse(false);
  }

  private static ParameterSet with(ParameterSet set, int parameter, String value) {
    List<String> values = new ArrayList<>(set.values());
    values.set(parameter, value);
    return new ParameterSet(set.index(), values);
  }

  private boolean needsMoreColumns(SweepTask task, ParameterSet first, ParameterSet other) {
    Strategy strategy = task.strategy(catalog, first);
    Strategy changed;
    try {
      changed = task.strategy(catalog, other);
    } catch (InvalidParametersException e) {
      // The two values do not go together with the rest; not known, so taken to matter.
      return true;
    }
    if (!strategy.symbols().equals(changed.symbols())) {
      return true;
    }
    SeriesSet all = source.of(strategy.symbols()).data().series();
    SeriesSet few = all.prefix(Math.min(BARS, all.size()));
    strategy.on(few);
    long before = few.columnBytes();
    changed.on(few);
    return few.columnBytes() > before;
  }
}
