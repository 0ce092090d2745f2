package io.bellwether.trading.ledger;

import java.time.Instant;

/**
 * The right to work on an account, alone, for a while.
 *
 * @param account the account
 * @param token rises with each acquisition and never with a renewal; a token given up or taken over
 *     is never current again
 * @param until the instant it ends at, unless it is renewed before
 * @param revision counts changes
 */
public record Lease(String account, long token, Instant until, long revision) {}
