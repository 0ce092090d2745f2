package io.bellwether.trading.broker;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The broker's account at one moment, in US dollars.
 *
 * @param cash settled and unsettled cash
 * @param equity cash and the market value of positions
 * @param buyingPower what the broker lets new orders cost
 * @param tradingBlocked whether the broker refuses new orders, for any of its reasons
 * @param time when it was read
 * @param lastEquity equity at the close of the last session, if the broker says
 */
public record AccountSnapshot(
    BigDecimal cash,
    BigDecimal equity,
    BigDecimal buyingPower,
    boolean tradingBlocked,
    Instant time,
    Optional<BigDecimal> lastEquity) {}
