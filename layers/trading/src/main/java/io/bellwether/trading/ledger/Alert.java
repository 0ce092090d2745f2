package io.bellwether.trading.ledger;

import io.bellwether.trading.event.TradingEvent;
import java.time.Instant;

/**
 * What became of telling people of one event.
 *
 * @param id names the event; however often it is delivered, it is the same
 * @param account the account concerned
 * @param time when it happened
 * @param type what happened
 * @param severity what it asks of a person
 * @param state how far telling has come
 * @param claimedUntil until when the run that tells may need; after that another may take over
 * @param revision counts changes
 */
public record Alert(
    String id,
    String account,
    Instant time,
    TradingEvent.Type type,
    TradingEvent.Severity severity,
    State state,
    Instant claimedUntil,
    long revision) {
  /** This alert in another state. */
  public Alert in(State next) {
    return claimed(next, claimedUntil);
  }

  /** This alert, claimed anew. */
  public Alert claimedUntil(Instant until) {
    return claimed(State.CLAIMED, until);
  }

  private Alert claimed(State next, Instant until) {
    return new Alert(id, account, time, type, severity, next, until, revision);
  }

  /** How far telling has come. */
  public enum State {
    /** A run is about to tell. */
    CLAIMED,
    /** People were told. */
    TOLD,
    /** It repeats what people were told a short while ago, and was only counted. */
    SUPPRESSED
  }
}
