package io.bellwether.research.report;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Block.Align;
import io.bellwether.research.document.Block.Cell;
import io.bellwether.research.document.Block.Column;
import io.bellwether.research.metrics.TradeDetail;
import io.bellwether.trading.ledger.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The tear sheet's tables of closed trades and open positions. */
final class TradeTables {
  private static final List<Column> TRADES =
      List.of(
          new Column("Symbol", Align.TEXT),
          new Column("Side", Align.TEXT),
          new Column("Quantity", Align.NUMBER),
          new Column("Entry", Align.TEXT),
          new Column("Entry price", Align.NUMBER),
          new Column("Exit", Align.TEXT),
          new Column("Exit price", Align.NUMBER),
          new Column("Fees", Align.NUMBER),
          new Column("Pnl", Align.NUMBER),
          new Column("Reason", Align.TEXT));

  private static final List<Column> DETAILS =
      List.of(
          new Column("Risk", Align.NUMBER),
          new Column("Worst", Align.NUMBER),
          new Column("Best", Align.NUMBER));

  private final RunResult run;
  private final TimeFormat times;
  private final boolean detailed;

  TradeTables(RunResult run, TimeFormat times) {
    this.run = run;
    this.times = times;
    this.detailed = !run.details().trades().isEmpty();
  }

  List<Block> openPositions() {
    List<Block> blocks = new ArrayList<>(List.of(new Block.Section("Open positions at the end")));
    if (run.openPositions().isEmpty()) {
      blocks.add(new Block.Note("None."));
      return blocks;
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (OpenPosition position : run.openPositions()) {
      rows.add(
          List.of(
              Cell.of(position.symbol()),
              Cell.of(position.direction().label()),
              Cell.of(Numbers.quantity(position.quantity())),
              Cell.of(times.format(position.entryTime())),
              Cell.of(Numbers.price(position.averagePrice())),
              Cell.of(Numbers.price(position.lastPrice())),
              money(position.unrealizedPnl().doubleValue())));
    }
    blocks.add(
        new Block.Table(
            List.of(
                new Column("Symbol", Align.TEXT),
                new Column("Side", Align.TEXT),
                new Column("Quantity", Align.NUMBER),
                new Column("Since", Align.TEXT),
                new Column("Entry", Align.NUMBER),
                new Column("Last", Align.NUMBER),
                new Column("Unrealised pnl", Align.NUMBER)),
            rows));
    blocks.add(
        new Block.Note(
            "Marked to the last close. They are in the final value, and they are no trades."));
    return blocks;
  }

  /** The trades; of more than {@code most}, the first and the last. */
  List<Block> trades(int most) {
    List<Block> blocks = new ArrayList<>(List.of(new Block.Section("Trades")));
    List<Trade> trades = run.trades();
    if (trades.isEmpty()) {
      blocks.add(new Block.Note("None."));
    } else if (trades.size() <= most) {
      blocks.add(table(trades));
    } else {
      int half = Math.max(1, most / 2);
      blocks.add(table(trades.subList(0, half)));
      blocks.add(
          new Block.Note(
              "The first %d and, below, the last %d of %d trades; trades.csv has all."
                  .formatted(half, half, trades.size())));
      blocks.add(table(trades.subList(trades.size() - half, trades.size())));
    }
    if (detailed) {
      blocks.add(
          new Block.Note(
              "Risk: distance to the initial stop times quantity over equity at entry, with * where"
                  + " the leverage cap cut the size. Worst and best: how far the price went against"
                  + " and for the position while it was held, of the entry price."));
    }
    return blocks;
  }

  private Block table(List<Trade> trades) {
    List<Column> columns = new ArrayList<>(TRADES);
    if (detailed) {
      columns.addAll(DETAILS);
    }
    return new Block.Table(columns, trades.stream().map(this::row).toList());
  }

  private List<Cell> row(Trade trade) {
    List<Cell> row =
        new ArrayList<>(
            List.of(
                Cell.of(trade.symbol()),
                Cell.of(trade.direction().label()),
                Cell.of(Numbers.quantity(trade.quantity())),
                Cell.of(times.format(trade.entryTime())),
                Cell.of(Numbers.price(trade.entryPrice())),
                Cell.of(times.format(trade.exitTime())),
                Cell.of(Numbers.price(trade.exitPrice())),
                Cell.of(Numbers.money(trade.fees())),
                money(trade.pnl().doubleValue()),
                Cell.of(trade.exitReason().label())));
    if (detailed) {
      Optional<TradeDetail> detail = Optional.ofNullable(run.details().trades().get(trade.id()));
      boolean capped = detail.map(TradeDetail::leverageCapBound).orElse(false);
      row.add(percent(detail.map(TradeDetail::initialRisk), capped ? " *" : ""));
      row.add(percent(detail.map(TradeDetail::maximumAdverseExcursion), ""));
      row.add(percent(detail.map(TradeDetail::maximumFavourableExcursion), ""));
    }
    return row;
  }

  private static Cell percent(Optional<OptionalDouble> value, String mark) {
    OptionalDouble number = value.orElse(OptionalDouble.empty());
    return Cell.of(number.isPresent() ? Numbers.percent(number) + mark : Numbers.UNDEFINED);
  }

  private static Cell money(double value) {
    return Cell.signed(Numbers.money(value), value);
  }
}
