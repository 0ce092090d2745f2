package io.bellwether.trading.broker;

import java.time.Instant;

/** The broker's clock: whether the market is open now, and when that changes. */
public record MarketClock(Instant time, boolean open, Instant nextOpen, Instant nextClose) {}
