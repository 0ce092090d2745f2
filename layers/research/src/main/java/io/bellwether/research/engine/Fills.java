package io.bellwether.research.engine;

import io.bellwether.market.DataFileException;
import io.bellwether.trading.cost.Affordability;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.MarketConditions;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.instrument.QuantityRule;
import io.bellwether.trading.order.Side;
import java.time.LocalDate;

/** Prices, fees and quantities of a run's fills. */
final class Fills {
  private final MarketData data;
  private final CostModel takerCosts;
  private final CostModel makerCosts;
  private final Slippage slippage;
  private final boolean charges;
  private final boolean slips;
  private final boolean needsConditions;
  private final double leverage;
  private final Tally tally;

  Fills(BacktestSettings settings, MarketData data, Tally tally) {
    this.data = data;
    this.takerCosts = settings.costs();
    this.makerCosts = settings.costs().ofMakers();
    this.slippage = settings.slippage();
    this.charges = !(takerCosts instanceof NoCosts);
    this.slips = !slippage.equals(Slippage.NONE);
    this.needsConditions = slippage.needsConditions();
    this.leverage = settings.leverage();
    this.tally = tally;
  }

  /**
   * The price a market or stop order gets; {@code sign} is 1 for a purchase, -1 for a sale.
   *
   * @throws DataFileException if the slippage leaves nothing of the price: no such fill was ever
   */
  double slipped(Book book, int sign, double price, double quantity, int bar) {
    if (!slips) {
      return price;
    }
    MarketConditions conditions =
        needsConditions
            ? book.tape.conditions(data).before(data.epochDay(bar))
            : MarketConditions.UNKNOWN;
    double slipped =
        slippage.fillPrice(sign > 0 ? Side.BUY : Side.SELL, price, quantity, conditions);
    if (!(slipped > 0)) {
      throw new DataFileException(
          "slippage %s leaves nothing of the price of %s on %s, %s: give a smaller --slippage"
              .formatted(
                  slippage.text(),
                  book.leg.symbol(),
                  LocalDate.ofEpochDay(data.epochDay(bar)),
                  price));
    }
    return slipped;
  }

  /** What a fill costs; {@code takes} tells whether it took what was offered or waited for it. */
  double fee(Side side, double quantity, double price, int bar, boolean takes) {
    tally.traded += quantity * price;
    if (!charges) {
      return 0;
    }
    CostModel costs = takes ? takerCosts : makerCosts;
    double fee = costs.cost(side, quantity, price, data.epochDay(bar));
    tally.fees += fee;
    return fee;
  }

  /** How much of an entry the account can pay for. */
  double affordable(
      Book book,
      int sign,
      double wanted,
      double price,
      int bar,
      boolean takes,
      double cash,
      Book[] books) {
    return Affordability.quantity(
        sign > 0 ? Side.BUY : Side.SELL,
        free(cash, books),
        price,
        wanted,
        book.quantities,
        takes ? takerCosts : makerCosts,
        data.epochDay(bar),
        leverage);
  }

  /** How much of a purchase at the market own cash can pay for, where nothing else is held. */
  double affordable(QuantityRule rule, double wanted, double price, int bar, double cash) {
    if (!charges && wanted * price <= cash) {
      return wanted;
    }
    return Affordability.quantity(cash, price, wanted, rule, takerCosts, data.epochDay(bar), 1);
  }

  /** What new positions may be worth. */
  double power(double cash, Book[] books) {
    return Math.max(0, free(cash, books) * leverage);
  }

  /** Own money that no position is backed with. Without leverage and shorts, that is cash. */
  private double free(double cash, Book[] books) {
    double free = cash;
    for (Book book : books) {
      if (book.isHeld()) {
        double paid = book.quantity * book.entryPrice;
        free += book.sign * paid - paid / leverage;
      }
    }
    return free;
  }
}
