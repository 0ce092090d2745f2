package io.bellwether.research.engine;

import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.plan.QuantityRule;

/** Prices, fees and quantities of a run's fills. */
final class Fills {
  private final MarketData data;
  private final CostModel costs;
  private final Slippage slippage;
  private final boolean slips;
  private final QuantityRule quantities;
  private final double leverage;
  private final Tally tally;

  Fills(BacktestSettings settings, MarketData data, Tally tally) {
    this.data = data;
    this.costs = settings.costs();
    this.slippage = settings.slippage();
    this.slips = slippage.bps().signum() != 0;
    this.quantities = settings.quantities();
    this.leverage = settings.leverage();
    this.tally = tally;
  }

  /** The price a market or stop order gets; {@code sign} is 1 for a purchase, -1 for a sale. */
  double slipped(Book book, int sign, double price, int fill) {
    return !slips ? price : slippage.fillPrice(sign > 0 ? Side.BUY : Side.SELL, price);
  }

  double fee(Side side, double quantity, double price, int bar) {
    double fee = costs.cost(side, quantity, price, data.epochDay(bar));
    tally.fees += fee;
    tally.traded += quantity * price;
    return fee;
  }

  /** How much of an entry the account can pay for. */
  double affordable(int sign, double wanted, double price, int bar, double cash, Book[] books) {
    Side side = sign > 0 ? Side.BUY : Side.SELL;
    double free = free(cash, books);
    double quantity = wanted;
    while (quantity > 0 && !covers(free, side, quantity, price, bar)) {
      double without = free * leverage / price;
      quantity = without < quantity ? quantities.floor(without) : quantities.below(quantity);
    }
    return quantity;
  }

  private boolean covers(double free, Side side, double quantity, double price, int bar) {
    return quantity * price / leverage + costs.cost(side, quantity, price, data.epochDay(bar))
        <= free;
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
