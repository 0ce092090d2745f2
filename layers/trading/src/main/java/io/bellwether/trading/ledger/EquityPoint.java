package io.bellwether.trading.ledger;

import java.math.BigDecimal;
import java.time.Instant;

/** An account's equity and cash at one instant, in US dollars. */
public record EquityPoint(String account, Instant time, BigDecimal equity, BigDecimal cash) {}
