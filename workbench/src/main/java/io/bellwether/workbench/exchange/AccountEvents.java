package io.bellwether.workbench.exchange;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What happens to the account that no order through its API asked for: splits, trades and transfers
 * by its owner, cash paid in and out. May be called from any thread.
 */
public final class AccountEvents {
  private final MatchingEngine engine;
  private final PriceHistory history;
  private final TradingCalendar calendar;
  private final SplitNotices notices;
  private final Object lock;

  /**
   * @param lock held while something happens
   */
  AccountEvents(
      MatchingEngine engine,
      PriceHistory history,
      TradingCalendar calendar,
      SplitNotices notices,
      Object lock) {
    this.engine = engine;
    this.history = history;
    this.calendar = calendar;
    this.notices = notices;
    this.lock = lock;
  }

  /**
   * Splits a symbol now, while its market is closed, and announces it with the next session as
   * ex-date: position, latest price and the bars served are on the new basis from here on; bars yet
   * to come have to be. A fraction of a share stays, or is paid in cash if fractions cannot be
   * held.
   *
   * @param cancelOrders whether open orders on the symbol are cancelled; else they stay as they
   *     are, with the old prices and quantities
   * @throws IllegalStateException if the market is open or the symbol unknown
   */
  public void split(
      String symbol, BigDecimal newShares, BigDecimal oldShares, boolean cancelOrders) {
    synchronized (lock) {
      Instant now = engine.time();
      engine.split(symbol, newShares, oldShares, cancelOrders);
      history.split(symbol, now, newShares.doubleValue() / oldShares.doubleValue());
      notices.add(symbol, newShares, oldShares, nextSession(now));
    }
  }

  private LocalDate nextSession(Instant now) {
    LocalDate today = calendar.dateAt(now);
    return calendar
        .session(today)
        .filter(session -> now.isBefore(session.open()))
        .orElseGet(() -> calendar.nextSession(today))
        .date();
  }

  /**
   * A person places a market order of the day.
   *
   * @throws IllegalArgumentException if the exchange refuses it
   */
  public void trade(Side side, String symbol, BigDecimal quantity) {
    OrderRequest order =
        OrderRequest.simple(
            symbol, side, OrderType.MARKET, TimeInForce.DAY, quantity, OrderRequest.Prices.NONE);
    synchronized (lock) {
      try {
        engine.desk().submit(order, engine.time());
      } catch (RefusedException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }

  /** Moves shares in from another broker, or out if negative, without cash. */
  public void transfer(String symbol, BigDecimal quantity, BigDecimal averagePrice) {
    synchronized (lock) {
      engine.account().transfer(symbol, quantity, averagePrice);
    }
  }

  /** Pays cash into the account, or out of it if negative: a dividend, a fee, a deposit. */
  public void pay(BigDecimal amount) {
    synchronized (lock) {
      engine.account().pay(amount);
    }
  }
}
