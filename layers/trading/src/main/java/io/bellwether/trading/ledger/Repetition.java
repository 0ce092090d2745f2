package io.bellwether.trading.ledger;

import java.time.Instant;

/**
 * When people were last told of what comes again and again, and how often it came since.
 *
 * @param account the account concerned
 * @param subject what makes two events the same to a person
 * @param toldAt when they were told
 * @param toldId the event they were told of
 * @param suppressed how many came since and were not told
 * @param revision counts changes
 */
public record Repetition(
    String account, String subject, Instant toldAt, String toldId, int suppressed, long revision) {}
