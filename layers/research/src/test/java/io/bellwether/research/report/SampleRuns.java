package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.research.Trades;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.research.metrics.EquitySample;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs of any length on a random walk, with trades of every kind. */
final class SampleRuns {
  private static final Instant FIRST = Instant.parse("2010-03-01T14:30:00Z");

  private SampleRuns() {}

  /** A run with {@code bars} bars, a trade about every 17 of them, and one open position. */
  static RunResult of(Timeframe timeframe, int bars, long seed) {
    Bars main = walk(timeframe, bars, seed);
    List<Trade> trades = new ArrayList<>();
    List<EquitySample> equity = new ArrayList<>();
    double realised = 10_000;
    int entered = -1;
    for (int t = 0; t < bars; t++) {
      double close = main.close()[t];
      double shares = entered < 0 ? 0 : realised * 0.9 / main.open()[entered];
      double open = entered < 0 ? 0 : shares * (close - main.open()[entered]);
      equity.add(new EquitySample(main.start(t), realised + open, realised, entered >= 0));
      if (entered >= 0 && t - entered >= 9) {
        ExitReason reason = ExitReason.values()[trades.size() % 4];
        trades.add(trade(main, entered, t, shares, reason));
        realised += open - 1;
        entered = -1;
      } else if (entered < 0 && t % 17 == 3) {
        entered = t;
      }
    }
    List<OpenPosition> open = new ArrayList<>();
    if (entered >= 0) {
      open.add(
          new OpenPosition(
              "TQQQ",
              Direction.LONG,
              new BigDecimal("12.5"),
              main.start(entered),
              decimal(main.open()[entered]),
              decimal(main.close()[bars - 1]),
              new BigDecimal("0.35")));
    }
    return result(main, EquityCurve.of(equity), trades, open);
  }

  static RunResult withSymbols(RunResult run, List<String> symbols) {
    return new RunResult(
        run.kind(),
        run.strategy(),
        run.parameters(),
        run.account(),
        symbols,
        run.from(),
        run.to(),
        run.end(),
        run.capital(),
        run.equity(),
        run.trades(),
        run.orders(),
        run.signals(),
        run.openPositions(),
        run.assumptions(),
        run.conventions(),
        run.bars());
  }

  static RunResult withStrategy(RunResult run, String strategy) {
    return new RunResult(
        run.kind(),
        strategy,
        run.parameters(),
        run.account(),
        run.symbols(),
        run.from(),
        run.to(),
        run.end(),
        run.capital(),
        run.equity(),
        run.trades(),
        run.orders(),
        run.signals(),
        run.openPositions(),
        run.assumptions(),
        run.conventions(),
        run.bars());
  }

  static RunResult withTrades(RunResult run, List<Trade> trades) {
    return new RunResult(
        run.kind(),
        run.strategy(),
        run.parameters(),
        run.account(),
        run.symbols(),
        run.from(),
        run.to(),
        run.end(),
        run.capital(),
        run.equity(),
        trades,
        run.orders(),
        run.signals(),
        run.openPositions(),
        run.assumptions(),
        run.conventions(),
        run.bars());
  }

  static RunResult withOrders(RunResult run, List<OrderRecord> orders) {
    return new RunResult(
        run.kind(),
        run.strategy(),
        run.parameters(),
        run.account(),
        run.symbols(),
        run.from(),
        run.to(),
        run.end(),
        run.capital(),
        run.equity(),
        run.trades(),
        orders,
        run.signals(),
        run.openPositions(),
        run.assumptions(),
        run.conventions(),
        run.bars());
  }

  static RunResult withSignals(RunResult run, List<Signal> signals) {
    return new RunResult(
        run.kind(),
        run.strategy(),
        run.parameters(),
        run.account(),
        run.symbols(),
        run.from(),
        run.to(),
        run.end(),
        run.capital(),
        run.equity(),
        run.trades(),
        run.orders(),
        signals,
        run.openPositions(),
        run.assumptions(),
        run.conventions(),
        run.bars());
  }

  static RunResult withEquity(RunResult run, EquityCurve equity) {
    return new RunResult(
        run.kind(),
        run.strategy(),
        run.parameters(),
        run.account(),
        run.symbols(),
        run.from(),
        run.to(),
        run.end(),
        run.capital(),
        equity,
        run.trades(),
        run.orders(),
        run.signals(),
        run.openPositions(),
        run.assumptions(),
        run.conventions(),
        run.bars());
  }

  static RunResult withNotes(RunResult run, List<String> notes) {
    return new RunResult(
        run.kind(),
        run.strategy(),
        run.parameters(),
        run.account(),
        run.symbols(),
        run.from(),
        run.to(),
        run.end(),
        run.capital(),
        run.equity(),
        run.trades(),
        run.orders(),
        run.signals(),
        run.openPositions(),
        new Assumptions("alpaca", "1 bp per fill", notes),
        run.conventions(),
        run.bars());
  }

  /** A run on the same bars that never trades. */
  static RunResult idle(RunResult run) {
    List<EquitySample> equity = new ArrayList<>();
    for (int t = 0; t < run.bars().size(); t++) {
      equity.add(new EquitySample(run.bars().start(t), 10_000, 10_000, false));
    }
    return result(run.bars(), EquityCurve.of(equity), List.of(), List.of());
  }

  private static RunResult result(
      Bars main, EquityCurve equity, List<Trade> trades, List<OpenPosition> open) {
    LocalDate from = LocalDate.ofInstant(FIRST, Conventions.US_EQUITIES.zone());
    Instant end = main.isEmpty() ? FIRST : main.lastStart().plus(main.timeframe().duration());
    return new RunResult(
        "Backtest",
        "rsi2",
        Map.of("rsi-entry", "30"),
        "paper",
        List.of("TQQQ", "SQQQ"),
        from,
        LocalDate.ofInstant(end, Conventions.US_EQUITIES.zone()),
        end,
        new BigDecimal("10000"),
        equity,
        trades,
        List.of(),
        List.of(),
        open,
        new Assumptions("alpaca", "1 bp per fill", List.of("Market orders fill at the open.")),
        Conventions.US_EQUITIES,
        main);
  }

  private static Trade trade(Bars main, int entry, int exit, double shares, ExitReason reason) {
    BigDecimal pnl =
        decimal(shares * (main.close()[exit] - main.open()[entry]) - 1)
            .setScale(4, RoundingMode.HALF_UP);
    return Trades.trade(
        "TQQQ",
        main.start(entry),
        decimal(main.open()[entry]).toPlainString(),
        main.start(exit),
        decimal(main.close()[exit]).toPlainString(),
        pnl.toPlainString(),
        "1.00",
        reason);
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
  }

  private static Bars walk(Timeframe timeframe, int count, long seed) {
    Random random = new Random(seed);
    Bars.Builder bars =
        Bars.builder("TQQQ", timeframe, new Provenance("simulated", PriceBasis.SPLIT));
    Duration step = timeframe.duration();
    Instant start =
        timeframe.isDaily()
            ? LocalDate.ofInstant(FIRST, Conventions.US_EQUITIES.zone())
                .atStartOfDay(Conventions.US_EQUITIES.zone())
                .toInstant()
            : FIRST;
    double scale = 0.4 / Math.sqrt(timeframe.isDaily() ? 252 : 252 * 78);
    double price = 20;
    for (int t = 0; t < count; t++) {
      double close = price * Math.exp(scale * scale * 0.6 + scale * random.nextGaussian());
      double high = Math.max(price, close) * (1 + 0.4 * scale * random.nextDouble());
      double low = Math.min(price, close) * (1 - 0.4 * scale * random.nextDouble());
      bars.add(start.plus(step.multipliedBy(t)).toEpochMilli(), price, high, low, close, 1_000 + t);
      price = close;
    }
    return bars.build();
  }
}
