package io.bellwether.trading.execution;

import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells people and the log of one account's affairs, in the same words. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger("execution");

  private final String account;
  private final String strategy;
  private final EventPublisher publisher;
  private final InstantSource clock;

  Announcer(String account, String strategy, EventPublisher publisher, InstantSource clock) {
    this.account = account;
    this.strategy = strategy;
    this.publisher = publisher;
    this.clock = clock;
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
