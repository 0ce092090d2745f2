package io.bellwether.trading.execution;

import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.execution.Diagnosis.Cause;
import io.bellwether.trading.execution.Diagnosis.GoneOn;
import io.bellwether.trading.execution.Diagnosis.Mismatch;
import io.bellwether.trading.execution.Diagnosis.StrayOrder;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Finding.Kind;
import io.bellwether.trading.ledger.Finding.State;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.plan.Planner;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the broker's positions and orders, which are the truth, with the ledger, which explains
 * them. What can be explained is repaired. What cannot is recorded, told once, and dealt with as
 * the account's policy says; until then nothing is bought in that symbol, and what is ours can be
 * sold.
 *
 * <p>Each step is safe to repeat and may be the last of its run: a repair is one write, and a plan
 * that sells something is stored before the position it sells.
 */
final class Reconciliation {
  /** Where nothing is under way, minutes between two looks at the account. */
  private static final int IDLE_MINUTES = 5;

  private static final Duration CLOSE_VALIDITY = Duration.ofDays(7);

  /** Repairs change what the next look sees; so many looks are taken at most. */
  private static final int MAXIMUM_LOOKS = 3;

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final OrderGateway gateway;
  private final SplitDesk splits;
  private final InstantSource clock;
  private final Announcer announcer;
  private final Diagnosis diagnosis;
  private final LedgerRepairs repairs;
  private final Findings findings;
  private final CashCheck cashCheck;
  private final Set<String> doubtful = new TreeSet<>();
  private boolean doubtAll = true;
  private boolean ordersSeen;

  Reconciliation(
      AccountRuntime runtime,
      Ledger ledger,
      OrderGateway gateway,
      SplitDesk splits,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.gateway = gateway;
    this.splits = splits;
    this.clock = clock;
    this.announcer = announcer;
    this.diagnosis = new Diagnosis(runtime, ledger);
    this.repairs = new LedgerRepairs(runtime, ledger, clock);
    this.findings = new Findings(runtime.account(), ledger, announcer);
    this.cashCheck = new CashCheck(runtime.account(), ledger, findings);
  }

  /**
   * Whether the account is to be looked at now: before every plan, when an order has changed, and
   * every five minutes by the clock where nothing is under way.
   */
  boolean isDue(List<Plan> openPlans, boolean ordersChanged) {
    Instant now = clock.instant();
    return ordersChanged
        || openPlans.stream().anyMatch(plan -> !now.isBefore(plan.submitFrom()))
        || now.atOffset(ZoneOffset.UTC).getMinute() % IDLE_MINUTES == 0;
  }

  /**
   * Looks at the account and acts on what is found.
   *
   * @param openPlans what is under way; a plan that sells a position for the sake of a risk limit
   *     or of concentration is entitled to it, whoever opened it
   */
  void run(AccountView view, List<Plan> openPlans) throws BrokerException {
    Set<String> entitled = new TreeSet<>();
    for (Plan plan : openPlans) {
      plan.steps().stream()
          .filter(step -> !step.isOver() && step.exitReason().equals(Optional.of(ExitReason.RISK)))
          .forEach(step -> entitled.add(step.symbol()));
    }
    run(view, entitled, false);
  }

  /**
   * Looks at the account before a plan is reckoned.
   *
   * @param entitledToAll whether the plan is to sell everything that is held, whoever bought it
   * @return the symbols in which nothing new is to be bought
   */
  Set<String> unexplained(AccountView view, boolean entitledToAll) throws BrokerException {
    run(view, Set.of(), entitledToAll);
    Set<String> frozen = new TreeSet<>();
    for (Finding finding : findings.all()) {
      if (finding.bars() && finding.state() == State.OPEN) {
        frozen.add(finding.symbol());
      }
    }
    announcer.unexplained(frozen.size());
    return frozen;
  }

  /** Whether nothing is to be bought in a symbol because broker and ledger disagree on it. */
  boolean isFrozen(String symbol) {
    if (doubtAll) {
      findings.read();
    }
    return findings.all().stream()
        .anyMatch(
            finding ->
                finding.symbol().equals(symbol) && finding.bars() && finding.state() == State.OPEN);
  }

  /**
   * Whether it is not known yet if broker and ledger agree on a symbol: what adds exposure has to
   * wait, and may go on if the doubt is gone in time.
   */
  boolean isDoubtful(String symbol) {
    return doubtAll || doubtful.contains(symbol);
  }

  /**
   * Looks at the account after a session: at every order of the day, and at the cash.
   *
   * @param start of the day
   */
  void atClose(AccountView view, Instant start) throws BrokerException {
    takeBack(diagnosis.goneOn(start, view), view);
    view.changed();
    boolean settled = view.openOrders().stream().allMatch(ProtectiveStops::isStop);
    if (settled && diagnosis.differences(view).isEmpty()) {
      BigDecimal cash = view.account().cash();
      ledger
          .reconciliation()
          .mark(runtime.account())
          .ifPresent(mark -> cashCheck.atClose(mark, cash, clock.instant()));
    }
  }

  /**
   * At a person's word, gives the orders of a symbol up that the broker does not have any more: the
   * position they were for is as the broker says.
   */
  void giveUpWhatIsGone(String symbol, AccountView view) {
    for (OrderRecord order : view.openOrders()) {
      if (order.terms().symbol().equals(symbol)) {
        gateway.giveUpIfGone(order, view.deadline());
      }
    }
    view.changed();
  }

  /** Takes a person's word for whatever was found in a symbol. */
  void acknowledge(String symbol, AccountView view) throws BrokerException {
    for (Finding finding : findings.all()) {
      if (finding.lasts() && finding.symbol().equals(symbol)) {
        switch (finding.kind()) {
          case POSITION ->
              findings.remember(
                  repairs.take(
                      finding,
                      view.position(symbol),
                      splits.isUnknown(symbol),
                      "acknowledged by a person"));
          case ORDER -> findings.acknowledge(finding);
          case CASH -> {}
        }
      }
    }
  }

  private void run(AccountView view, Set<String> entitled, boolean entitledToAll)
      throws BrokerException {
    doubtAll = true;
    doubtful.clear();
    findings.read();
    Set<String> seen = new HashSet<>();
    EnumSet<Kind> looked = EnumSet.of(Kind.POSITION);
    boolean ordersRead = !ordersSeen && orders(view, seen, looked);
    for (int looks = 1; ; looks++) {
      if (!positions(view, entitled, entitledToAll, seen) || looks == MAXIMUM_LOOKS) {
        break;
      }
      view.changed();
    }
    findings.closeOthers(looked, seen);
    doubtAll = !ordersRead && !ordersSeen;
    ordersSeen |= ordersRead;
  }

  /** Deals with the positions that differ; true if a repair makes another look worth it. */
  private boolean positions(
      AccountView view, Set<String> entitled, boolean entitledToAll, Set<String> seen)
      throws BrokerException {
    boolean repaired = false;
    List<Mismatch> mismatches = diagnosis.positions(view);
    for (Mismatch found : mismatches) {
      switch (found.cause()) {
        case Cause.InFlight inFlight -> doubtful.add(found.symbol());
        case Cause.TakenBack lost -> {
          doubtful.add(found.symbol());
          repaired |= takeBack(lost.orders(), view);
        }
        case Cause.FractionPaid paid -> {
          repairs.payFraction(paid.split(), view);
          repaired = true;
        }
        case Cause.Unknown unknown when wasSplit(found, view) -> repaired = true;
        case Cause.Unknown unknown -> {
          boolean sells =
              entitled.contains(found.symbol()) || (entitledToAll && found.ledger().signum() == 0);
          unexplained(found, unknown.certain(), sells, view, seen);
        }
      }
    }
    return repaired;
  }

  /** Whether a split that was not announced before its day began explains it, which is applied. */
  private boolean wasSplit(Mismatch found, AccountView view) {
    if (found.ledger().signum() == 0 || found.broker().signum() == 0) {
      return false;
    }
    try {
      return splits.applyLate(found.symbol(), view);
    } catch (BrokerException e) {
      doubtful.add(found.symbol());
      return false;
    }
  }

  private void unexplained(
      Mismatch found, boolean certain, boolean entitled, AccountView view, Set<String> seen)
      throws BrokerException {
    AccountSettings settings = runtime.version().account();
    boolean maybeSplit = splits.isUnknown(found.symbol());
    Remedy remedy =
        maybeSplit
            ? Remedy.FREEZE
            : Remedy.of(settings.unexplained(), entitled, settings.concentrate(), found.ledger());
    if (remedy == Remedy.LEAVE) {
      return;
    }
    Finding finding =
        findings.seen(
            Kind.POSITION,
            found.symbol(),
            found.symbol(),
            found.ledger(),
            found.broker(),
            view.positionsAskedAt(),
            certain && !maybeSplit,
            maybeSplit || hasIntent(found.symbol(), view),
            remedy.words());
    if (finding.state() == State.OPEN && (remedy == Remedy.ADOPT || remedy == Remedy.CLOSE)) {
      Optional<BrokerPosition> position = view.position(found.symbol());
      // Stored first: if this run dies, the next one tells of the same time and makes the same
      // plan.
      Finding open = findings.store(finding);
      if (remedy == Remedy.CLOSE) {
        // The plan first: it does no harm without the position, and the position waits for it.
        position.ifPresent(held -> planToClose(open, held));
      }
      adopt(open, position, entitled);
      return;
    }
    if (finding.state() == State.SUSPECTED) {
      doubtful.add(found.symbol());
    }
    seen.add(Findings.key(finding));
    findings.keep(
        finding,
        Severity.CRITICAL,
        "the broker holds "
            + plain(found.broker())
            + " "
            + found.symbol()
            + ", the ledger knows of "
            + plain(found.ledger())
            + ": "
            + remedy.words());
  }

  private static boolean hasIntent(String symbol, AccountView view) {
    return view.openOrders().stream()
        .anyMatch(
            order ->
                order.status() == OrderStatus.INTENDED && order.terms().symbol().equals(symbol));
  }

  private void planToClose(Finding finding, BrokerPosition position) {
    Instant since = finding.since();
    String id =
        "close-" + runtime.account() + "-" + finding.symbol() + "-" + since.getEpochSecond();
    ledger
        .plans()
        .create(
            Plan.unplanned(
                    id,
                    runtime.account(),
                    runtime.strategy(),
                    since,
                    since.plus(CLOSE_VALIDITY),
                    since)
                .withSteps(Planner.closeAll(List.of(position))));
  }

  /** Told first: a crash in between tells twice rather than never. */
  private void adopt(Finding finding, Optional<BrokerPosition> position, boolean entitled) {
    announcer.tellOnce(
        TradingEvent.Type.POSITION_UNEXPLAINED,
        Severity.WARNING,
        "adopted-" + finding.symbol() + "-" + plain(finding.broker()),
        finding.since(),
        finding.symbol(),
        "adopted "
            + plain(finding.broker())
            + " "
            + finding.symbol()
            + " instead of "
            + plain(finding.ledger())
            + (entitled
                ? ": a plan is entitled to sell what this system did not open"
                : ": the account's policy is " + runtime.version().account().unexplained().label()),
        Map.of(
            "quantity", plain(finding.broker()),
            "broker", plain(finding.broker()),
            "ledger", plain(finding.ledger())));
    findings.remember(repairs.take(finding, position, false, "adopted"));
  }

  /**
   * Orders the ledger calls ended that the broker has at work, or filled further. An entry is not
   * wanted any more: what is open of it is cancelled.
   */
  private boolean takeBack(List<GoneOn> orders, AccountView view) {
    boolean changed = false;
    for (GoneOn found : orders) {
      OrderRecord order = found.known();
      OrderRecord back = gateway.resolve(order, Optional.empty(), view.deadline());
      changed |= back.revision() != order.revision();
      boolean cancelled =
          order.purpose() == OrderPurpose.ENTRY && !found.seen().status().isTerminal();
      if (cancelled) {
        back = gateway.cancelGoneOn(back, found.seen(), view.deadline());
      }
      announcer.tellOnce(
          TradingEvent.Type.ORDER_UNKNOWN,
          Severity.WARNING,
          "gone-on-" + order.clientOrderId(),
          order.updatedAt(),
          order.terms().symbol(),
          "order "
              + order.clientOrderId()
              + " had ended as "
              + order.status()
              + " in the ledger, and the broker knows better: it is "
              + found.seen().status()
              + " there"
              + (cancelled ? ", and is cancelled" : ""),
          Map.of("order", order.clientOrderId(), "status", back.status().name()));
      view.changed();
    }
    return changed;
  }

  /**
   * Deals with orders at the broker that the ledger does not have open; false if none were read.
   */
  private boolean orders(AccountView view, Set<String> seen, Set<Kind> looked) {
    List<StrayOrder> strays;
    try {
      strays = diagnosis.orders(view);
    } catch (BrokerException e) {
      announcer.tell(
          TradingEvent.Type.FAILURE,
          Severity.WARNING,
          "",
          "the broker's open orders could not be read, so that nothing is bought: "
              + e.getMessage(),
          Map.of());
      return false;
    }
    looked.add(Kind.ORDER);
    for (StrayOrder stray : strays) {
      if (stray.known().isPresent()) {
        doubtful.add(stray.order().terms().symbol());
        takeBack(List.of(new GoneOn(stray.known().get(), stray.order())), view);
      } else {
        foreign(stray, seen);
      }
    }
    return true;
  }

  private void foreign(StrayOrder stray, Set<String> seen) {
    String symbol = stray.order().terms().symbol();
    BigDecimal quantity = stray.order().terms().quantity();
    Finding finding =
        findings.seen(
            Kind.ORDER,
            stray.order().clientOrderId(),
            symbol,
            BigDecimal.ZERO,
            quantity,
            clock.instant(),
            true,
            false,
            "cancel it at the broker, or acknowledge it");
    seen.add(Findings.key(finding));
    findings.keep(
        finding,
        Severity.WARNING,
        "the broker has an order that this system did not place: "
            + stray.order().terms().side()
            + " "
            + plain(quantity)
            + " "
            + symbol
            + ", id "
            + stray.order().clientOrderId()
            + "; nothing is bought in it until the order is gone or a person acknowledges it");
  }

  private static String plain(BigDecimal quantity) {
    return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
  }
}
