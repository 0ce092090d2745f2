package io.bellwether.trading.broker;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.risk.ApprovedOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A broker's account. Every implementation passes {@code BrokerKit}. Reads may be retried inside;
 * {@link #submit}, {@link #replace} and {@link #cancel} are sent once.
 */
public interface Broker {
  /** The name, such as {@code alpaca-paper}. */
  String name();

  /** The most time that a {@link #submit}, {@link #replace} or {@link #cancel} may take. */
  Duration orderTimeout();

  AccountSnapshot account(Deadline deadline) throws BrokerException;

  MarketClock clock(Deadline deadline) throws BrokerException;

  /** The trading days from {@code first} to {@code last}, both inclusive. */
  List<Session> calendar(LocalDate first, LocalDate last, Deadline deadline) throws BrokerException;

  List<BrokerPosition> positions(Deadline deadline) throws BrokerException;

  /** Orders that are still open. */
  List<BrokerOrder> openOrders(Deadline deadline) throws BrokerException;

  /** The executions of one order, oldest first. */
  List<BrokerFill> fills(String brokerOrderId, Deadline deadline) throws BrokerException;

  /**
   * The splits of some symbols with an ex-date from {@code first} to {@code last}, both inclusive,
   * in order of the ex-date.
   *
   * @throws BrokerException also if one of them cannot be understood: a list that is not whole is
   *     worse than none
   */
  List<BrokerSplit> splits(Set<String> symbols, LocalDate first, LocalDate last, Deadline deadline)
      throws BrokerException;

  /** The latest trade. */
  LatestTrade latestTrade(String symbol, Deadline deadline) throws BrokerException;

  /** The price of the latest trade. */
  default BigDecimal latestPrice(String symbol, Deadline deadline) throws BrokerException {
    return latestTrade(symbol, deadline).price();
  }

  /** Places an order that has passed the risk checks. Never throws for what the network does. */
  Submission submit(ApprovedOrder order, Deadline deadline);

  /** Asks for an order by our id. */
  Lookup find(String clientOrderId, Deadline deadline);

  /** Asks for a cancel; success means asked for, not cancelled. */
  Cancellation cancel(String brokerOrderId, Deadline deadline);

  /** Replaces price or quantity of an open order; the replacement has an id of its own. */
  Submission replace(
      String brokerOrderId,
      String newClientOrderId,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> limitPrice,
      Optional<BigDecimal> stopPrice,
      Deadline deadline);

  /** The outcome of asking for a cancel. */
  enum Cancellation {
    REQUESTED,
    /** It has filled, or ended otherwise. */
    NOT_CANCELABLE,
    NOT_FOUND,
    UNKNOWN
  }
}
