package io.bellwether.research.tax;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fills behind trades, for runs that kept only the trades. Exact where a position is entered
 * once, as ours are: trades of one entry are one purchase. A trade does not say which of its fees
 * the entry cost, so all stand with the exit; the gain is the same.
 */
public final class TradeFills {
  private record Entry(
      String account, String symbol, Direction direction, Instant time, BigDecimal price) {}

  private record Ranked(LotFill fill, int rank) {}

  private TradeFills() {}

  /**
   * The fills in order of time. At one instant positions are closed first, then opened, and what
   * was opened at that instant is closed last.
   *
   * @param stillOpen entries of positions that no trade has closed
   */
  public static List<LotFill> of(List<Trade> trades, List<LotFill> stillOpen) {
    Map<Entry, BigDecimal> entered = new LinkedHashMap<>();
    List<Ranked> fills = new ArrayList<>();
    for (Trade trade : trades) {
      Entry entry =
          new Entry(
              trade.account(),
              trade.symbol(),
              trade.direction(),
              trade.entryTime(),
              trade.entryPrice());
      entered.merge(entry, trade.quantity(), BigDecimal::add);
      boolean sameInstant = trade.exitTime().equals(trade.entryTime());
      fills.add(new Ranked(exit(trade), sameInstant ? 2 : 0));
    }
    for (LotFill fill : stillOpen) {
      Direction direction = fill.side() == Side.BUY ? Direction.LONG : Direction.SHORT;
      Entry entry = new Entry(fill.account(), fill.symbol(), direction, fill.time(), fill.price());
      entered.merge(entry, fill.quantity(), BigDecimal::add);
    }
    entered.forEach((entry, quantity) -> fills.add(new Ranked(entry(entry, quantity), 1)));
    fills.sort(
        Comparator.comparing((Ranked ranked) -> ranked.fill.time())
            .thenComparingInt(ranked -> ranked.rank));
    return fills.stream().map(Ranked::fill).toList();
  }

  private static LotFill entry(Entry entry, BigDecimal quantity) {
    return new LotFill(
        entry.account,
        entry.symbol,
        entry.direction == Direction.LONG ? Side.BUY : Side.SELL,
        entry.time,
        quantity,
        entry.price,
        BigDecimal.ZERO);
  }

  private static LotFill exit(Trade trade) {
    return new LotFill(
        trade.account(),
        trade.symbol(),
        trade.direction() == Direction.LONG ? Side.SELL : Side.BUY,
        trade.exitTime(),
        trade.quantity(),
        trade.exitPrice(),
        trade.fees());
  }
}
