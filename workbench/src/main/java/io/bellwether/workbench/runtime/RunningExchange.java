package io.bellwether.workbench.runtime;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.workbench.exchange.Fault;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The simulated exchange in a time that runs on: whenever it looks at its clock, what has become
 * due happens first. So it needs no thread, and never shows a state of the past. A market order is
 * filled in whatever bar it comes, at its open: how long a function took to start says nothing
 * here.
 */
final class RunningExchange implements AutoCloseable {
  private static final Duration ANY_BAR = Duration.ofDays(1);

  private final AtomicReference<SimulatedExchange> started = new AtomicReference<>();
  private final SimulatedExchange exchange;
  private final InstantSource clock;

  RunningExchange(
      Collection<Bars> bars, TradingCalendar calendar, InstantSource clock, Fault fault) {
    this.clock = clock;
    this.exchange =
        SimulatedExchange.builder(calendar, this::now, CostModels.byName("alpaca"))
            .bars(bars)
            .fault(fault)
            .marketWindow(ANY_BAR)
            .start();
    started.set(exchange);
  }

  SimulatedExchange exchange() {
    exchange.advance(clock.instant());
    return exchange;
  }

  @Override
  public void close() {
    exchange.close();
  }

  private Instant now() {
    Instant now = clock.instant();
    SimulatedExchange running = started.get();
    if (running != null) {
      running.advance(now);
    }
    return now;
  }
}
