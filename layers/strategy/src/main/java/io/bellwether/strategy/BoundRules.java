package io.bellwether.strategy;

import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Indicator;
import java.util.List;

/** Rules as plain data. */
record BoundRules(SeriesSet series, int firstDecision, List<Leg> legs) implements Rules {
  BoundRules {
    legs = List.copyOf(legs);
  }

  /** The first bar at which all of the columns are defined; the size of the series if none is. */
  static int firstDecision(Columns columns, List<? extends Indicator> inUse) {
    return inUse.stream().mapToInt(columns::firstDefined).max().orElse(0);
  }
}
