package io.bellwether.research.engine;

import static io.bellwether.research.engine.Example.bar;
import static io.bellwether.research.engine.Example.days;
import static io.bellwether.research.engine.Example.flat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.AlwaysOpenCalendar;
import io.bellwether.research.engine.OrderPlan.EntryOrder;
import io.bellwether.research.report.Assumptions;
import io.bellwether.research.report.BacktestRun;
import io.bellwether.research.report.RunResult;
import io.bellwether.research.tax.LotFill;
import io.bellwether.research.tax.RealizedLot;
import io.bellwether.research.tax.TaxLots;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The orders and fills that a backtest's reports are made of. */
class BacktestTablesTest {
  private static final int SEEDS = 300;

  /** 7 shares at 100 become 1.4 at 500; 0.4 are paid at the open of 510, and 1 sold at 520. */
  @Test
  void whatAReverseSplitLeavesIsAFillAndInTheProfit() {
    Split split = new Split("AAA", LocalDate.parse("2024-01-10"), 0.2);
    BacktestResult result =
        days(flat(100), flat(100), flat(510), flat(520))
            .with(CorporateActions.of(List.of(split), List.of()))
            .with(settings -> settings.withCapital(1_400))
            .entersAt(0)
            .exitsAt(2)
            .run();
    assertEquals(1, result.tradeCount());
    assertEquals(0.4 * 10 + 20, result.trades().pnl(0), 1e-9);
    assertEquals(24, result.finalEquity() - 1_400, 1e-9);
    List<LotFill> fills = reported(result).details().fills();
    assertEquals(
        List.of("BUY 7 100", "SELL 0.4 510", "SELL 1 520"),
        fills.stream()
            .map(
                fill ->
                    fill.side()
                        + " "
                        + fill.quantity().toPlainString()
                        + " "
                        + fill.price().toPlainString())
            .toList());
    List<RealizedLot> lots = TaxLots.realize(fills, List.of(split), ZoneOffset.UTC);
    assertEquals(2, lots.size());
    assertEquals(24, gain(lots), 1e-5);
  }

  /** As long as an account holds one position a symbol, every exit closes one lot and no other. */
  @Test
  void lotsAreWhatWasTradedAcrossSplits() {
    int paid = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Scenario scenario = Scenario.of(seed);
      BacktestResult result = scenario.run();
      RunResult run = reported(result);
      List<LotFill> fills = new ArrayList<>(run.details().fills());
      Instant end = result.data().series().main().lastStart().plusSeconds(86_400);
      for (BacktestResult.Open open : result.open()) {
        fills.add(
            new LotFill(
                run.account(),
                result.rules().legs().get(open.leg()).symbol(),
                open.direction() == Direction.LONG ? Side.SELL : Side.BUY,
                end,
                BigDecimal.valueOf(open.quantity()),
                BigDecimal.valueOf(open.lastPrice()),
                BigDecimal.ZERO));
      }
      List<RealizedLot> lots = TaxLots.realize(fills, result.data().splits(), ZoneOffset.UTC);
      String where = "seed " + seed;
      int exits = result.tradeCount() + result.cashInLieu().size() + result.open().size();
      assertEquals(exits, lots.size(), where);
      double profit =
          run.trades().stream().map(Trade::pnl).mapToDouble(BigDecimal::doubleValue).sum();
      for (BacktestResult.Open open : result.open()) {
        profit += open.unrealizedPnl();
      }
      assertEquals(profit, gain(lots), 1e-6 * (1 + result.traded()), where);
      paid += result.cashInLieu().size();
    }
    assertTrue(paid > SEEDS / 10, "too few reverse splits left parts of shares: " + paid);
  }

  @Test
  void marketOrdersAreMarketOrders() {
    assertEquals(
        List.of("BUY MARKET", "SELL MARKET"),
        orders(days(flat(100), flat(100), flat(105)).entersAt(0).exitsAt(1).run()));
  }

  @Test
  void entriesHaveThePricesOfThePlan() {
    double[] day = bar(100, 110, 90, 100);
    assertEquals(List.of("BUY LIMIT 95 -"), orders(entry(new EntryOrder.Limit(0.05, 1), day)));
    assertEquals(List.of("BUY STOP - 105"), orders(entry(new EntryOrder.Stop(0.05, 1), day)));
    assertEquals(
        List.of("BUY STOP_LIMIT 106 105"),
        orders(entry(new EntryOrder.StopLimit(0.05, 0.06, 1), day)));
  }

  private static BacktestResult entry(EntryOrder order, double[] day) {
    OrderPlan plan = new OrderPlan(order, Optional.empty(), Optional.empty(), Optional.empty());
    return days(flat(100), day).entersAt(0).ordered(plan).run();
  }

  @Test
  void exitsSayWhatRested() {
    double[] up = bar(100, 120, 100, 120);
    double[] down = bar(100, 100, 80, 80);
    assertEquals("SELL LIMIT 112.5 -", exit(0.125, up));
    assertEquals("SELL STOP - 87.5", exit(0.125, down));
    assertEquals("SELL TRAILING_STOP 5%", exit(0.05, down));
    assertEquals("SELL STOP - 87.5", exit(0.2, down));
  }

  /** A stop and a target an eighth away, and a trailing stop unless that is as far. */
  private static String exit(double trail, double[] day) {
    OrderPlan plan =
        new OrderPlan(
            new EntryOrder.Market(),
            Optional.of(new StopLoss(0.125)),
            Optional.of(new TakeProfit(0.125)),
            trail == 0.125 ? Optional.empty() : Optional.of(trail));
    return orders(days(flat(100), flat(100), day).entersAt(0).ordered(plan).run()).getLast();
  }

  private static List<String> orders(BacktestResult result) {
    return reported(result).orders().stream()
        .map(order -> order.terms().side() + " " + prices(order.terms()))
        .toList();
  }

  private static String prices(OrderTerms terms) {
    return switch (terms.type()) {
      case MARKET -> "MARKET";
      case TRAILING_STOP ->
          "TRAILING_STOP "
              + ((OrderTerms.Trail.Percent) terms.trail().orElseThrow()).percent()
              + "%";
      case LIMIT, STOP, STOP_LIMIT ->
          terms.type()
              + " "
              + terms.limitPrice().map(BigDecimal::toString).orElse("-")
              + " "
              + terms.stopPrice().map(BigDecimal::toString).orElse("-");
    };
  }

  private static double gain(List<RealizedLot> lots) {
    return lots.stream().map(RealizedLot::gain).mapToDouble(BigDecimal::doubleValue).sum();
  }

  private static RunResult reported(BacktestResult result) {
    Bars main = result.data().series().main();
    Scripted strategy = new Scripted(result.rules(), main.timeframe());
    LocalDate first = main.start(0).atZone(ZoneOffset.UTC).toLocalDate();
    return BacktestRun.complete(
        result,
        strategy,
        version(strategy),
        new AlwaysOpenCalendar(),
        main.between(main.start(result.settings().firstBar()), main.lastStart().plusMillis(1)),
        first,
        main.lastStart().atZone(ZoneOffset.UTC).toLocalDate(),
        new Assumptions("none", "none", List.of()));
  }

  private static StrategyVersion version(Strategy strategy) {
    StrategyVersion packaged =
        StrategyBook.packaged().stream()
            .filter(version -> version.strategy().equals("rsi2"))
            .findFirst()
            .orElseThrow();
    return new StrategyVersion(
        packaged.strategy(),
        packaged.version(),
        packaged.parent(),
        true,
        packaged.account(),
        strategy.symbols(),
        strategy.timeframe(),
        packaged.basis(),
        packaged.feeds(),
        packaged.parameters(),
        packaged.author(),
        packaged.createdAt(),
        false);
  }

  private record Scripted(Rules rules, Timeframe timeframe) implements Strategy {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public List<String> symbols() {
      return rules.legs().stream().map(leg -> leg.symbol()).toList();
    }

    @Override
    public int warmUpBars() {
      return 0;
    }

    @Override
    public Rules on(SeriesSet series) {
      return rules;
    }
  }
}
