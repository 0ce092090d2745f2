package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.replay.LocalSystem;
import io.bellwether.workbench.replay.VirtualClock;
import java.time.Instant;

/** The real functions on this machine, with the strategy that is enabled as packaged. */
final class OperatedSystem implements AutoCloseable {
  private static final Instant TIME = Instant.parse("2025-03-04T15:30:00Z");

  private final SimulatedExchange exchange;
  private final LocalSystem system;
  private final String account;

  private OperatedSystem(SimulatedExchange exchange, LocalSystem system, String account) {
    this.exchange = exchange;
    this.system = system;
    this.account = account;
  }

  static OperatedSystem start() {
    StrategyVersion version =
        StrategyBook.packaged().stream()
            .filter(StrategyVersion::enabled)
            .findFirst()
            .orElseThrow()
            .stored();
    NyseCalendar calendar = new NyseCalendar();
    VirtualClock clock = new VirtualClock(TIME);
    SimulatedExchange exchange = SimulatedExchange.builder(calendar, clock, new NoCosts()).start();
    LocalSystem system = LocalSystem.builder(version, calendar, clock, exchange).start();
    return new OperatedSystem(exchange, system, version.account().id());
  }

  JsonNode execution(ObjectNode payload) {
    return system.functions().execution(payload);
  }

  LocalSystem system() {
    return system;
  }

  boolean isKilled() {
    return system.ledger().risk().of(account).killed();
  }

  @Override
  public void close() {
    system.close();
    exchange.close();
  }
}
