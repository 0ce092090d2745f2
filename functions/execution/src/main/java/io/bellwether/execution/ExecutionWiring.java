package io.bellwether.execution;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.execution.AccountRuntime;
import io.bellwether.trading.execution.DailySummary;
import io.bellwether.trading.execution.ExecutionService;
import io.bellwether.trading.execution.TickWatch;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.signal.Outbox;
import io.bellwether.trading.signal.SignalQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** What the function is made of. Strategies are read anew with each invocation. */
public final class ExecutionWiring {
  private final InstantSource clock;
  private final Pause pause;
  private final TradingCalendar calendar;
  private final Ledger ledger;
  private final StrategyBook book;
  private final Outbox outbox;
  private final EventPublisher events;
  private final Function<StrategyVersion, AccountRuntime> runtimes;

  public ExecutionWiring(
      InstantSource clock,
      Pause pause,
      TradingCalendar calendar,
      Ledger ledger,
      StrategyBook book,
      SignalQueue queue,
      EventPublisher events,
      Function<StrategyVersion, AccountRuntime> runtimes) {
    this.clock = clock;
    this.pause = pause;
    this.calendar = calendar;
    this.ledger = ledger;
    this.book = book;
    this.outbox = new Outbox(ledger.signals(), queue, clock);
    this.events = events;
    this.runtimes = runtimes;
  }

  static ExecutionWiring fromEnvironment() {
    throw new IllegalStateException("not yet");
  }

  InstantSource clock() {
    return clock;
  }

  Outbox outbox() {
    return outbox;
  }

  /** The accounts of the enabled strategies. */
  List<String> accounts() {
    return book.enabled().stream().map(version -> version.account().id()).toList();
  }

  ExecutionService execution(String account) {
    return new ExecutionService(
        runtimes.apply(version(account)), ledger, calendar, events, clock, pause);
  }

  DailySummary summary(String account) {
    return new DailySummary(runtimes.apply(version(account)), ledger, calendar, events, clock);
  }

  void watchTicks(String account) {
    new TickWatch(calendar, ledger.journal(), events, clock).check(version(account));
  }

  private StrategyVersion version(String account) {
    return book.enabled().stream()
        .filter(version -> version.account().id().equals(account))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no enabled strategy owns account " + account));
  }
}
