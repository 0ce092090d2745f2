package io.bellwether.infrastructure;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * The metrics the functions write themselves, in their log lines. A stage's have one namespace and
 * no dimension, because each dimension set of a metric is billed as a metric of its own.
 */
enum StageMetric {
  /** Milliseconds from a tick's scheduled time to its decision. */
  DECISION_LATENCY("DecisionLatency"),
  /** 1 or 0 for each request to a feed. */
  FEED_SUCCESS("FeedSuccess"),
  /** 1 or 0 for each request to a broker. */
  BROKER_SUCCESS("BrokerSuccess"),
  /** 1 for each order that ended filled, 0 for each that ended otherwise. */
  ORDER_FILLED("OrderFilled"),
  /** 1 for each signal to enter or hold, -1 for each to exit. */
  SIGNAL_DIRECTION("SignalDirection"),
  /** 1 if a signal was right one bar later, else 0; five and twenty bars below. */
  SIGNAL_ACCURACY_1("SignalAccuracy1"),
  SIGNAL_ACCURACY_5("SignalAccuracy5"),
  SIGNAL_ACCURACY_20("SignalAccuracy20"),
  /**
   * Ticks that were due and not recorded. That there are none, 0, only a daily summary says, after
   * the close or on a day without a session: the heartbeat.
   */
  MISSED_TICKS("MissedTicks"),
  /** Positions the ledger cannot explain. */
  UNEXPLAINED_POSITIONS("UnexplainedPositions"),
  /** The median by which a day's fills were worse than the backtest's, in basis points. */
  DRIFT_BPS("DriftBps");

  private final String metricName;

  StageMetric(String metricName) {
    this.metricName = metricName;
  }

  /** The metric in a stage. */
  Metric in(Names names, String statistic, Duration period) {
    return Metric.Builder.create()
        .namespace(names.metrics())
        .metricName(metricName)
        .statistic(statistic)
        .period(period)
        .build();
  }

  String metricName() {
    return metricName;
  }
}
