package io.bellwether.research.report;

import io.bellwether.research.tax.LotFill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.signal.Signal;
import java.util.List;

/** What a run did, step by step. */
record Tables(List<Signal> signals, List<OrderRecord> orders, List<LotFill> fills) {
  static final Tables NONE = new Tables(List.of(), List.of(), List.of());
}
