package io.bellwether.trading.execution;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerFill;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.BrokerSplit;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.AppliedSplit;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.ReconciliationMark;
import io.bellwether.trading.order.OrderPurpose;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Splits: what is held over night is held on the new basis from the start of the ex-date, before
 * anything else is done with it. A holding is what its executions and splits, in the order in which
 * they happened, make of it: an execution from before a split that is posted after it counts in new
 * shares, and one from a day of which the splits are not known is not posted yet.
 *
 * <p>Asked for once a day, and only where something is held over night. Resting stops need no care
 * of their own: theirs is the old quantity, so that they are replaced as those of any wrong size.
 */
final class SplitDesk {
  /** Alpaca's positions have nine decimals. */
  private static final int QUANTITY_SCALE = 9;

  private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

  /** How far back an account is looked at whose splits were never asked for. */
  private static final int FIRST_LOOK_DAYS = 30;

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final TradingCalendar calendar;
  private final InstantSource clock;
  private final Announcer announcer;
  private final Set<String> unknown = new TreeSet<>();
  private boolean looked;

  SplitDesk(
      AccountRuntime runtime,
      Ledger ledger,
      TradingCalendar calendar,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.calendar = calendar;
    this.clock = clock;
    this.announcer = announcer;
  }

  /**
   * Applies the splits up to today that were not applied yet. Where the list cannot be read, what
   * is held at the broker as in the ledger was not split; of the rest nobody knows until it can.
   */
  void apply(AccountView view) throws BrokerException {
    looked = false;
    unknown.clear();
    applyTo(calendar.dateAt(clock.instant()), view);
    looked = true;
  }

  private void applyTo(LocalDate today, AccountView view) throws BrokerException {
    Optional<ReconciliationMark> mark = ledger.reconciliation().mark(runtime.account());
    if (mark.filter(known -> !known.splitsThrough().isBefore(today)).isPresent()) {
      return;
    }
    List<Holding> overNight =
        ledger.holdings().of(runtime.account()).stream()
            .filter(holding -> !holding.isFlat() && holding.entryTime().isBefore(start(today)))
            .toList();
    if (!overNight.isEmpty() && !apply(overNight, mark, today, view)) {
      return;
    }
    ledger
        .reconciliation()
        .update(
            mark.map(known -> known.through(today))
                .orElseGet(
                    () -> new ReconciliationMark(runtime.account(), today, Optional.empty(), 0)));
  }

  private boolean apply(
      List<Holding> overNight, Optional<ReconciliationMark> mark, LocalDate today, AccountView view)
      throws BrokerException {
    Set<String> symbols = new TreeSet<>();
    overNight.forEach(holding -> symbols.add(holding.symbol()));
    LocalDate first =
        mark.map(known -> known.splitsThrough().plusDays(1))
            .orElse(today.minusDays(FIRST_LOOK_DAYS));
    List<BrokerSplit> splits;
    try {
      splits = view.broker().splits(symbols, first, today, view.deadline());
    } catch (BrokerException e) {
      doubt(overNight, view, e);
      return unknown.isEmpty();
    }
    for (BrokerSplit split : splits) {
      apply(split, view);
    }
    return true;
  }

  /** The splits up to today that are still to be applied to what is held. Writes nothing. */
  List<BrokerSplit> pending(AccountView view) throws BrokerException {
    LocalDate today = calendar.dateAt(clock.instant());
    Set<String> held = new TreeSet<>();
    for (Holding holding : ledger.holdings().of(runtime.account())) {
      if (!holding.isFlat() && holding.entryTime().isBefore(start(today))) {
        held.add(holding.symbol());
      }
    }
    if (held.isEmpty()) {
      return List.of();
    }
    List<AppliedSplit> applied = ledger.reconciliation().splits(runtime.account());
    return view
        .broker()
        .splits(held, today.minusDays(FIRST_LOOK_DAYS), today, view.deadline())
        .stream()
        .filter(
            split ->
                applied.stream()
                    .noneMatch(
                        known ->
                            known.symbol().equals(split.symbol())
                                && known.exDate().equals(split.exDate())))
        .toList();
  }

  private void doubt(List<Holding> overNight, AccountView view, BrokerException reason)
      throws BrokerException {
    Diagnosis diagnosis = new Diagnosis(runtime, ledger);
    for (Holding holding : overNight) {
      if (!diagnosis.agrees(holding, view)) {
        unknown.add(holding.symbol());
      }
    }
    announcer.tell(
        TradingEvent.Type.FAILURE,
        Severity.WARNING,
        "",
        "the splits of today could not be read"
            + (unknown.isEmpty()
                ? "; every position is as it was: "
                : ", and the positions in "
                    + String.join(", ", unknown)
                    + " are not as they were: nothing is bought or posted there until they can: ")
            + reason.getMessage(),
        Map.of());
  }

  /** Whether a split may be why broker and ledger disagree on a symbol, and nobody knows. */
  boolean isUnknown(String symbol) {
    return !looked || unknown.contains(symbol);
  }

  /**
   * An execution on the basis the ledger holds its symbol in.
   *
   * @throws BrokerException if that basis is not known
   */
  BrokerFill onPresentBasis(BrokerFill fill) throws BrokerException {
    Instant today = start(calendar.dateAt(clock.instant()));
    if (!fill.time().isBefore(today)) {
      if (isUnknown(fill.symbol())) {
        throw new BrokerException(
            "it is not known whether " + fill.symbol() + " was split today", false);
      }
      return fill;
    }
    BigDecimal quantity = fill.quantity();
    BigDecimal price = fill.price();
    for (AppliedSplit split : ledger.reconciliation().splits(runtime.account())) {
      if (split.symbol().equals(fill.symbol()) && fill.time().isBefore(split.effective())) {
        quantity = split.quantity(quantity);
        price = split.price(price);
      }
    }
    return new BrokerFill(
        fill.id(), fill.brokerOrderId(), fill.symbol(), fill.side(), quantity, price, fill.time());
  }

  /**
   * Applies a split that became known after its day had begun, if nothing was posted since then
   * that it would falsify.
   *
   * @return whether there was one
   */
  boolean applyLate(String symbol, AccountView view) throws BrokerException {
    LocalDate today = calendar.dateAt(clock.instant());
    boolean applied = false;
    for (BrokerSplit split :
        view.broker()
            .splits(Set.of(symbol), today.minusDays(FIRST_LOOK_DAYS), today, view.deadline())) {
      applied |= !postedSince(symbol, start(split.exDate())) && apply(split, view);
    }
    return applied;
  }

  private boolean postedSince(String symbol, Instant effective) {
    String account = runtime.account();
    return ledger.holdings().trades(account, effective, Instant.MAX).stream()
            .anyMatch(trade -> trade.symbol().equals(symbol))
        || ledger.orders().between(account, effective, Instant.MAX).stream()
            .anyMatch(
                order ->
                    order.terms().symbol().equals(symbol)
                        && order.purpose() == OrderPurpose.ENTRY
                        && order.filledQuantity().signum() > 0);
  }

  private boolean apply(BrokerSplit split, AccountView view) throws BrokerException {
    Instant effective = start(split.exDate());
    Optional<Holding> held =
        ledger
            .holdings()
            .find(runtime.account(), split.symbol())
            .filter(holding -> !holding.isFlat() && holding.entryTime().isBefore(effective));
    BigDecimal before = held.map(Holding::quantity).orElse(BigDecimal.ZERO);
    AppliedSplit exact =
        new AppliedSplit(
            runtime.account(),
            split.symbol(),
            split.exDate(),
            split.newShares(),
            split.oldShares(),
            effective,
            before,
            BigDecimal.ZERO,
            false,
            0);
    BigDecimal after = rounded(exact.quantity(before), view.position(split.symbol()));
    AppliedSplit applied = exact.leaving(after);
    if (!ledger.reconciliation().apply(applied, held.map(holding -> split(holding, after)))) {
      return false;
    }
    held.ifPresent(holding -> tell(applied));
    return held.isPresent();
  }

  /** To the broker's decimals; the broker's own rounding where it is no more than that. */
  private static BigDecimal rounded(BigDecimal exact, Optional<BrokerPosition> position) {
    return position
        .map(BrokerPosition::quantity)
        .filter(held -> held.subtract(exact).abs().compareTo(ROUNDING) <= 0)
        .orElseGet(() -> exact.setScale(QUANTITY_SCALE, RoundingMode.DOWN).stripTrailingZeros());
  }

  /** The same money in other shares: what they cost is what it was. */
  private static Holding split(Holding before, BigDecimal after) {
    return new Holding(
        before.account(),
        before.symbol(),
        before.strategy(),
        before.signalId(),
        before.direction(),
        after,
        before.quantity().multiply(before.averagePrice()).divide(after, MathContext.DECIMAL128),
        before.entryFees(),
        before.entryTime(),
        before.stopLoss(),
        before.lastExit(),
        before.revision());
  }

  private void tell(AppliedSplit split) {
    announcer.tellOnce(
        TradingEvent.Type.SPLIT_APPLIED,
        Severity.INFO,
        "split-" + split.symbol() + "-" + split.exDate(),
        split.effective(),
        split.symbol(),
        "split "
            + split.ratio()
            + " of "
            + split.symbol()
            + ": "
            + split.before().stripTrailingZeros().toPlainString()
            + " shares became "
            + split.after().stripTrailingZeros().toPlainString()
            + "; its stop is placed anew",
        Map.of("ratio", split.ratio(), "quantity", split.after().toPlainString()));
  }

  private Instant start(LocalDate date) {
    return date.atStartOfDay(calendar.zone()).toInstant();
  }
}
