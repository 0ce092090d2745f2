package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.market.PriceStep;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.signal.DecisionSchedule;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.replay.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** One run: some days of one account, from one seed. */
final class Run {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of so many days the last is calm: nothing goes wrong, and everything has to come right. */
  static final int DAYS_TO_A_CALM = 5;

  private static final LocalTime FIRST_FOLLOW_UP = LocalTime.of(9, 0);
  private static final LocalTime LAST_FOLLOW_UP = LocalTime.of(16, 59);
  private static final LocalTime SUMMARY = LocalTime.of(16, 30);
  private static final int LONGEST_SKEW_MILLIS = 4_000;

  /** Follow-ups in a row while something is under way, though nothing has changed. */
  private static final int IMPATIENT_FOLLOW_UPS = 3;

  private static final int BUSY_MINUTES = 5;
  private static final int IDLE_MINUTES = 60;
  private static final LocalTime NIGHT = LocalTime.of(6, 0);

  private final Faults faults;
  private final Coverage coverage;
  private final Trace trace;
  private final TradingCalendar calendar;
  private final MarketCourse course;
  private final Scenario scenario;
  private final List<Session> sessions;
  private final VirtualClock clock;
  private final SimulatedExchange exchange;
  private final Processes processes;
  private final Later later = new Later();
  private final World world;
  private final Ledger truth;
  private final DecisionSchedule schedule;
  private final OwnersWord word = new OwnersWord();
  private final Verdicts verdicts;
  private final LimitInvariants limits;
  private final HandTrades byHand;
  private final AlertInvariants alerts;
  private final Convergence convergence;
  private final DayFaults dayFaults;
  private final Deque<ObjectNode> ownersOrders = new ArrayDeque<>();
  private String subject = "";
  private int overlaps;
  private int daysBegun;
  private int daysDone;
  private boolean busy;
  private int unchanged;
  private long seenChanges;

  /**
   * A run.
   *
   * @param allowed the faults that may be injected
   * @param inWords whether the trace is kept in words
   * @param store an empty one, for the state of the run
   */
  Run(long seed, int days, Predicate<InjectedFault> allowed, boolean inWords, ItemStore store) {
    this(new Chance(seed), days, coverage -> new Faults(seed, allowed, coverage), inWords, store);
  }

  /** A run of a seed in which a script says what goes wrong. */
  static Run scripted(long seed, int days, Faults.Script script, ItemStore store) {
    return new Run(new Chance(seed), days, coverage -> new Faults(script, coverage), false, store);
  }

  private Run(
      Chance chance,
      int days,
      Function<Coverage, Faults> faultsOf,
      boolean inWords,
      ItemStore store) {
    this.coverage = new Coverage();
    this.faults = faultsOf.apply(coverage);
    this.trace = new Trace(inWords);
    this.scenario = Scenario.of(chance.of("scenario"));
    this.course = new MarketCourse(chance, scenario, days, faults);
    this.calendar = course.calendar();
    this.sessions = course.days();
    this.clock =
        new VirtualClock(sessions.getFirst().date().atStartOfDay(calendar.zone()).toInstant());
    Market market = course.market(chance.of("market"), scenario.version().symbols());
    CostModel costs = CostModels.byName("alpaca");
    this.exchange =
        SimulatedExchange.builder(calendar, clock, costs)
            .bars(market.traded())
            .cash(scenario.capital())
            .priceStep(PriceStep.US_EQUITY)
            .withoutServer()
            .start();
    clock.onMove(
        now -> {
          later.run(now);
          exchange.advance(now);
        });
    this.processes = new Processes(clock, faults, coverage, trace);
    this.truth = new DynamoLedger(store, AttemptTokens.of("truth"));
    this.verdicts = new Verdicts(clock, trace);
    StatusInvariants statuses = new StatusInvariants(verdicts);
    this.limits = new LimitInvariants(scenario, truth, exchange, verdicts, processes::count);
    this.byHand = new HandTrades(exchange);
    Wire wire =
        new Wire(
            exchange,
            clock,
            processes,
            later,
            trace,
            new OrderInvariants(
                scenario, truth, exchange, verdicts, statuses, limits, byHand, word));
    ItemStore faulty =
        new FaultyStore(
            store,
            processes,
            writes -> {
              statuses.written(writes);
              limits.written(writes);
            });
    truth.strategies().create(scenario.version());
    truth.strategies().activate(Activation.first(scenario.version()));
    this.world =
        new World(
            scenario,
            calendar,
            clock,
            market,
            exchange,
            costs,
            new DynamoLedger(faulty, AttemptTokens.of("function")),
            processes,
            wire);
    this.schedule = new DecisionSchedule(calendar, scenario.version().timeframe());
    this.alerts = new AlertInvariants(exchange, verdicts);
    this.convergence = new Convergence(scenario, truth, exchange, verdicts, limits, byHand);
    this.dayFaults = new DayFaults(faults, later, exchange, wire, scenario, ownersOrders::add);
    processes.onOverlap(this::overlap);
    world.bulletins().onTold(() -> alerts.told(subject));
  }

  /** The first promise that was broken. */
  Optional<Violation> violation() {
    return verdicts.first();
  }

  Trace trace() {
    return trace;
  }

  Coverage coverage() {
    return coverage;
  }

  Faults faults() {
    return faults;
  }

  SimulatedExchange exchange() {
    return exchange;
  }

  /** Runs all days, or until a promise is broken. */
  void run() {
    for (int i = 0; i < sessions.size() && verdicts.first().isEmpty(); i++) {
      daysBegun++;
      faults.calm(MarketCourse.isCalm(i));
      day(sessions.get(i));
      daysDone++;
      if (faults.comesRight()) {
        convergence.check(at(sessions.get(i), LocalTime.MIDNIGHT), clock.instant());
        alerts.check();
      }
    }
  }

  /** How many invocations there were. */
  long invocations() {
    return processes.count();
  }

  /** The virtual time. */
  Instant now() {
    return clock.instant();
  }

  /** The day that was begun last, the first being 1. */
  int day() {
    return daysBegun;
  }

  /** How many days were run. */
  int daysDone() {
    return daysDone;
  }

  private void day(Session session) {
    clock.moveTo(later(clock.instant(), at(session, NIGHT)));
    splitShares(session);
    limits.dayBegins();
    dayFaults.begin(session);
    if (faults.isCalm()) {
      world.messages().redrive();
    }
    Map<LocalTime, List<Runnable>> due = new TreeMap<>();
    for (Instant tick : schedule.ticks(session)) {
      at(due, tick, () -> tick(tick));
    }
    Instant summary = at(session, SUMMARY);
    at(due, summary, () -> summary(summary));
    for (LocalTime time = FIRST_FOLLOW_UP;
        !time.isAfter(LAST_FOLLOW_UP);
        time = time.plusMinutes(1)) {
      Instant minute = at(session, time);
      if (clock.instant().isBefore(minute)) {
        clock.moveTo(minute);
      }
      while (!ownersOrders.isEmpty()) {
        owner(ownersOrders.remove());
      }
      due.getOrDefault(time, List.of()).forEach(Runnable::run);
      if (isWorthwhile(time)) {
        followUp(minute);
      }
      deliver();
    }
  }

  private void at(Map<LocalTime, List<Runnable>> due, Instant time, Runnable action) {
    LocalTime minute = LocalDateTime.ofInstant(time, calendar.zone()).toLocalTime();
    due.computeIfAbsent(minute, key -> new ArrayList<>()).add(action);
  }

  /** Before the session, with the market closed. */
  private void splitShares(Session session) {
    MarketCourse.Split split = course.splits().get(session.date());
    if (split != null) {
      trace.say(clock.instant(), () -> "! " + split);
      exchange
          .accountEvents()
          .split(split.symbol(), split.newShares(), split.oldShares(), split.cancelsOrders());
    }
  }

  private Instant at(Session session, LocalTime time) {
    return session.date().atTime(time).atZone(calendar.zone()).toInstant();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * The schedule has a follow-up every minute. Those that would see what the last ones saw are left
   * out, but for one now and then.
   */
  private boolean isWorthwhile(LocalTime time) {
    int minute = time.toSecondOfDay() / 60;
    boolean changed = exchange.changedSince(seenChanges);
    if (changed || !busy) {
      unchanged = 0;
    }
    if (busy && unchanged++ < IMPATIENT_FOLLOW_UPS) {
      return true;
    }
    // A first reading of a loss asks for a second.
    boolean soon = busy || limits.state().suspect().isPresent();
    return changed || minute % (soon ? BUSY_MINUTES : IDLE_MINUTES) == 0;
  }

  private void tick(Instant scheduled) {
    ObjectNode payload = JSON.createObjectNode();
    payload.put("strategy", scenario.version().strategy());
    payload.put("scheduledTime", scheduled.toString());
    scheduled(Functions.Name.SIGNALS, Step.TICK, scheduled, payload);
  }

  private void followUp(Instant minute) {
    seenChanges = exchange.changes();
    ObjectNode payload = JSON.createObjectNode().put("action", "follow-up");
    scheduled(Functions.Name.EXECUTION, Step.FOLLOW_UP, minute, payload);
  }

  private void summary(Instant time) {
    ObjectNode payload = JSON.createObjectNode().put("action", "daily-summary");
    scheduled(Functions.Name.EXECUTION, Step.SUMMARY, time, payload);
  }

  /** What the schedule starts: on time, late, twice, or not at all. */
  private void scheduled(Functions.Name function, Step step, Instant time, ObjectNode payload) {
    String name = name(step, time);
    Optional<FaultKind> fault = faults.at(name, 0, step);
    fault.ifPresent(kind -> trace.say(clock.instant(), () -> "! " + name + " " + kind.label()));
    if (fault.equals(Optional.of(FaultKind.SKIPPED))) {
      return;
    }
    if (fault.equals(Optional.of(FaultKind.LATE))) {
      clock.of(Duration.ofMillis(1 + faults.details(name, 0).below(0, 240_000)));
    }
    Duration skew = fault.equals(Optional.of(FaultKind.CLOCK_SKEW)) ? skew(name) : Duration.ZERO;
    Functions.Outcome outcome = invoke(function, step, name, payload, skew);
    if (!(outcome instanceof Functions.Outcome.Answered)
        || fault.equals(Optional.of(FaultKind.DOUBLED))) {
      // Lambda repeats an asynchronous event that failed, and may deliver one twice.
      invoke(function, step, name + " again", payload, Duration.ZERO);
    }
  }

  private Duration skew(String name) {
    int millis = faults.details(name, 0).below(1, 2 * LONGEST_SKEW_MILLIS) - LONGEST_SKEW_MILLIS;
    return Duration.ofMillis(millis);
  }

  private Functions.Outcome invoke(
      Functions.Name function, Step step, String name, ObjectNode payload, Duration skew) {
    Functions.Outcome outcome = world.functions().invoke(function, name, payload, skew);
    if (step == Step.FOLLOW_UP) {
      busy = isBusy(outcome);
    }
    trace.add(clock.instant(), outcome.getClass().getSimpleName(), 0);
    trace.say(clock.instant(), () -> "  = " + outcome);
    return outcome;
  }

  private static boolean isBusy(Functions.Outcome outcome) {
    if (!(outcome instanceof Functions.Outcome.Answered answered)) {
      return true;
    }
    for (JsonNode account : answered.answer().path("accounts")) {
      if (account.path("busy").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  /** What the account's owner has the execution function do. */
  private void owner(ObjectNode payload) {
    String action = payload.path("action").asText();
    boolean stops = action.equals("kill");
    if (action.equals("enable")) {
      word.enabled();
    }
    String name = "owner " + action + " " + clock.instant();
    Functions.Outcome outcome =
        invoke(Functions.Name.EXECUTION, Step.SUMMARY, name, payload, Duration.ZERO);
    if (outcome instanceof Functions.Outcome.Answered) {
      if (stops) {
        word.stopped(processes.count());
      } else if (action.equals("acknowledge")) {
        byHand.acknowledged(payload.path("symbol").asText());
      }
    } else {
      // A person who sees that it failed does it again.
      later.at(clock.instant().plusSeconds(30), () -> ownersOrders.add(payload));
    }
  }

  /** What runs while another invocation waits: mostly a follow-up. */
  private void overlap() {
    String name = "overlapping " + name(Step.FOLLOW_UP, clock.instant()) + " " + overlaps++;
    ObjectNode payload = JSON.createObjectNode().put("action", "follow-up");
    invoke(Functions.Name.EXECUTION, Step.FOLLOW_UP, name, payload, Duration.ZERO);
  }

  /** Hands out what waits in the queue and on the bus. */
  private void deliver() {
    while (true) {
      Optional<Messages.Message> message = world.messages().receive();
      if (message.isEmpty()) {
        break;
      }
      handOut(message.get());
    }
    while (!world.bulletins().undelivered().isEmpty()) {
      notify(world.bulletins().undelivered().remove());
    }
  }

  private void handOut(Messages.Message message) {
    String name = name(Step.DELIVERY, clock.instant()) + " " + message.id();
    Optional<FaultKind> fault = faults.at(name, 0, Step.DELIVERY);
    if (fault.equals(Optional.of(FaultKind.DELIVERED_LATE))) {
      return;
    }
    Functions.Outcome outcome =
        invoke(
            Functions.Name.EXECUTION, Step.DELIVERY, name, Messages.event(message), Duration.ZERO);
    boolean done =
        outcome instanceof Functions.Outcome.Answered answered
            && answered.answer().path("batchItemFailures").isEmpty();
    if (done && !fault.equals(Optional.of(FaultKind.DELIVERED_TWICE))) {
      world.messages().delete(message);
    }
  }

  private void notify(Bulletins.Event event) {
    ObjectNode payload = event(event);
    subject = AlertInvariants.subject(payload);
    // Not named after the event's text: the order of its details differs from one JVM to the next.
    String name = name(Step.NOTIFICATION, clock.instant()) + " " + payload.path("id").asText();
    Optional<FaultKind> fault = faults.at(name, event.attempt(), Step.NOTIFICATION);
    if (fault.equals(Optional.of(FaultKind.DELIVERED_LATE)) && event.attempt() < 2) {
      retry(event);
      return;
    }
    if (!notify(name, payload)) {
      if (event.attempt() < 2) {
        retry(event);
      } else {
        alerts.givenUp(subject);
      }
    } else if (fault.equals(Optional.of(FaultKind.DELIVERED_TWICE))) {
      notify(name + " again", payload);
    }
  }

  /** Whether the function answered. */
  private boolean notify(String name, ObjectNode payload) {
    int faultsBefore = faults.injected().size();
    Functions.Outcome outcome =
        invoke(Functions.Name.NOTIFICATIONS, Step.NOTIFICATION, name, payload, Duration.ZERO);
    boolean answered = outcome instanceof Functions.Outcome.Answered;
    boolean untroubled =
        faults.injected().subList(faultsBefore, faults.injected().size()).stream()
            .noneMatch(fault -> fault.step().isStore());
    alerts.delivered(subject, answered && untroubled);
    return answered;
  }

  private static ObjectNode event(Bulletins.Event event) {
    try {
      return (ObjectNode) JSON.readTree(event.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Lambda does with asynchronous events: after a minute, then after two. */
  private void retry(Bulletins.Event event) {
    Bulletins.Event again = new Bulletins.Event(event.json(), event.attempt() + 1);
    later.at(
        clock.instant().plus(Duration.ofMinutes(again.attempt())),
        () -> world.bulletins().undelivered().add(again));
  }

  private String name(Step step, Instant time) {
    ZoneId zone = calendar.zone();
    return step.label() + " " + LocalDateTime.ofInstant(time, zone).withNano(0).withSecond(0);
  }
}
