package io.bellwether.trading.alert;

import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Alert;
import io.bellwether.trading.ledger.Alert.State;
import io.bellwether.trading.ledger.AlertStore;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.Repetition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which events people are told of. An event is told once, however often it is delivered. An
 * alert that repeats what they were told within the last hour (critical) or six hours (warning) is
 * counted, and the next one told says how many were; an occurrence with a name of its own repeats
 * nothing. Told is what a channel took: until one has, nothing counts as a repetition, so that two
 * which come at the same moment may both be told. When the store fails, people are told: twice is
 * better than never.
 */
public final class AlertDesk {
  private static final Logger LOG = LoggerFactory.getLogger("notifications");
  private static final Duration CRITICAL_WINDOW = Duration.ofHours(1);
  private static final Duration WARNING_WINDOW = Duration.ofHours(6);

  /** How often another run may get in between before people are told in any case. */
  private static final int TRIES = 3;

  private final AlertStore store;
  private final InstantSource clock;

  public AlertDesk(AlertStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What is to be done with an event. */
  public sealed interface Verdict {
    /**
     * Tell people, then report to {@link #told} or {@link #failed}.
     *
     * @param suppressed how often the same came since they were last told
     * @param claim this run's right to tell; absent if the store failed
     * @param repetition what later ones are held against once people were told; absent if nothing
     *     repeats it
     */
    record Tell(int suppressed, Optional<Alert> claim, Optional<Repetition> repetition)
        implements Verdict {}

    /** They know: the same came a short while ago. It was counted. */
    record Suppressed() implements Verdict {}

    /** They know: this very event was delivered before. */
    record Duplicate() implements Verdict {}

    /** Another run is telling at this moment; if it fails, a later delivery has to. */
    record Busy() implements Verdict {}
  }

  /**
   * Takes an event in.
   *
   * @param delivery names the delivery, and with it the event if that has no name of its own
   * @param lease how long this run may need to tell
   */
  public Verdict admit(TradingEvent event, String delivery, Duration lease) {
    try {
      return claim(event, event.occurrence().orElse(delivery), clock.instant().plus(lease));
    } catch (LedgerException e) {
      LOG.atError().setCause(e).log("what people were told is not known; they are told, again");
      return new Verdict.Tell(0, Optional.empty(), Optional.empty());
    }
  }

  /** People were told. */
  public void told(Verdict.Tell tell) {
    tell.claim().ifPresent(claim -> settle(() -> store.update(claim.in(State.TOLD))));
    tell.repetition().ifPresent(last -> settle(() -> store.update(last)));
  }

  /** They could not be told: another delivery may try at once. */
  public void failed(Verdict.Tell tell) {
    tell.claim()
        .ifPresent(claim -> settle(() -> store.update(claim.claimedUntil(clock.instant()))));
  }

  /**
   * Claims something that is to be said once and for all, such as that a channel is gone.
   *
   * @param name names it
   * @param account in whose name it is kept
   * @return whether this is the first time; true also if the store does not say
   */
  public boolean first(String name, String account) {
    try {
      return store.create(
          new Alert(
              name,
              account,
              Instant.EPOCH,
              TradingEvent.Type.CHANNEL_LOST,
              Severity.WARNING,
              State.TOLD,
              Instant.EPOCH,
              0));
    } catch (LedgerException e) {
      LOG.atError().setCause(e).log("what people were told is not known; they are told, again");
      return true;
    }
  }

  private Verdict claim(TradingEvent event, String id, Instant until) {
    Alert claim =
        new Alert(
            id,
            event.account(),
            event.time(),
            event.type(),
            event.severity(),
            State.CLAIMED,
            until,
            0);
    if (!store.create(claim)) {
      Optional<Alert> known = store.find(event.account(), event.time(), id);
      if (known.isEmpty() || known.get().state() != State.CLAIMED) {
        return new Verdict.Duplicate();
      }
      if (clock.instant().isBefore(known.get().claimedUntil())) {
        return new Verdict.Busy();
      }
      try {
        claim = store.update(known.get().claimedUntil(until));
      } catch (ConcurrentUpdateException e) {
        return new Verdict.Busy();
      }
    }
    // What has a name of its own is no repetition of anything.
    return event.severity() == Severity.INFO || event.occurrence().isPresent()
        ? new Verdict.Tell(0, Optional.of(claim), Optional.empty())
        : repeated(event, claim);
  }

  private Verdict repeated(TradingEvent event, Alert claim) {
    String subject = subject(event);
    for (int i = 0; i < TRIES; i++) {
      try {
        Optional<Repetition> last = store.repetition(event.account(), subject);
        if (last.isEmpty() || isOver(last.get(), claim.severity())) {
          return new Verdict.Tell(
              last.map(Repetition::suppressed).orElse(0),
              Optional.of(claim),
              Optional.of(first(event.account(), subject, claim, last)));
        }
        store.update(again(last.get()));
        store.update(claim.in(State.SUPPRESSED));
        return new Verdict.Suppressed();
      } catch (ConcurrentUpdateException e) {
        // Another alert of the same kind was decided at this moment: look again.
      }
    }
    return new Verdict.Tell(0, Optional.of(claim), Optional.empty());
  }

  /** Whether it is so long ago that the same is to be told again. */
  private boolean isOver(Repetition last, Severity severity) {
    Duration window = severity == Severity.CRITICAL ? CRITICAL_WINDOW : WARNING_WINDOW;
    return !clock.instant().isBefore(last.toldAt().plus(window));
  }

  private Repetition first(String account, String subject, Alert claim, Optional<Repetition> last) {
    long revision = last.map(Repetition::revision).orElse(0L);
    return new Repetition(account, subject, clock.instant(), claim.id(), 0, revision);
  }

  private static Repetition again(Repetition last) {
    return new Repetition(
        last.account(),
        last.subject(),
        last.toldAt(),
        last.toldId(),
        last.suppressed() + 1,
        last.revision());
  }

  private static void settle(Runnable update) {
    try {
      update.run();
    } catch (LedgerException | ConcurrentUpdateException e) {
      LOG.atWarn().setCause(e).log("what became of an alert could not be stored");
    }
  }

  /** What makes two alerts the same to a person: what happened to what, and why. */
  static String subject(TradingEvent event) {
    String reason =
        switch (event.type()) {
          case DATA_REJECTED -> detail(event, "outcome");
          case ORDER_REJECTED -> detail(event, "refusal") + ofSignal(event);
          case ORDER_UNKNOWN -> detail(event, "order");
          case STEP_SKIPPED ->
              detail(event, "leg") + "/" + detail(event, "reason") + ofSignal(event);
          case RISK_BREACHED -> detail(event, "rule");
          case POSITION_UNEXPLAINED -> detail(event, "broker") + "/" + detail(event, "ledger");
          case SIGNAL_RAISED,
              SIGNAL_EXPIRED,
              ORDER_FILLED,
              STOP_PLACED,
              SPLIT_APPLIED,
              CASH_UNEXPLAINED,
              TRADE_CLOSED,
              TICK_MISSED,
              DAILY_SUMMARY,
              FAILURE,
              CHANNEL_LOST,
              ANALYST_REPLACED,
              BUDGET_EXHAUSTED,
              DRIFT_FOUND,
              WEEKLY_DIGEST ->
              "";
          case ANALYSIS_FAILED -> detail(event, "analysis");
          case PROPOSAL_MADE, PROPOSAL_REFUSED, VERSION_ACTIVATED -> detail(event, "version");
        };
    return String.join(
        "#",
        event.severity().label(),
        event.type().name(),
        event.strategy().orElse(""),
        event.symbol().orElse(""),
        reason);
  }

  /** A refused stop says nothing of a refused exit, nor one signal's exit of a later one's. */
  private static String ofSignal(TradingEvent event) {
    return event.severity() == Severity.CRITICAL
        ? "/" + detail(event, "purpose") + "/" + detail(event, "signal")
        : "";
  }

  private static String detail(TradingEvent event, String name) {
    return event.details().getOrDefault(name, "");
  }
}
