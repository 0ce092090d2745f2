package io.bellwether.trading.broker;

import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of asking a broker to place an order. Unknown is a state to resolve, not a failure.
 */
public sealed interface Submission {
  /** The broker has the order. */
  record Confirmed(BrokerOrder order) implements Submission {}

  /**
   * The broker refused it, and it will never trade.
   *
   * @param message why, for people
   * @param retryAt when the broker lets us ask again; empty if it does not say, or nothing sensible
   */
  record Rejected(Refusal refusal, String message, Optional<Instant> retryAt)
      implements Submission {}

  /** No answer, or one that does not say: ask for the client order id before anything else. */
  record Unknown(String message) implements Submission {}

  /** Why a broker refuses. */
  enum Refusal {
    INSUFFICIENT_BUYING_POWER,
    /** Shares are tied to another order. */
    QUANTITY_HELD,
    WASH_TRADE,
    /** The price is finer than the venue's step. */
    PRICE_STEP,
    UNAUTHORIZED,
    /** Too many requests: nothing was placed. */
    RATE_LIMITED,
    ACCOUNT_BLOCKED,
    OTHER
  }
}
