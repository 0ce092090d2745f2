package io.bellwether.workbench.scenario.memory;

import static io.bellwether.workbench.scenario.memory.Desk.SYMBOL;
import static io.bellwether.workbench.scenario.memory.Desk.TUESDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Finding.State;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.workbench.exchange.ExchangeFill;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Cash and profit agree with the broker's to the cent, and what does not is told. */
class CashTest {
  private static final BigDecimal START = new BigDecimal("100000");

  /** Several entries and exits, filled in parts, with fees: not a cent is lost between them. */
  @Test
  void whatTheBrokerHasIsWhatTheTradesMade() {
    for (long seed = 1; seed <= 3; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try (Desk desk =
          new Desk(
              UnexplainedPolicy.FREEZE,
              false,
              CostModels.byName("alpaca"),
              true,
              Desk.wandering(random))) {
        desk.to("09:31");
        for (int trade = 0; trade < 2; trade++) {
          desk.exchange().limitFills(Optional.of(BigDecimal.valueOf(random.nextInt(60, 250))));
          desk.hold(random.nextDouble(0.2, 0.9)).minutes(random.nextInt(5, 12));
          if (random.nextInt(4) == 0) {
            desk.hold(random.nextDouble(0.2, 0.9)).minutes(random.nextInt(1, 4));
          }
          desk.flat().minutes(random.nextInt(5, 12));
        }
        desk.exchange().limitFills(Optional.empty());
        desk.minutes(10);

        Holding holding = desk.holding(SYMBOL);
        assertEquals(0, desk.held(SYMBOL).compareTo(holding.quantity()), "seed " + seed);
        BigDecimal cost =
            holding.quantity().multiply(holding.averagePrice()).add(holding.entryFees());
        BigDecimal profit =
            desk.trades().stream().map(Trade::pnl).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(
            cents(START.add(profit)), cents(desk.exchange().cash().add(cost)), "seed " + seed);
        assertTrue(desk.findings().stream().noneMatch(Finding::lasts), "seed " + seed);
        long orders =
            desk.exchange().fills().stream().map(ExchangeFill::clientOrderId).distinct().count();
        assertTrue(desk.exchange().fills().size() > orders, "seed " + seed + ": filled in parts");
      }
    }
  }

  @Test
  void aDepositIsToldOnceAndGoneTheDayAfter() throws BrokerException {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("09:31").hold(0.5).minutes(4).to("16:30");
      close(desk);
      assertEquals(List.of(), desk.findings());

      desk.exchange().accountEvents().pay(new BigDecimal("250"));
      desk.prices(SYMBOL, TUESDAY, 100).to(TUESDAY, "09:31").minutes(2).to(TUESDAY, "16:30");
      close(desk);
      close(desk);

      Finding finding = desk.findings().getFirst();
      assertEquals(State.OPEN, finding.state());
      assertEquals(0, finding.broker().subtract(finding.ledger()).compareTo(new BigDecimal("250")));
      assertEquals(1, desk.told(Type.CASH_UNEXPLAINED).size());
      assertEquals(Severity.INFO, desk.told(Type.CASH_UNEXPLAINED).getFirst().severity());

      desk.prices(SYMBOL, TUESDAY.plusDays(1), 100).to(TUESDAY.plusDays(1), "16:30");
      close(desk);
      assertEquals(State.CLOSED, desk.findings().getFirst().state());
    }
  }

  @Test
  void missingCashIsAWarningAndBarsNothing() throws BrokerException {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("09:31").minutes(1).to("16:30");
      close(desk);
      desk.exchange().accountEvents().pay(new BigDecimal("-40"));
      desk.prices(SYMBOL, TUESDAY, 100).to(TUESDAY, "16:30");
      close(desk);
      assertEquals(Severity.WARNING, desk.told(Type.CASH_UNEXPLAINED).getFirst().severity());

      desk.prices(SYMBOL, TUESDAY.plusDays(1), 100).to(TUESDAY.plusDays(1), "09:31");
      desk.hold(0.5).minutes(4);
      assertTrue(desk.held(SYMBOL).signum() > 0);
    }
  }

  private static void close(Desk desk) throws BrokerException {
    desk.execution().reconciliation().atClose(desk.deadline());
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }
}
