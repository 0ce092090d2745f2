package io.bellwether.trading.execution;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerSplit;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.execution.Diagnosis.Cause;
import io.bellwether.trading.execution.Diagnosis.Mismatch;
import io.bellwether.trading.execution.Diagnosis.StrayOrder;
import io.bellwether.trading.execution.Difference.Kind;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.ReconciliationMark;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reconciliation of one account at a person's word. */
public final class ReconciliationDesk {
  private static final Duration ROOM = Duration.ofSeconds(10);

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final AccountLease lease;
  private final Settlement settlement;
  private final SplitDesk splits;
  private final SplitDesk announcedSplits;
  private final Reconciliation reconciliation;
  private final RiskFacts facts;
  private final TradingCalendar calendar;
  private final InstantSource clock;
  private final PositionLag lag;

  /** Settles the orders in flight. */
  @FunctionalInterface
  interface Settlement {
    void settle(AccountView view) throws BrokerException;
  }

  /** Something done while nobody else works on the account. */
  private interface Work<R> {
    R on(AccountView view) throws BrokerException;
  }

  /**
   * @param ledger for reading; what is written is written under the lease
   * @param announcedSplits for reading too
   */
  ReconciliationDesk(
      AccountRuntime runtime,
      Ledger ledger,
      AccountLease lease,
      Settlement settlement,
      SplitDesk splits,
      SplitDesk announcedSplits,
      Reconciliation reconciliation,
      TradingCalendar calendar,
      RiskFacts facts,
      InstantSource clock) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.lease = lease;
    this.settlement = settlement;
    this.splits = splits;
    this.announcedSplits = announcedSplits;
    this.reconciliation = reconciliation;
    this.calendar = calendar;
    this.facts = facts;
    this.clock = clock;
    this.lag = new PositionLag(runtime.account(), ledger);
  }

  /** What broker and ledger differ on now, and what a reconciliation would do. Writes nothing. */
  public List<Difference> differences(Deadline deadline) throws BrokerException {
    return differences(new AccountView(runtime, ledger, facts, clock, deadline));
  }

  /**
   * Reconciles now, whatever the time; plans are not moved.
   *
   * @return what is left
   * @throws IllegalStateException if another run has the account
   */
  public List<Difference> reconcile(Deadline deadline) throws BrokerException {
    return alone(
        deadline,
        view -> {
          look(view);
          return differences(view);
        });
  }

  /**
   * Reconciles after today's session, once: positions, every order of the day, and cash. Before the
   * close, and on days without a session, it does nothing.
   *
   * @throws IllegalStateException if another run has the account
   */
  public void atClose(Deadline deadline) throws BrokerException {
    Instant now = clock.instant();
    Optional<Session> session = calendar.session(calendar.dateAt(now));
    Optional<Instant> done =
        ledger
            .reconciliation()
            .mark(runtime.account())
            .flatMap(ReconciliationMark::close)
            .map(ReconciliationMark.Close::time);
    if (session.isEmpty()
        || now.isBefore(session.get().close())
        || done.filter(time -> !time.isBefore(session.get().close())).isPresent()) {
      return;
    }
    Instant start = session.get().date().atStartOfDay(calendar.zone()).toInstant();
    alone(
        deadline,
        view -> {
          look(view);
          reconciliation.atClose(view, start);
          return true;
        });
  }

  /**
   * Takes a person's word that what the broker has of a symbol is as it should be: the ledger then
   * says the same, and foreign orders in it bar nothing. No trade is booked for the difference:
   * what it gained or lost is no business of the strategy's.
   *
   * @return what was acknowledged; empty if broker and ledger agree
   * @throws IllegalStateException if another run has the account, or an order of this system may
   *     still explain the difference: to be tried again
   */
  public List<Difference> acknowledge(String symbol, Deadline deadline) throws BrokerException {
    return alone(
        deadline,
        view -> {
          look(view);
          reconciliation.giveUpWhatIsGone(symbol, view);
          List<Difference> found =
              differences(view).stream().filter(one -> one.symbol().equals(symbol)).toList();
          if (found.stream().anyMatch(Difference::explained)
              || (!found.isEmpty() && lag.isPossible(symbol, view.positionsAskedAt()))
              || view.openOrders().stream()
                  .anyMatch(
                      order ->
                          order.terms().symbol().equals(symbol)
                              && !ProtectiveStops.isStop(order)
                              && !order.status().isOver())) {
            throw new IllegalStateException(
                "orders of this system in "
                    + symbol
                    + " are not settled yet; wait a minute, and acknowledge it then");
          }
          reconciliation.acknowledge(symbol, view);
          return found;
        });
  }

  private void look(AccountView view) throws BrokerException {
    splits.apply(view);
    settlement.settle(view);
    view.changed();
    reconciliation.run(view, ledger.plans().open(runtime.account()));
    view.changed();
  }

  private <R> R alone(Deadline deadline, Work<R> work) throws BrokerException {
    if (!lease.acquire(deadline, ROOM)) {
      throw new IllegalStateException(
          "another run has account " + runtime.account() + "; send it again in a minute");
    }
    try {
      return work.on(new AccountView(runtime, ledger, facts, clock, deadline));
    } finally {
      lease.release();
    }
  }

  private List<Difference> differences(AccountView view) throws BrokerException {
    Diagnosis diagnosis = new Diagnosis(runtime, ledger);
    List<BrokerSplit> pending = announcedSplits.pending(view);
    List<Difference> differences = new ArrayList<>();
    for (Mismatch found : diagnosis.positions(view)) {
      differences.add(described(found, pending));
    }
    for (StrayOrder stray : diagnosis.orders(view)) {
      differences.add(described(stray));
    }
    ledger.reconciliation().findings(runtime.account()).stream()
        .filter(finding -> finding.kind() == Finding.Kind.CASH && finding.lasts())
        .map(
            cash -> new Difference(Kind.CASH, "", cash.ledger(), cash.broker(), false, cash.note()))
        .forEach(differences::add);
    return differences;
  }

  private Difference described(Mismatch found, List<BrokerSplit> pending) {
    boolean split = pending.stream().anyMatch(one -> one.symbol().equals(found.symbol()));
    if (split) {
      return described(found, Kind.SPLIT, true, "the next follow-up applies the split");
    }
    return switch (found.cause()) {
      case Cause.InFlight inFlight ->
          described(found, Kind.FILLS, true, "the next follow-up posts the fills");
      case Cause.TakenBack lost ->
          described(found, Kind.FILLS, true, "the next follow-up takes the orders back");
      case Cause.FractionPaid paid ->
          described(found, Kind.FRACTION, true, "the next follow-up books the fraction paid");
      case Cause.Unknown unknown -> {
        AccountSettings settings = runtime.version().account();
        Remedy remedy =
            Remedy.of(settings.unexplained(), false, settings.concentrate(), found.ledger());
        yield described(found, Kind.POSITION, remedy == Remedy.LEAVE, remedy.words());
      }
    };
  }

  private static Difference described(Mismatch found, Kind kind, boolean explained, String remedy) {
    return new Difference(kind, found.symbol(), found.ledger(), found.broker(), explained, remedy);
  }

  private static Difference described(StrayOrder stray) {
    boolean ours = stray.known().isPresent();
    return new Difference(
        Kind.ORDER,
        stray.order().terms().symbol(),
        BigDecimal.ZERO,
        stray.order().terms().quantity(),
        ours,
        ours
            ? "the next follow-up takes order " + stray.order().clientOrderId() + " back"
            : "cancel order "
                + stray.order().clientOrderId()
                + " at the broker, or acknowledge it");
  }
}
