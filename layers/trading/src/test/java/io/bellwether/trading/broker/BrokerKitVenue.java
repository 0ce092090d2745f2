package io.bellwether.trading.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.risk.ApprovedOrders;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The hooks a venue's test gives {@link BrokerKit}, and the words the kit is written in. */
public abstract class BrokerKitVenue {
  /** The symbol the kit trades. */
  protected static final String SYMBOL = "TQQQ";

  /** Cash at the start, in US dollars. */
  protected static final String CASH = "10000";

  /** 10:00 New York on a Friday with a regular session. */
  protected static final Instant IN_SESSION = Instant.parse("2026-11-20T15:00:00Z");

  static final Instant FRIDAYS_CLOSE = Instant.parse("2026-11-20T21:00:00Z");
  static final Instant BEFORE_MONDAYS_OPEN = Instant.parse("2026-11-23T14:00:00Z");
  static final Instant MONDAYS_OPEN = Instant.parse("2026-11-23T14:30:00Z");
  static final BigDecimal TEN = BigDecimal.TEN;
  static final String NO_SUCH_ORDER = "00000000-0000-4000-8000-000000000000";

  private static final Duration CALL = Duration.ofSeconds(30);
  private static final int MINUTES_TO_WAIT = 10;

  /**
   * Opens a fresh venue: no orders, no positions.
   *
   * @param start the venue's time, from which {@link #advance} goes on
   * @param cash US dollars in the account, which has no margin: buying power is cash
   */
  protected abstract void open(Instant start, BigDecimal cash) throws Exception;

  /** The broker, connected to the venue of this test. */
  protected abstract Broker broker();

  /** The venue's time. */
  protected abstract InstantSource clock();

  /**
   * From the venue's present instant on the symbol trades at this price, for buyers and sellers and
   * in any size, whenever the market is open.
   */
  protected abstract void price(String symbol, BigDecimal price) throws Exception;

  /**
   * Moves the venue's time forward, over closed hours too. When it returns, everything due by then
   * has happened: fills, triggers, expiries.
   */
  protected abstract void advance(Duration duration) throws Exception;

  final Deadline deadline() {
    return Deadline.after(clock(), CALL);
  }

  final Submission submit(String clientOrderId, OrderTerms terms) {
    return broker().submit(ApprovedOrders.of(clientOrderId, terms), deadline());
  }

  /** Buys at the market and waits until all of it is filled. */
  final BrokerOrder buy(String clientOrderId, String quantity) throws Exception {
    confirmed(submit(clientOrderId, market(Side.BUY, quantity)));
    return await(clientOrderId, OrderStatus.FILLED);
  }

  /** Lets the venue work, up to ten minutes of its time, until the order has the status. */
  final BrokerOrder await(String clientOrderId, OrderStatus status) throws Exception {
    for (int minute = 0; minute < MINUTES_TO_WAIT; minute++) {
      BrokerOrder order = found(clientOrderId);
      if (order.status() == status) {
        return order;
      }
      advance(Duration.ofMinutes(1));
    }
    return fail(clientOrderId + " did not become " + status + ": " + found(clientOrderId));
  }

  final BrokerOrder found(String clientOrderId) {
    return assertInstanceOf(Lookup.Found.class, broker().find(clientOrderId, deadline())).order();
  }

  final List<String> openClientOrderIds() throws BrokerException {
    return broker().openOrders(deadline()).stream().map(BrokerOrder::clientOrderId).toList();
  }

  final Optional<BrokerPosition> position() throws BrokerException {
    return broker().positions(deadline()).stream()
        .filter(position -> position.symbol().equals(SYMBOL))
        .findFirst();
  }

  static BrokerOrder confirmed(Submission submission) {
    return assertInstanceOf(Submission.Confirmed.class, submission).order();
  }

  static void assertRejected(Refusal refusal, Submission submission) {
    assertEquals(refusal, assertInstanceOf(Submission.Rejected.class, submission).refusal());
  }

  /** Compares as numbers: 10 equals 10.00. */
  static void assertAmount(String expected, BigDecimal actual) {
    if (new BigDecimal(expected).compareTo(actual) != 0) {
      assertEquals(expected, actual.toPlainString());
    }
  }

  static void assertSameTerms(OrderTerms expected, OrderTerms actual) {
    assertEquals(normal(expected), normal(actual));
  }

  static BigDecimal total(List<BrokerFill> fills) {
    return fills.stream().map(BrokerFill::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static OrderTerms market(Side side, String quantity) {
    return OrderTerms.market(SYMBOL, side, new BigDecimal(quantity), TimeInForce.DAY);
  }

  static OrderTerms limit(Side side, String quantity, String price) {
    return new OrderTerms(
        SYMBOL,
        side,
        new BigDecimal(quantity),
        OrderType.LIMIT,
        TimeInForce.DAY,
        Optional.of(new BigDecimal(price)),
        Optional.empty(),
        Optional.empty(),
        new Attached.None());
  }

  static OrderTerms stop(String quantity, String price) {
    return OrderTerms.stop(
        SYMBOL, Side.SELL, new BigDecimal(quantity), new BigDecimal(price), TimeInForce.GTC);
  }

  static Session session(String date, String openUtc, String closeUtc, boolean earlyClose) {
    return new Session(
        LocalDate.parse(date),
        Instant.parse(date + "T" + openUtc + ":00Z"),
        Instant.parse(date + "T" + closeUtc + ":00Z"),
        earlyClose);
  }

  private static OrderTerms normal(OrderTerms terms) {
    return new OrderTerms(
        terms.symbol(),
        terms.side(),
        terms.quantity().stripTrailingZeros(),
        terms.type(),
        terms.timeInForce(),
        terms.limitPrice().map(BigDecimal::stripTrailingZeros),
        terms.stopPrice().map(BigDecimal::stripTrailingZeros),
        terms.trail(),
        terms.attached());
  }
}
