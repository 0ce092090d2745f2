package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.calendar.Session;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What happens on a day at the exchange and at the account's owner's, apart from any call. */
final class DayFaults {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final URI ORDERS = URI.create("/v2/orders");
  private static final int DAYS_OF_LONGEST_OUTAGE = 2;
  private static final int LONGEST_LAG_MILLIS = 20_000;

  private final Faults faults;
  private final Later later;
  private final SimulatedExchange exchange;
  private final Wire wire;
  private final List<String> symbols;
  private final String account;
  private final Consumer<ObjectNode> owner;
  private final Set<String> tradedByHand = new TreeSet<>();
  private Instant backAt = Instant.MIN;
  private boolean stopped;

  /**
   * @param owner invokes the execution function by hand
   */
  DayFaults(
      Faults faults,
      Later later,
      SimulatedExchange exchange,
      Wire wire,
      Scenario scenario,
      Consumer<ObjectNode> owner) {
    this.faults = faults;
    this.later = later;
    this.exchange = exchange;
    this.wire = wire;
    this.symbols = scenario.version().symbols();
    this.account = scenario.version().account().id();
    this.owner = owner;
  }

  /** What the faults of a day are drawn under. */
  static String name(Session session) {
    return "day " + session.date();
  }

  /** Draws what is to happen on a day. On a calm one, everything comes right again. */
  void begin(Session session) {
    if (faults.isCalm()) {
      calmDown();
      return;
    }
    String day = name(session);
    Chance details = faults.details(day, 0);
    if (faults.onDay(day, FaultKind.OUTAGE)) {
      outage(session, details);
    }
    if (faults.onDay(day, FaultKind.HALT)) {
      String symbol = symbols.get(details.below(3, symbols.size()));
      Instant start = within(session, details, 4);
      later.at(start, () -> exchange.halt(symbol));
      later.at(
          start.plus(Duration.ofMinutes(5 + details.below(5, 120))), () -> exchange.resume(symbol));
    }
    if (faults.onDay(day, FaultKind.CANCELED_BY_EXCHANGE)) {
      String symbol = symbols.get(details.below(6, symbols.size()));
      later.at(within(session, details, 7), () -> exchange.cancelOpenOrders(symbol));
    }
    boolean partial = faults.onDay(day, FaultKind.PARTIAL_FILLS);
    exchange.limitFills(
        partial ? Optional.of(BigDecimal.valueOf(5L + details.below(8, 100))) : Optional.empty());
    boolean late = faults.onDay(day, FaultKind.POSITIONS_LATE);
    wire.positionsLag(
        late ? Duration.ofMillis(1 + details.below(15, LONGEST_LAG_MILLIS)) : Duration.ZERO);
    if (faults.onDay(day, FaultKind.MANUAL_TRADE)) {
      manualTrade(session, details, day);
    }
    if (stopped) {
      // Often for more than a day: a daily strategy enters in the morning.
      if (details.happens(14, 0.4)) {
        enable();
      }
    } else if (faults.onDay(day, FaultKind.KILL_SWITCH)) {
      stopped = true;
      later.at(within(session, details, 12), this::kill);
    }
  }

  private void calmDown() {
    wire.down(false);
    wire.positionsLag(Duration.ZERO);
    backAt = Instant.MIN;
    exchange.limitFills(Optional.empty());
    symbols.forEach(exchange::resume);
    if (stopped) {
      enable();
    }
    tradedByHand.forEach(this::acknowledge);
    tradedByHand.clear();
  }

  /** The owner says that what the account has of a symbol now is as it should be. */
  private void acknowledge(String symbol) {
    owner.accept(
        JSON.createObjectNode()
            .put("action", "acknowledge")
            .put("account", account)
            .put("symbol", symbol));
  }

  private void outage(Session session, Chance details) {
    Instant start = within(session, details, 1);
    // From minutes to days, short ones more often.
    double share = Math.pow(details.unit(2), 4);
    Duration length =
        Duration.ofMinutes(
            2 + (long) (share * Duration.ofDays(DAYS_OF_LONGEST_OUTAGE).toMinutes()));
    Instant end = start.plus(length);
    backAt = end.isAfter(backAt) ? end : backAt;
    later.at(start, () -> wire.down(start.isBefore(backAt)));
    later.at(
        end,
        () -> {
          if (!end.isBefore(backAt)) {
            wire.down(false);
          }
        });
  }

  private void manualTrade(Session session, Chance details, String day) {
    String symbol = symbols.get(details.below(9, symbols.size()));
    tradedByHand.add(symbol);
    ObjectNode order = JSON.createObjectNode();
    order.put("symbol", symbol).put("type", "market").put("time_in_force", "day");
    order.put("side", details.happens(10, 0.5) ? "buy" : "sell");
    order.put("qty", Integer.toString(1 + details.below(11, 5)));
    order.put("client_order_id", "by-hand-" + day.replace(' ', '-'));
    later.at(
        within(session, details, 13), () -> exchange.request("POST", ORDERS, order.toString()));
  }

  private void kill() {
    owner.accept(JSON.createObjectNode().put("action", "kill").put("reason", "simulated"));
  }

  private void enable() {
    stopped = false;
    owner.accept(JSON.createObjectNode().put("action", "enable"));
  }

  private static Instant within(Session session, Chance details, long name) {
    long length = Duration.between(session.open(), session.close()).toMillis();
    return session.open().plusMillis((long) (details.unit(name) * length));
  }
}
