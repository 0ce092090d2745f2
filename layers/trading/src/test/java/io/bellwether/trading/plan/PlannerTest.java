package io.bellwether.trading.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Target;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.plan.Plan.Step;
import io.bellwether.trading.plan.Plan.StepStatus;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 10,000 dollars; TQQQ closed at 80, SQQQ at 20. */
class PlannerTest {
  private static final Instant BAR = Instant.parse("2026-11-20T18:30:00Z");
  private static final Instant NOW = Instant.parse("2026-11-20T19:30:00Z");
  private static final Map<String, BigDecimal> CLOSES =
      Map.of("TQQQ", new BigDecimal("80"), "SQQQ", new BigDecimal("20"));

  @Test
  void exitsComeFirstThenEntriesInTheStrategysOrder() {
    List<Step> steps =
        planner()
            .steps(
                signal(hold("TQQQ", 0.5), hold("SQQQ", 0.3), flat("QQQ"), flat("SOXL")),
                account("5000"),
                List.of(position("SOXL", "10", "100"), position("QQQ", "8", "500")));
    assertEquals(
        List.of("QQQ-exit", "SOXL-exit", "TQQQ-entry", "SQQQ-entry"),
        steps.stream().map(Step::leg).toList());
    assertTrue(steps.stream().allMatch(step -> step.status() == StepStatus.WAITING));
  }

  @Test
  void anExitClosesWhatTheBrokerHolds() {
    Step exit =
        planner()
            .steps(signal(flat("TQQQ")), account("0"), List.of(position("TQQQ", "12.5", "81")))
            .getFirst();
    assertEquals(new BigDecimal("12.5"), exit.quantity());
    assertEquals(Optional.of(ExitReason.RULE), exit.exitReason());
    assertEquals(new BigDecimal("81"), exit.referencePrice());
  }

  @Test
  void nothingHeldIsNoExitAndKeepIsNoStep() {
    assertEquals(
        List.of(),
        planner()
            .steps(
                signal(flat("TQQQ"), new Target.Keep("SQQQ", "")),
                account("10000"),
                List.of(position("SQQQ", "1", "20"))));
  }

  @Test
  void aHeldPositionIsNeitherToppedUpNorTrimmed() {
    for (String quantity : List.of("0.001", "118", "5000")) {
      assertEquals(
          List.of(),
          planner()
              .steps(
                  signal(hold("TQQQ", 0.95)),
                  account("10000"),
                  List.of(position("TQQQ", quantity, "80"))),
          quantity);
    }
  }

  @Test
  void concentrationSellsEveryOtherPositionOnceEvenIfTheSymbolIsHeld() {
    Planner planner = new Planner(settings(true, false, false, "1"));
    List<BrokerPosition> others =
        List.of(position("AAPL", "3", "200"), position("QQQ", "1", "500"));
    assertEquals(
        List.of("AAPL-exit", "QQQ-exit", "TQQQ-entry"),
        legs(planner.steps(signal(concentrated("TQQQ")), account("9000"), others)));

    List<BrokerPosition> withHeld =
        List.of(position("TQQQ", "100", "80"), position("AAPL", "3", "200"));
    assertEquals(
        List.of("AAPL-exit"),
        legs(planner.steps(signal(concentrated("TQQQ")), account("9000"), withHeld)));

    List<Step> flatToo =
        planner.steps(signal(concentrated("TQQQ"), flat("AAPL")), account("9000"), others);
    assertEquals(List.of("AAPL-exit", "QQQ-exit", "TQQQ-entry"), legs(flatToo));
    assertEquals(Optional.of(ExitReason.RULE), flatToo.getFirst().exitReason());
    assertEquals(Optional.of(ExitReason.RISK), flatToo.get(1).exitReason());
  }

  @Test
  void othersAreLeftAloneUnlessBothAccountAndStrategyConcentrate() {
    List<BrokerPosition> others = List.of(position("AAPL", "3", "200"));
    assertEquals(
        List.of("TQQQ-entry"),
        legs(planner().steps(signal(concentrated("TQQQ")), account("9000"), others)));
    assertEquals(
        List.of("TQQQ-entry"),
        legs(
            new Planner(settings(true, false, false, "1"))
                .steps(signal(hold("TQQQ", 0.9)), account("9000"), others)));
  }

  @Test
  void aReducingSignalOnlyReduces() {
    Signal signal = signal(true, CLOSES, hold("TQQQ", 0.9), flat("SQQQ"));
    assertEquals(
        List.of("SQQQ-exit"),
        legs(planner().steps(signal, account("9000"), List.of(position("SQQQ", "50", "20")))));
  }

  @Test
  void tooLittleForAShareIsSkippedWithAReason() {
    Step entry = only(planner().steps(signal(hold("TQQQ", 0.9)), account("80"), List.of()));
    assertEquals(StepStatus.SKIPPED, entry.status());
    assertEquals(0, entry.quantity().signum());
    assertTrue(entry.note().contains("less than one share at 80"), entry::note);
  }

  @ParameterizedTest
  @CsvSource({"5, 4.99, SKIPPED", "5, 5, WAITING", "0, 0.01, WAITING"})
  void minimumNotional(String minimum, String equity, StepStatus status) {
    Planner planner = new Planner(settings(false, true, false, minimum));
    Step entry = only(planner.steps(signal(hold("TQQQ", 1)), account(equity), List.of()));
    assertEquals(status, entry.status(), entry.toString());
    assertEquals(status == StepStatus.SKIPPED ? "worth less than 5" : "", entry.note());
  }

  /** 100 QQQ without a close, 100 SQQQ at a close of 20, whatever the broker's price. */
  @Test
  void equityIsMarkedAtTheSignalsClosesAndElseAtTheBrokersPrice() {
    List<BrokerPosition> positions =
        List.of(position("SQQQ", "100", "25"), position("QQQ", "10", "500"));
    // 1,000 + 100 * 20 + 10 * 500 = 8,000; half of it buys 50 shares at 80.
    Step entry = only(planner().steps(signal(hold("TQQQ", 0.5)), account("1000"), positions));
    assertEquals(new BigDecimal("50"), entry.quantity());
    assertEquals(new BigDecimal("80"), entry.referencePrice());
  }

  @Test
  void aShortPositionIsOwedFromEquity() {
    BrokerPosition owed =
        new BrokerPosition(
            "SQQQ",
            Direction.SHORT,
            new BigDecimal("100"),
            new BigDecimal("100"),
            new BigDecimal("22"),
            new BigDecimal("25"));
    // 10,000 - 100 * 20 = 8,000.
    Step entry = only(planner().steps(signal(hold("TQQQ", 0.5)), account("10000"), List.of(owed)));
    assertEquals(new BigDecimal("50"), entry.quantity());
  }

  @ParameterizedTest
  @CsvSource({
    // cash, broker's buying power, margin, shares: 0.95 of the base at 80
    "10000, 10000, false, 118",
    "10000, 40000, false, 118",
    "10000, 40000, true, 475",
    "10000, 4000, false, 47",
    "10000, 4000, true, 47",
    "10000, 0, false, 0"
  })
  void buyingPowerIsTheBrokersAndWithoutMarginAtMostEquity(
      String cash, String buyingPower, boolean margin, BigDecimal shares) {
    Planner planner = new Planner(settings(false, false, margin, "1"));
    Step entry =
        only(planner.steps(signal(buy("TQQQ", 0.95)), account(cash, buyingPower), List.of()));
    assertEquals(shares, entry.quantity());
  }

  @Test
  void whatAnExitBringsMayBeSpent() {
    List<Step> steps =
        planner()
            .steps(
                signal(flat("SQQQ"), buy("TQQQ", 0.8)),
                account("2000", "2000"),
                List.of(position("SQQQ", "400", "20")));
    // Buying power 2,000 + 400 * 20 = 10,000 = equity; 8,000 buy 100 shares.
    assertEquals(new BigDecimal("100"), steps.getLast().quantity());
  }

  @Test
  void whatIsKeptTiesUpBuyingPower() {
    Step entry =
        only(
            planner()
                .steps(
                    signal(buy("TQQQ", 0.8)),
                    account("2000", "2000"),
                    List.of(position("SQQQ", "400", "20"))));
    assertEquals(new BigDecimal("20"), entry.quantity());
  }

  @Test
  void anEntryNeedsAClose() {
    Signal signal = signal(false, Map.of("SQQQ", BigDecimal.TEN), hold("TQQQ", 0.5));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> planner().steps(signal, account("10000"), List.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("TQQQ"), e::toString);
  }

  @Test
  void closeAllClosesEverythingForRisk() {
    BrokerPosition owed =
        new BrokerPosition(
            "SQQQ",
            Direction.SHORT,
            BigDecimal.TEN,
            BigDecimal.ZERO,
            new BigDecimal("20"),
            new BigDecimal("20"));
    List<Step> steps = Planner.closeAll(List.of(position("TQQQ", "7", "80"), owed));
    assertEquals(List.of("TQQQ-exit", "SQQQ-exit"), legs(steps));
    for (Step step : steps) {
      assertEquals(Optional.of(ExitReason.RISK), step.exitReason());
      assertEquals(StepStatus.WAITING, step.status());
    }
    assertEquals(Direction.SHORT, steps.getLast().direction());
    assertEquals(BigDecimal.TEN, steps.getLast().quantity(), "all of it, tied to orders or not");
    assertEquals(List.of(), Planner.closeAll(List.of()));
  }

  private static Planner planner() {
    return new Planner(settings(false, false, false, "1"));
  }

  private static AccountSettings settings(
      boolean concentrate, boolean fractional, boolean margin, String minimumNotional) {
    return new AccountSettings(
        "paper-1",
        "alpaca",
        TradingMode.PAPER,
        concentrate,
        fractional,
        margin,
        "none",
        BigDecimal.ZERO,
        new BigDecimal(minimumNotional));
  }

  private static Signal signal(Target... targets) {
    return signal(false, CLOSES, targets);
  }

  private static Signal signal(
      boolean reducingOnly, Map<String, BigDecimal> closes, Target... targets) {
    return new Signal(
        "signal-1",
        "paper-1",
        "test",
        1,
        Timeframe.HOUR,
        BAR,
        NOW,
        NOW,
        NOW.plusSeconds(3600),
        reducingOnly,
        List.of(targets),
        closes,
        false);
  }

  private static Target hold(String symbol, double weight) {
    return hold(symbol, new Sizing.WeightOfEquity(weight), false);
  }

  private static Target buy(String symbol, double weight) {
    return hold(symbol, new Sizing.WeightOfBuyingPower(weight), false);
  }

  private static Target concentrated(String symbol) {
    return hold(symbol, new Sizing.WeightOfEquity(0.95), true);
  }

  private static Target hold(String symbol, Sizing sizing, boolean concentrate) {
    return new Target.Hold(
        symbol, Direction.LONG, sizing, Optional.empty(), Optional.empty(), concentrate, "");
  }

  private static Target flat(String symbol) {
    return new Target.Flat(symbol, ExitReason.RULE, "");
  }

  private static BrokerPosition position(String symbol, String quantity, String price) {
    BigDecimal shares = new BigDecimal(quantity);
    return new BrokerPosition(
        symbol, Direction.LONG, shares, shares, new BigDecimal(price), new BigDecimal(price));
  }

  private static AccountSnapshot account(String cash) {
    return account(cash, cash);
  }

  /** The broker's own figure of equity is far off: it must not be used for sizes. */
  private static AccountSnapshot account(String cash, String buyingPower) {
    return new AccountSnapshot(
        new BigDecimal(cash),
        new BigDecimal("777777"),
        new BigDecimal(buyingPower),
        false,
        NOW,
        Optional.empty());
  }

  private static List<String> legs(List<Step> steps) {
    return steps.stream().map(Step::leg).toList();
  }

  private static Step only(List<Step> steps) {
    assertEquals(1, steps.size(), steps.toString());
    return steps.getFirst();
  }
}
