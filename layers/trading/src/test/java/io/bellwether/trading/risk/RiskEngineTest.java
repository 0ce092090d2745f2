package io.bellwether.trading.risk;

import static io.bellwether.trading.risk.RiskFixtures.account;
import static io.bellwether.trading.risk.RiskFixtures.context;
import static io.bellwether.trading.risk.RiskFixtures.entry;
import static io.bellwether.trading.risk.RiskFixtures.holding;
import static io.bellwether.trading.risk.RiskFixtures.order;
import static io.bellwether.trading.risk.RiskFixtures.position;
import static io.bellwether.trading.risk.RiskFixtures.priced;
import static io.bellwether.trading.risk.RiskFixtures.state;
import static io.bellwether.trading.risk.RiskFixtures.stopped;
import static io.bellwether.trading.risk.RiskFixtures.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RiskEngineTest {
  private static final RiskEngine NONE = new RiskEngine(RiskProfiles.NONE);
  private static final RiskEngine CONCENTRATED = new RiskEngine(RiskProfiles.CONCENTRATED);
  private static final RiskEngine SWING = new RiskEngine(RiskProfiles.SWING);

  @Test
  void approvesTheVeryOrderItWasGiven() {
    OrderRecord order = entry("TQQQ", "112");
    assertSame(
        order,
        assertInstanceOf(RiskDecision.Approved.class, SWING.check(order, context()))
            .order()
            .order());
  }

  @Test
  void theRefusalSaysWhoRefusedWhatAndWhy() {
    RiskDecision.Refused refused = refused(SWING.check(entry("TQQQ", "123"), context()));
    assertEquals("position-weight", refused.rule());
    assertEquals(
        "position-weight of risk profile swing refuses ENTRY BUY 123 TQQQ in account paper-1"
            + " (order bw-test): the position would be worth 9840.00 at 80, which is 98.4 % of the"
            + " equity of 10000.00; the limit is 90 %",
        refused.message());
  }

  @Test
  void theKillSwitchRefusesEntriesWithItsReason() {
    RiskState killed = state(context()).kill("holiday");
    assertRefused(
        "kill-switch", "holiday", NONE.check(entry("TQQQ", "1"), with(context(), killed)));
    assertApproved(NONE.check(entry("TQQQ", "1"), with(context(), killed.enable())));
  }

  @Test
  void aDisabledAccountRefusesEntriesWithItsReason() {
    RiskState disabled = state(context()).disable("drawdown: 26 %");
    assertRefused(
        "disabled", "drawdown: 26 %", NONE.check(entry("TQQQ", "1"), with(context(), disabled)));
    assertApproved(NONE.check(entry("TQQQ", "1"), with(context(), disabled.enable())));
  }

  @Test
  void anAccountTheBrokerBlocksRefusesEntries() {
    assertRefused(
        "account-blocked",
        "broker blocks",
        NONE.check(entry("TQQQ", "1"), with(context(), account("10000", "10000", true))));
  }

  @Test
  void theStateOfAnotherAccountApprovesNothing() {
    assertRefused(
        "own-account",
        "paper-2",
        NONE.check(entry("TQQQ", "1"), with(context(), RiskState.initial("paper-2"))));
  }

  @Test
  void aFirstReadingBeyondTheDrawdownLimitAlreadyStopsEntries() {
    RiskState peak = state(context()).withPeak(new BigDecimal("13400"));
    assertRefused(
        "drawdown",
        "equity of 10000.00 is 25.37 % below its peak of 13400.00; the limit is 25 %",
        CONCENTRATED.check(entry("TQQQ", "1"), with(context(), peak)));
    RiskState lower = state(context()).withPeak(new BigDecimal("13333"));
    assertApproved(CONCENTRATED.check(entry("TQQQ", "1"), with(context(), lower)));
  }

  @Test
  void noEntryOpensAShortPosition() {
    assertRefused(
        "long-only",
        "short",
        NONE.check(order(OrderPurpose.ENTRY, "TQQQ", Side.SELL, "1"), context()));
  }

  @ParameterizedTest
  @CsvSource({"0", "-80"})
  void withoutAPriceNothingIsBought(String price) {
    assertRefused(
        "reference-price", price, NONE.check(entry("TQQQ", "1"), priced(context(), price)));
  }

  @Test
  void aSwingEntryInTheMainSymbolNeedsAStop() {
    RiskContext bare = stopped(context(), Optional.empty());
    assertRefused("stop-loss", "no stop-loss", SWING.check(entry("TQQQ", "10"), bare));
    assertApproved(SWING.check(entry("SQQQ", "10"), bare));
    assertApproved(CONCENTRATED.check(entry("TQQQ", "10"), bare));
  }

  @Test
  void aSwingStopIsAtMostFivePercentAway() {
    assertApproved(
        SWING.check(entry("TQQQ", "10"), stopped(context(), Optional.of(new StopLoss(0.05)))));
    assertRefused(
        "stop-loss",
        "5.1 % away; the limit is 5 %",
        SWING.check(entry("TQQQ", "10"), stopped(context(), Optional.of(new StopLoss(0.051)))));
  }

  @Test
  void oneSymbolAtATimeCountsWhatAnybodyBought() {
    RiskContext foreign =
        holding(
            context(),
            position("QQQ", Direction.LONG, "3"),
            position("AAPL", Direction.LONG, "0.5"));
    assertRefused(
        "one-symbol-at-a-time",
        "still holds 0.5 AAPL, 3 QQQ",
        CONCENTRATED.check(entry("TQQQ", "10"), foreign));
    assertApproved(SWING.check(entry("TQQQ", "10"), foreign));
    assertApproved(
        CONCENTRATED.check(
            entry("TQQQ", "1"), holding(context(), position("TQQQ", Direction.LONG, "1"))));
  }

  /** 90 % of 10,000 is 112.5 shares at 80; with the tolerance for drift, 118.125. */
  @ParameterizedTest
  @CsvSource({
    "swing,        TQQQ, 112, ",
    "swing,        TQQQ, 118, ",
    "swing,        TQQQ, 119, position-weight",
    "swing,        SQQQ, 37,  ",
    "swing,        SQQQ, 39,  ",
    "swing,        SQQQ, 40,  hedge-weight",
    "concentrated, TQQQ, 118, ",
    "concentrated, TQQQ, 124, ",
    "concentrated, TQQQ, 125, position-weight",
    "concentrated, SQQQ, 125, hedge-weight",
    "none,         TQQQ, 125, ",
  })
  void weightsAreLimits(String profile, String symbol, String quantity, @Nullable String rule) {
    RiskEngine engine = new RiskEngine(RiskProfiles.byName(profile));
    RiskDecision decision = engine.check(entry(symbol, quantity), context());
    if (rule == null) {
      assertApproved(decision);
    } else {
      assertRefused(rule, "limit is", decision);
    }
  }

  @Test
  void whatIsHeldCountsTowardsTheWeight() {
    RiskContext held = holding(context(), position("TQQQ", Direction.LONG, "60"));
    assertApproved(SWING.check(entry("TQQQ", "58"), held));
    assertRefused("position-weight", "9520.00", SWING.check(entry("TQQQ", "59"), held));
  }

  @Test
  void concentratedWeighsBuyingPowerAndBorrowsOnlyOnMargin() {
    RiskContext tied = with(context(), account("10000", "5000"));
    assertRefused(
        "position-weight",
        "of the buying power of 5000.00",
        CONCENTRATED.check(entry("TQQQ", "63"), tied));
    RiskContext margin = with(context(), account("10000", "20000"));
    assertRefused("position-weight", "10000.00", CONCENTRATED.check(entry("TQQQ", "237"), margin));
    RiskEngine onMargin = new RiskEngine(RiskProfiles.CONCENTRATED.onMargin());
    assertApproved(onMargin.check(entry("TQQQ", "237"), margin));
    assertRefused("position-weight", "20000.00", onMargin.check(entry("TQQQ", "250"), margin));
    assertSame(RiskProfiles.SWING, RiskProfiles.SWING.onMargin());
  }

  @Test
  void noOrderExceedsBuyingPower() {
    RiskContext poor = with(context(), account("10000", "4000"));
    assertApproved(NONE.check(entry("TQQQ", "52"), poor));
    assertRefused("buying-power", "buying power is 4000.00", NONE.check(entry("TQQQ", "53"), poor));
  }

  @Test
  void anAccountWithoutEquityBuysNothing() {
    RiskContext broke = with(context(), account("0", "0"));
    assertRefused("position-weight", "0.00", SWING.check(entry("TQQQ", "1"), broke));
    assertRefused("buying-power", "0.00", NONE.check(entry("TQQQ", "1"), broke));
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderPurpose.class,
      names = {"EXIT", "PROTECTIVE_STOP"})
  void anOrderThatReducesPassesWhateverTheState(OrderPurpose purpose) {
    RiskState worst = state(context()).kill("stop").disable("limit");
    RiskContext bad =
        priced(
            holding(
                with(with(context(), worst), account("0", "0", true)),
                position("TQQQ", Direction.LONG, "100")),
            "0");
    for (RiskEngine engine : new RiskEngine[] {NONE, CONCENTRATED, SWING}) {
      assertApproved(engine.check(order(purpose, "TQQQ", Side.SELL, "100"), bad));
    }
  }

  @Test
  void aSaleOfMoreThanIsHeldIsRefused() {
    RiskContext held = holding(context(), position("TQQQ", Direction.LONG, "100"));
    assertRefused(
        "reduces-only",
        "reports a long position of 100",
        NONE.check(order(OrderPurpose.EXIT, "TQQQ", Side.SELL, "100.000000001"), held));
    assertRefused(
        "reduces-only",
        "long position of 0",
        NONE.check(order(OrderPurpose.PROTECTIVE_STOP, "SQQQ", Side.SELL, "1"), held));
    assertRefused(
        "reduces-only",
        "short position of 0",
        NONE.check(order(OrderPurpose.EXIT, "TQQQ", Side.BUY, "1"), held));
  }

  @Test
  void aPurchaseReducesAShortPosition() {
    RiskContext shorted = holding(context(), position("TQQQ", Direction.SHORT, "10"));
    assertApproved(NONE.check(order(OrderPurpose.EXIT, "TQQQ", Side.BUY, "10"), shorted));
    assertRefused(
        "reduces-only",
        "long position of 0",
        NONE.check(order(OrderPurpose.EXIT, "TQQQ", Side.SELL, "1"), shorted));
  }

  private static void assertApproved(RiskDecision decision) {
    assertInstanceOf(RiskDecision.Approved.class, decision, decision.toString());
  }

  private static void assertRefused(String rule, String figures, RiskDecision decision) {
    RiskDecision.Refused refused = refused(decision);
    assertEquals(rule, refused.rule());
    assertTrue(refused.message().contains(figures), refused.message());
  }

  private static RiskDecision.Refused refused(RiskDecision decision) {
    return assertInstanceOf(RiskDecision.Refused.class, decision);
  }
}
