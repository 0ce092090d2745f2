package io.bellwether.workbench.scenario.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.LeaseStore;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.exchange.ExchangeOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** One run at a time works on an account; a person's word needs no lease. */
class LeaseStoryTest {
  @Test
  void anAccountThatAnotherRunHasIsLeftToTheNextFollowUp() {
    Venture venture = Venture.calm().to("09:40");
    Instant now = venture.clock().instant();
    LeaseStore leases = venture.ledger().leases();
    leases.acquire(Venture.account(), now, now.plusSeconds(30)).orElseThrow();
    Signal signal = venture.signal(Venture.hold(Venture.MAIN, 0.9));

    assertTrue(venture.deliver(signal), "its plan is stored, so the message is done with");
    assertEquals(List.of(), venture.exchange().orders());
    assertTrue(venture.ports().calls().stream().noneMatch(call -> call.contains("/v2/")));
    assertTrue(
        Duration.between(now, venture.clock().instant()).compareTo(Duration.ofSeconds(10)) < 0,
        "it does not wait for long");

    venture.minutes(2);
    Agreement.settled(venture);
    assertEquals(900, venture.held(Venture.MAIN));
  }

  @Test
  void theKillSwitchWorksWhileAnotherRunHasTheLease() {
    Venture venture = Venture.calm().to("09:40");
    Signal signal = venture.signal(Venture.hold(Venture.MAIN, 0.9));
    AtomicBoolean killed = new AtomicBoolean();
    // In the middle of the run that would buy: it has the lease, and read the state before.
    venture
        .ports()
        .before(
            call -> {
              if (call.equals("GET /v2/positions") && !killed.getAndSet(true)) {
                venture.elsewhere(Venture.action("kill").put("reason", "a test"));
              }
            });
    venture.deliver(signal);
    venture.minutes(2);

    assertTrue(killed.get());
    assertEquals(List.of(), venture.exchange().orders());
    assertEquals(1, venture.told(Type.STEP_SKIPPED));
  }

  @Test
  void anEntryThatRestsIsCancelledByTheKillSwitch() {
    Venture venture = Venture.calm().to("09:40");
    venture.exchange().halt(Venture.MAIN);
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.minutes(1);
    assertEquals(1, venture.openAtExchange().size());

    venture.invoke(Venture.action("kill").put("reason", "a test"));
    venture.minutes(1);

    assertEquals(List.of(), venture.openAtExchange());
    assertEquals(OrderStatus.CANCELED, venture.orders().getFirst().status());
    venture.exchange().resume(Venture.MAIN);
    venture.minutes(2);
    assertEquals(0, venture.held(Venture.MAIN));
    Agreement.settled(venture);
  }

  @Test
  void whoeverLostTheLeaseSendsNothing() {
    Venture venture = Venture.calm().to("09:40");
    Signal signal = venture.signal(Venture.hold(Venture.MAIN, 0.9));
    AtomicBoolean frozen = new AtomicBoolean();
    venture
        .ports()
        .before(
            call -> {
              // The intent is stored next; then the process stands still, and another takes over.
              if (call.startsWith("write ORDER#") && !frozen.getAndSet(true)) {
                venture.clock().of(Duration.ofSeconds(40));
                Instant now = venture.clock().instant();
                venture.ledger().leases().acquire(Venture.account(), now, now.plusSeconds(30));
              }
            });
    venture.deliver(signal);

    assertTrue(frozen.get());
    assertEquals(List.of(), venture.orders(), "the intent was refused by the fence");
    assertEquals(List.of(), venture.exchange().orders());
    venture.minutes(3);
    assertEquals(900, venture.held(Venture.MAIN));
    Agreement.settled(venture);
  }

  /**
   * An emergency stop that stood still while another run took over does not cancel what that one
   * has sent.
   */
  @Test
  void anEmergencyStopLeavesTheOrdersOfWhoeverTookOverAlone() {
    Venture venture = Venture.calm().to("09:40");
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.minutes(2);
    venture.exchange().halt(Venture.MAIN);
    venture.ledger().risk().update(closing(venture));
    AtomicBoolean frozen = new AtomicBoolean();
    venture
        .ports()
        .before(
            call -> {
              // It has read which orders are its own; the broker's list comes next.
              if (call.equals("GET /v2/orders") && !frozen.getAndSet(true)) {
                venture.clock().of(Duration.ofSeconds(40));
                venture.elsewhere(Venture.action("follow-up"));
              }
            });

    venture.followUp();

    assertTrue(frozen.get());
    List<OrderRecord> exits =
        venture.orders().stream().filter(order -> order.purpose() == OrderPurpose.EXIT).toList();
    assertEquals(List.of(OrderStatus.ACCEPTED), exits.stream().map(OrderRecord::status).toList());
    assertEquals(
        List.of(exits.getFirst().clientOrderId()),
        venture.openAtExchange().stream().map(ExchangeOrder::clientOrderId).toList());
    venture.exchange().resume(Venture.MAIN);
    venture.minutes(2);
    assertEquals(0, venture.held(Venture.MAIN));
  }

  private static RiskState closing(Venture venture) {
    RiskState state = venture.ledger().risk().of(Venture.account());
    return new RiskState(
        state.account(),
        state.killed(),
        true,
        "a test",
        state.peakEquity(),
        state.suspect(),
        state.startEquity(),
        state.dayLoss(),
        Optional.of(new RiskState.Closing(venture.clock().instant())),
        state.untold(),
        state.revision());
  }
}
