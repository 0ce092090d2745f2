package io.bellwether.trading.broker;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.risk.ApprovedOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A broker whose answers are counted. A refusal is an answer; silence, and an answer that does not
 * say, are not.
 */
public final class MeasuredBroker implements Broker {
  private final Broker broker;
  private final Metrics metrics;

  public MeasuredBroker(Broker broker, Metrics metrics) {
    this.broker = broker;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return broker.name();
  }

  @Override
  public Duration orderTimeout() {
    return broker.orderTimeout();
  }

  @Override
  public AccountSnapshot account(Deadline deadline) throws BrokerException {
    return read("account", () -> broker.account(deadline));
  }

  @Override
  public MarketClock clock(Deadline deadline) throws BrokerException {
    return read("clock", () -> broker.clock(deadline));
  }

  @Override
  public List<Session> calendar(LocalDate first, LocalDate last, Deadline deadline)
      throws BrokerException {
    return read("calendar", () -> broker.calendar(first, last, deadline));
  }

  @Override
  public List<BrokerPosition> positions(Deadline deadline) throws BrokerException {
    return read("positions", () -> broker.positions(deadline));
  }

  @Override
  public List<BrokerOrder> openOrders(Deadline deadline) throws BrokerException {
    return read("openOrders", () -> broker.openOrders(deadline));
  }

  @Override
  public List<BrokerFill> fills(String brokerOrderId, Deadline deadline) throws BrokerException {
    return read("fills", () -> broker.fills(brokerOrderId, deadline));
  }

  @Override
  public List<BrokerSplit> splits(
      Set<String> symbols, LocalDate first, LocalDate last, Deadline deadline)
      throws BrokerException {
    return read("splits", () -> broker.splits(symbols, first, last, deadline));
  }

  @Override
  public LatestTrade latestTrade(String symbol, Deadline deadline) throws BrokerException {
    return read("latestPrice", () -> broker.latestTrade(symbol, deadline));
  }

  @Override
  public Submission submit(ApprovedOrder order, Deadline deadline) {
    return counted("submit", broker.submit(order, deadline));
  }

  @Override
  public Submission replace(
      String brokerOrderId,
      String newClientOrderId,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> limitPrice,
      Optional<BigDecimal> stopPrice,
      Deadline deadline) {
    return counted(
        "replace",
        broker.replace(brokerOrderId, newClientOrderId, quantity, limitPrice, stopPrice, deadline));
  }

  @Override
  public Lookup find(String clientOrderId, Deadline deadline) {
    Lookup answer = broker.find(clientOrderId, deadline);
    count("find", !(answer instanceof Lookup.Unknown));
    return answer;
  }

  @Override
  public Cancellation cancel(String brokerOrderId, Deadline deadline) {
    Cancellation answer = broker.cancel(brokerOrderId, deadline);
    count("cancel", answer != Cancellation.UNKNOWN);
    return answer;
  }

  private Submission counted(String call, Submission answer) {
    count(call, !(answer instanceof Submission.Unknown));
    return answer;
  }

  private <R> R read(String call, Read<R> read) throws BrokerException {
    boolean answered = false;
    try {
      R answer = read.now();
      answered = true;
      return answer;
    } finally {
      count(call, answered);
    }
  }

  private void count(String call, boolean answered) {
    metrics.add(Metric.BROKER_SUCCESS, answered);
    if (!answered) {
      metrics.note("brokerFailed", call);
    }
  }

  /** A call that reads. */
  @FunctionalInterface
  private interface Read<R> {
    R now() throws BrokerException;
  }
}
