package io.bellwether.trading.execution;

import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.order.OrderStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells people and the log of one account's affairs, in the same words, and has them counted. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger("execution");

  private final String account;
  private final String strategy;
  private final EventPublisher publisher;
  private final InstantSource clock;
  private final Metrics metrics;

  Announcer(
      String account,
      String strategy,
      EventPublisher publisher,
      InstantSource clock,
      Metrics metrics) {
    this.account = account;
    this.strategy = strategy;
    this.publisher = publisher;
    this.clock = clock;
    this.metrics = metrics;
  }

  void tell(
      TradingEvent.Type type,
      Severity severity,
      String symbol,
      String message,
      Map<String, String> details) {
    log(severity, type.name(), symbol, message, details);
    publisher.publish(
        new TradingEvent(
            type,
            severity,
            clock.instant(),
            account,
            Optional.of(strategy),
            symbol.isEmpty() ? Optional.empty() : Optional.of(symbol),
            message,
            details));
  }

  /**
   * Tells of something that happened at a time, once however often this is called.
   *
   * @param occurrence names it
   * @return whether that was published; if not, it is to be told again later
   */
  boolean tellOnce(
      TradingEvent.Type type,
      Severity severity,
      String occurrence,
      Instant time,
      String symbol,
      String message,
      Map<String, String> details) {
    log(severity, type.name(), symbol, message, details);
    return publisher.taken(
        new TradingEvent(
            type,
            severity,
            time,
            account,
            Optional.of(strategy),
            symbol.isEmpty() ? Optional.empty() : Optional.of(symbol),
            message,
            details,
            Optional.of(occurrence)));
  }

  /** Has an order counted if this step of its life was the last. */
  void moved(OrderStatus before, OrderStatus after) {
    if (!before.isTerminal() && after.isTerminal()) {
      metrics.add(Metric.ORDER_FILLED, after == OrderStatus.FILLED);
    }
  }

  /** Has the positions counted that the ledger and the broker disagree on. */
  void unexplained(int positions) {
    metrics.add(Metric.UNEXPLAINED_POSITIONS, positions);
  }

  private void log(
      Severity severity, String event, String symbol, String message, Map<String, String> details) {
    var line =
        LOG.atLevel(
                switch (severity) {
                  case INFO -> Level.INFO;
                  case WARNING -> Level.WARN;
                  case CRITICAL -> Level.ERROR;
                })
            .addKeyValue("event", event)
            .addKeyValue("account", account)
            .addKeyValue("strategy", strategy);
    if (!symbol.isEmpty()) {
      line = line.addKeyValue("symbol", symbol);
    }
    for (Map.Entry<String, String> detail : details.entrySet()) {
      line = line.addKeyValue(detail.getKey(), detail.getValue());
    }
    line.log(message);
  }
}
