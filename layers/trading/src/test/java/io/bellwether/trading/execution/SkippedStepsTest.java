package io.bellwether.trading.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.bellwether.market.PriceStep;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Target;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.PlanStore;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.plan.Plan.StepStatus;
import io.bellwether.trading.risk.RiskEngine;
import io.bellwether.trading.risk.RiskProfiles;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An entry that is too small is not just left out: people are told why nothing was bought. */
class SkippedStepsTest {
  private static final Instant NOW = Instant.parse("2024-07-02T14:30:05Z");

  private final StrategyVersion version = StrategyBook.packaged().getFirst().stored();
  private final String account = version.account().id();
  private final Broker broker = mock();
  private final Ledger ledger = mock(RETURNS_DEEP_STUBS);
  private final Plans plans = new Plans();
  private final List<TradingEvent> events = new ArrayList<>();

  @Test
  void anEntryOfLessThanAShareIsToldOnce() throws BrokerException {
    BigDecimal cash = new BigDecimal("50");
    when(broker.account(any()))
        .thenReturn(new AccountSnapshot(cash, cash, cash, false, NOW, Optional.empty()));
    when(broker.positions(any())).thenReturn(List.of());
    when(ledger.leases().acquire(any(), any(), any()))
        .thenReturn(Optional.of(new Lease(account, 1, NOW.plusSeconds(30), 1)));
    when(ledger.under(any())).thenReturn(ledger);
    when(ledger.plans()).thenReturn(plans);
    when(ledger.risk().of(account)).thenReturn(RiskState.initial(account));
    when(ledger.orders().open(account)).thenReturn(List.of());
    when(ledger.orders().ofSignal("signal-1")).thenReturn(List.of());
    when(ledger.holdings().of(account)).thenReturn(List.of());
    when(ledger.signals().find("signal-1")).thenReturn(Optional.of(signal()));

    execute();
    execute();

    Plan plan = plans.find("signal-1").orElseThrow();
    assertFalse(plan.open());
    assertEquals(StepStatus.SKIPPED, plan.steps().getFirst().status());
    assertEquals(
        List.of(TradingEvent.Type.STEP_SKIPPED), events.stream().map(TradingEvent::type).toList());
    assertEquals(
        "TQQQ-entry skipped: " + plan.steps().getFirst().note(), events.getFirst().message());
    verify(broker, never()).submit(any(), any());
  }

  private void execute() {
    AccountRuntime runtime =
        new AccountRuntime(
            version, broker, new RiskEngine(RiskProfiles.NONE), new NoCosts(), PriceStep.US_EQUITY);
    new SignalIntake(ledger, () -> NOW).take("signal-1");
    new ExecutionService(
            runtime,
            ledger,
            new NyseCalendar(),
            events::add,
            () -> NOW,
            duration -> {},
            Metrics.NONE)
        .followUp(Deadline.after(() -> NOW, Duration.ofSeconds(30)));
  }

  private Signal signal() {
    return new Signal(
        "signal-1",
        account,
        version.strategy(),
        1,
        Timeframe.HOUR,
        NOW.minusSeconds(3605),
        NOW,
        NOW,
        NOW.plusSeconds(3600),
        false,
        List.of(
            new Target.Hold(
                "TQQQ",
                Direction.LONG,
                new Sizing.WeightOfEquity(0.95),
                Optional.empty(),
                Optional.empty(),
                false,
                "")),
        Map.of("TQQQ", new BigDecimal("80")),
        true);
  }

  /** Plans in memory. */
  private static final class Plans implements PlanStore {
    private final Map<String, Plan> stored = new LinkedHashMap<>();

    @Override
    public boolean create(Plan plan) {
      return stored.putIfAbsent(plan.signalId(), plan) == null;
    }

    @Override
    public Optional<Plan> find(String signalId) {
      return Optional.ofNullable(stored.get(signalId));
    }

    @Override
    public List<Plan> open(String account) {
      return stored.values().stream().filter(Plan::open).toList();
    }

    @Override
    public Plan update(Plan plan) {
      stored.put(plan.signalId(), plan);
      return plan;
    }
  }
}
