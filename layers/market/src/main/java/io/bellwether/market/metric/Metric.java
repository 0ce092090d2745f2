package io.bellwether.market.metric;

/**
 * Everything that is measured as a metric of its own. Each costs money every month, so that there
 * are no more than these eleven; whatever else is worth a query is a property beside them.
 */
public enum Metric {
  /** From the scheduled time to the stored decision. */
  DECISION_LATENCY("DecisionLatency", Unit.MILLISECONDS),
  /** 1 for a request of bars that was answered in full, 0 for one that was not. */
  FEED_SUCCESS("FeedSuccess", Unit.NONE),
  /** 1 for a call the broker answered, be it with a refusal; 0 for one it did not answer. */
  BROKER_SUCCESS("BrokerSuccess", Unit.NONE),
  /** One value per order that reached its end: 1 if it filled whole, 0 if not. */
  ORDER_FILLED("OrderFilled", Unit.NONE),
  /** One value per stored signal that asks for something: 1 to enter or hold, -1 to leave. */
  SIGNAL_DIRECTION("SignalDirection", Unit.NONE),
  /** Whether the signal was right one bar later: 1 or 0. */
  SIGNAL_ACCURACY_1("SignalAccuracy1", Unit.NONE),
  /** Whether the signal was right five bars later: 1 or 0. */
  SIGNAL_ACCURACY_5("SignalAccuracy5", Unit.NONE),
  /** Whether the signal was right twenty bars later: 1 or 0. */
  SIGNAL_ACCURACY_20("SignalAccuracy20", Unit.NONE),
  /** Ticks found missing; also 0, once a day, as a sign of life. */
  MISSED_TICKS("MissedTicks", Unit.COUNT),
  /** Positions that the ledger and the broker disagree on. */
  UNEXPLAINED_POSITIONS("UnexplainedPositions", Unit.COUNT),
  /** The median by which a day's fills were worse than the backtest's, in basis points. */
  DRIFT_BPS("DriftBps", Unit.NONE);

  private final String label;
  private final Unit unit;

  Metric(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /** The name it is known by outside. */
  public String label() {
    return label;
  }

  /** What its values count. */
  public Unit unit() {
    return unit;
  }

  /** What a value counts. */
  public enum Unit {
    MILLISECONDS("Milliseconds"),
    COUNT("Count"),
    NONE("None");

    private final String label;

    Unit(String label) {
      this.label = label;
    }

    /** CloudWatch's word for it. */
    public String label() {
      return label;
    }
  }
}
