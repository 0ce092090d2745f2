package io.bellwether.trading.ledger;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Something on which the broker and the ledger disagree. There is one per account, kind and
 * subject; it is updated as long as the disagreement lasts, closed when it is gone, and opened
 * again when it comes back.
 *
 * @param account the account
 * @param kind on what they disagree
 * @param subject names it within its kind: the symbol, or the client order id
 * @param symbol the symbol concerned; empty for cash
 * @param ledger what the ledger says: shares, negative if short, or US dollars
 * @param broker what the broker says, in the same unit
 * @param state how far it has come
 * @param since when it was first seen with these figures
 * @param told whether people were told of it with these figures
 * @param note what is to be done, or what was, for people
 * @param revision counts changes; 0 if it is not stored yet
 */
public record Finding(
    String account,
    Kind kind,
    String subject,
    String symbol,
    BigDecimal ledger,
    BigDecimal broker,
    State state,
    Instant since,
    boolean told,
    String note,
    long revision) {
  /** On what broker and ledger disagree. */
  public enum Kind {
    /** The shares held of a symbol. */
    POSITION,
    /** An open order at the broker that this system did not place. */
    ORDER,
    /** The cash at the close of a session. */
    CASH
  }

  /** How far a finding has come. */
  public enum State {
    /**
     * Seen once, while an order that may explain it was open. It bars entries, and nobody is told.
     */
    SUSPECTED,
    /** There is no doubt. */
    OPEN,
    /** A person knows of it and has nothing against it. */
    ACKNOWLEDGED,
    /** It is gone. */
    CLOSED
  }

  /** Whether broker and ledger disagree still. */
  public boolean lasts() {
    return state != State.CLOSED;
  }

  /** Whether nothing is to be bought in the symbol. */
  public boolean bars() {
    return kind != Kind.CASH && (state == State.SUSPECTED || state == State.OPEN);
  }

  /** Whether it is about the same figures. */
  public boolean agrees(BigDecimal otherLedger, BigDecimal otherBroker) {
    return ledger.compareTo(otherLedger) == 0 && broker.compareTo(otherBroker) == 0;
  }

  /** The same finding in another state. */
  public Finding in(State next, String newNote) {
    return new Finding(
        account, kind, subject, symbol, ledger, broker, next, since, told, newNote, revision);
  }

  /** The same finding, of which people were told. */
  public Finding asTold() {
    return new Finding(
        account, kind, subject, symbol, ledger, broker, state, since, true, note, revision);
  }

  /** The same subject with other figures, which people know nothing of. */
  public Finding with(
      BigDecimal newLedger, BigDecimal newBroker, State next, Instant now, String newNote) {
    return new Finding(
        account, kind, subject, symbol, newLedger, newBroker, next, now, false, newNote, revision);
  }
}
