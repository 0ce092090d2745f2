package io.bellwether.research.tax;

import io.bellwether.market.CorporateActions;
import io.bellwether.strategy.Direction;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Matches fills to lots, first in, first out, per account and symbol. A fill against the position
 * closes its oldest lots; what is left of it opens a lot the other way. Money is exact: the parts
 * of a fill's value and fees add up to the whole, the last part taking what rounding left. Ratios
 * of splits are decimals, 0.3333333333 for one of three: a fill closes a lot that was split whole
 * if it misses it by no more than that rounding.
 *
 * <p>What this does not know: wash sales are hinted at, not adjusted; dividends, and what they do
 * to a cost basis, are not in it; identical lots of other accounts and other symbols that a tax
 * office would call substantially identical are not looked for.
 */
public final class TaxLots {
  /** Fees are split among lots to a millionth of the currency's unit. */
  private static final int MONEY_SCALE = 6;

  /** Shares after a split that does not come out even. */
  private static final MathContext SHARES = MathContext.DECIMAL64;

  /** Of the quantity; as the backtest's, with room for two splits. */
  private static final BigDecimal SPLIT_TOLERANCE = new BigDecimal("2e-9");

  private static final int WASH_SALE_DAYS = 30;

  private record Key(String account, String symbol) {}

  private final ZoneId zone;
  private final Map<Key, Deque<OpenLot>> open = new HashMap<>();
  private final Map<Key, NavigableMap<LocalDate, List<OpenLot>>> opened = new HashMap<>();
  private final List<Closed> closed = new ArrayList<>();

  private TaxLots(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * The realised lots, in order of realisation.
   *
   * @param fills in order of time, closing before opening where times are equal
   * @param splits in any order; one takes effect before the fills of its ex-date
   * @param zone the zone whose dates count: the market's
   * @throws IllegalArgumentException if fills are not in order
   */
  public static List<RealizedLot> realize(
      List<LotFill> fills, List<CorporateActions.Split> splits, ZoneId zone) {
    TaxLots lots = new TaxLots(zone);
    List<CorporateActions.Split> due = new ArrayList<>(splits);
    due.sort(Comparator.comparing(CorporateActions.Split::exDate));
    int next = 0;
    Instant last = Instant.MIN;
    for (LotFill fill : fills) {
      if (fill.time().isBefore(last)) {
        throw new IllegalArgumentException(
            "the fill of %s at %s follows one at %s: sort them by time"
                .formatted(fill.symbol(), fill.time(), last));
      }
      last = fill.time();
      for (; next < due.size() && !due.get(next).exDate().isAfter(lots.date(fill.time())); next++) {
        lots.split(due.get(next));
      }
      lots.fill(fill);
    }
    return lots.closed.stream().map(lots::realized).toList();
  }

  private void split(CorporateActions.Split split) {
    BigDecimal ratio = BigDecimal.valueOf(split.newSharesPerOld());
    open.forEach(
        (key, lots) -> {
          if (key.symbol().equals(split.symbol())) {
            lots.forEach(lot -> lot.split(ratio));
          }
        });
  }

  private void fill(LotFill fill) {
    Key key = new Key(fill.account(), fill.symbol());
    Deque<OpenLot> lots = open.computeIfAbsent(key, _ -> new ArrayDeque<>());
    Portion rest =
        new Portion(fill.quantity(), fill.quantity().multiply(fill.price()), fill.fees());
    while (rest.quantity.signum() > 0 && !lots.isEmpty() && lots.peek().side != fill.side()) {
      OpenLot oldest = lots.peek();
      BigDecimal quantity = oldest.quantity.min(rest.quantity);
      boolean even = oldest.isAbout(rest.quantity);
      Portion opening = oldest.take(even ? oldest.quantity : quantity);
      Portion closing = rest.take(even ? rest.quantity : quantity);
      closed.add(new Closed(fill, date(fill.time()), oldest, opening, closing));
      if (oldest.quantity.signum() == 0) {
        lots.remove();
      }
    }
    if (rest.quantity.signum() > 0) {
      OpenLot lot = new OpenLot(fill.side(), date(fill.time()), rest);
      lots.add(lot);
      opened
          .computeIfAbsent(key, _ -> new TreeMap<>())
          .computeIfAbsent(lot.date, _ -> new ArrayList<>())
          .add(lot);
    }
  }

  private RealizedLot realized(Closed closed) {
    boolean isLong = closed.lot.side == Side.BUY;
    Portion purchase = isLong ? closed.opening : closed.closing;
    Portion sale = isLong ? closed.closing : closed.opening;
    BigDecimal proceeds = sale.value.subtract(sale.fees);
    BigDecimal cost = purchase.value.add(purchase.fees);
    return new RealizedLot(
        closed.fill.account(),
        closed.fill.symbol(),
        isLong ? Direction.LONG : Direction.SHORT,
        isLong ? closed.lot.date : closed.date,
        isLong ? closed.date : closed.lot.date,
        closed.closing.quantity,
        proceeds,
        cost,
        proceeds.compareTo(cost) < 0 && openedNear(closed));
  }

  /** Whether another lot the same way was opened within 30 days before or after the closing. */
  private boolean openedNear(Closed closed) {
    Key key = new Key(closed.fill.account(), closed.fill.symbol());
    LocalDate first = closed.date.minusDays(WASH_SALE_DAYS);
    LocalDate last = closed.date.plusDays(WASH_SALE_DAYS);
    return opened
        .getOrDefault(key, new TreeMap<>())
        .subMap(first, true, last, true)
        .values()
        .stream()
        .flatMap(List::stream)
        .anyMatch(lot -> lot != closed.lot && lot.side == closed.lot.side);
  }

  private LocalDate date(Instant time) {
    return time.atZone(zone).toLocalDate();
  }

  /** A fill, or a part of one, of which parts can be taken. */
  private static class Portion {
    BigDecimal quantity;
    BigDecimal value;
    BigDecimal fees;

    Portion(BigDecimal quantity, BigDecimal value, BigDecimal fees) {
      this.quantity = quantity;
      this.value = value;
      this.fees = fees;
    }

    /** Takes a part out, with its share of value and fees; all of it takes all that is left. */
    Portion take(BigDecimal part) {
      boolean whole = part.compareTo(quantity) == 0;
      Portion taken =
          new Portion(part, whole ? value : share(value, part), whole ? fees : share(fees, part));
      quantity = quantity.subtract(part);
      value = value.subtract(taken.value);
      fees = fees.subtract(taken.fees);
      return taken;
    }

    private BigDecimal share(BigDecimal amount, BigDecimal part) {
      return amount.multiply(part).divide(quantity, MONEY_SCALE, RoundingMode.HALF_EVEN);
    }
  }

  private static final class OpenLot extends Portion {
    private final Side side;
    private final LocalDate date;
    private boolean split;

    OpenLot(Side side, LocalDate date, Portion portion) {
      super(portion.quantity, portion.value, portion.fees);
      this.side = side;
      this.date = date;
    }

    void split(BigDecimal ratio) {
      quantity = quantity.multiply(ratio, SHARES);
      split = true;
    }

    /** Whether a split's rounding is all that a quantity differs by from this one. */
    boolean isAbout(BigDecimal other) {
      BigDecimal difference = quantity.subtract(other).abs();
      return split && difference.compareTo(quantity.multiply(SPLIT_TOLERANCE)) <= 0;
    }
  }

  private record Closed(
      LotFill fill, LocalDate date, OpenLot lot, Portion opening, Portion closing) {}
}
