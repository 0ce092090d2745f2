package io.bellwether.trading.execution;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a market order may be sent, and for how long it is to live. */
final class SubmissionWindow {
  /** Alpaca takes orders for the opening auction until 09:28; the margin is for the way there. */
  private static final Duration AUCTION_CLOSES_BEFORE_OPEN = Duration.ofMinutes(3);

  private static final Duration AUCTION_OPENS_BEFORE_OPEN = Duration.ofMinutes(30);

  private final TradingCalendar calendar;

  SubmissionWindow(TradingCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * A day order in the session; from half an hour to three minutes before it one for the opening
   * auction, or a day order if the quantity is fractional, which auctions do not take; none at
   * other times.
   */
  Optional<TimeInForce> timeInForce(Instant now, BigDecimal quantity) {
    Optional<Session> session = calendar.session(calendar.dateAt(now));
    if (session.isEmpty() || !now.isBefore(session.get().close())) {
      return Optional.empty();
    }
    Instant open = session.get().open();
    if (!now.isBefore(open)) {
      return Optional.of(TimeInForce.DAY);
    }
    boolean inWindow =
        !now.isBefore(open.minus(AUCTION_OPENS_BEFORE_OPEN))
            && now.isBefore(open.minus(AUCTION_CLOSES_BEFORE_OPEN));
    if (!inWindow) {
      return Optional.empty();
    }
    boolean whole = quantity.stripTrailingZeros().scale() <= 0;
    return Optional.of(whole ? TimeInForce.OPG : TimeInForce.DAY);
  }

  /** Whether the market is open. */
  boolean isOpen(Instant now) {
    return calendar.sessionAt(now).isPresent();
  }
}
