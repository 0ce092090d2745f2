package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rule has against an order.
 *
 * @param message why the order may not be placed, with figures, and what to do
 * @param figures the figures by name, for machines
 * @param mayPass whether the same order may be allowed later, when something is known or over that
 *     stands in its way now; if not, it is given up
 */
record Objection(String message, Map<String, BigDecimal> figures, boolean mayPass) {
  Objection {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
  }

  /** An objection that time does not mend. */
  static Objection lasting(String message) {
    return new Objection(message, Map.of(), false);
  }

  /** An objection that time does not mend: something is more, or less, than its limit. */
  static Objection lasting(String message, BigDecimal value, BigDecimal limit) {
    return new Objection(message, Map.of("value", value, "limit", limit), false);
  }

  /** An objection that may be gone at the next try. */
  static Objection passing(String message) {
    return new Objection(message, Map.of(), true);
  }

  /** An objection that may be gone at the next try, with its figures. */
  static Objection passing(String message, BigDecimal value, BigDecimal limit) {
    return new Objection(message, Map.of("value", value, "limit", limit), true);
  }
}
