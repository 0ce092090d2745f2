package io.bellwether.workbench.exchange;

import io.bellwether.trading.cost.BpsSlippage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * At which price an order fills, if at all. Prices never lie outside the bar, but for slippage,
 * which makes market orders and stops worse. What a bar leaves open is resolved against the order.
 */
final class FillRules {
  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

  private final BpsSlippage slippage;

  FillRules(BpsSlippage slippage) {
    this.slippage = slippage;
  }

  /**
   * The price at which an order fills when the market trades at one known price: a bar's open, or
   * its close for the closing auction. Reaching a stop triggers it.
   */
  Optional<BigDecimal> at(WorkingOrder order, BigDecimal price) {
    if (order.isMarket()) {
      return Optional.of(slipped(order, price));
    }
    return switch (order.type()) {
      case LIMIT -> marketable(order, price) ? Optional.of(price) : Optional.empty();
      case STOP_LIMIT -> {
        if (!order.triggered() && reached(order, stopPrice(order), price)) {
          order.trigger();
        }
        yield order.triggered() && marketable(order, price) ? Optional.of(price) : Optional.empty();
      }
      case STOP -> stop(order, stopPrice(order), price);
      case TRAILING_STOP -> stop(order, trailingStop(order, price), price);
      case MARKET -> throw new AssertionError("a market order takes any price");
    };
  }

  private Optional<BigDecimal> stop(WorkingOrder order, BigDecimal stop, BigDecimal price) {
    if (!reached(order, stop, price)) {
      return Optional.empty();
    }
    order.trigger();
    return Optional.of(slipped(order, price));
  }

  /** The price at which a resting order fills between a bar's low and high. */
  Optional<BigDecimal> within(WorkingOrder order, BigDecimal low, BigDecimal high) {
    return switch (order.type()) {
      case LIMIT -> limitWithin(order, low, high);
      case STOP_LIMIT -> {
        if (order.triggered()) {
          yield limitWithin(order, low, high);
        }
        Optional<BigDecimal> trigger = stopWithin(order, stopPrice(order), low, high);
        if (trigger.isPresent()) {
          order.trigger();
        }
        yield trigger.filter(price -> marketable(order, price));
      }
      case STOP -> triggered(order, stopWithin(order, stopPrice(order), low, high));
      case TRAILING_STOP -> trailingWithin(order, low, high);
      case MARKET -> Optional.empty();
    };
  }

  /** Tested with the best price of the bars before; this bar's best counts from the next on. */
  private Optional<BigDecimal> trailingWithin(WorkingOrder order, BigDecimal low, BigDecimal high) {
    BigDecimal best = order.isBuy() ? low : high;
    BigDecimal stop = trailingStop(order, order.waterMark().orElse(best));
    Optional<BigDecimal> price = triggered(order, stopWithin(order, stop, low, high));
    trailingStop(order, best);
    return price;
  }

  private Optional<BigDecimal> triggered(WorkingOrder order, Optional<BigDecimal> price) {
    if (price.isPresent()) {
      order.trigger();
    }
    return price.map(p -> slipped(order, p));
  }

  private static Optional<BigDecimal> limitWithin(
      WorkingOrder order, BigDecimal low, BigDecimal high) {
    BigDecimal limit = limitPrice(order);
    if (order.isBuy()) {
      return low.compareTo(limit) <= 0 ? Optional.of(limit.min(high)) : Optional.empty();
    }
    return high.compareTo(limit) >= 0 ? Optional.of(limit.max(low)) : Optional.empty();
  }

  /** A stop the whole bar lies beyond was reached at an unknown price: the worst of the bar. */
  private static Optional<BigDecimal> stopWithin(
      WorkingOrder order, BigDecimal stop, BigDecimal low, BigDecimal high) {
    if (order.isBuy()) {
      return high.compareTo(stop) < 0
          ? Optional.empty()
          : Optional.of(stop.compareTo(low) >= 0 ? stop : high);
    }
    return low.compareTo(stop) > 0
        ? Optional.empty()
        : Optional.of(stop.compareTo(high) <= 0 ? stop : low);
  }

  /** Moves the water mark to {@code price} if that is better, and returns the stop it implies. */
  private static BigDecimal trailingStop(WorkingOrder order, BigDecimal price) {
    BigDecimal mark =
        order.waterMark().map(m -> order.isBuy() ? m.min(price) : m.max(price)).orElse(price);
    order.setWaterMark(mark);
    OrderRequest.Prices prices = order.terms().prices();
    BigDecimal distance =
        prices
            .trailPrice()
            .orElseGet(() -> mark.multiply(prices.trailPercent().orElseThrow()).divide(PERCENT));
    return order.isBuy() ? mark.add(distance) : mark.subtract(distance);
  }

  private static boolean reached(WorkingOrder order, BigDecimal stop, BigDecimal price) {
    int sign = price.compareTo(stop);
    return order.isBuy() ? sign >= 0 : sign <= 0;
  }

  private static boolean marketable(WorkingOrder order, BigDecimal price) {
    int sign = price.compareTo(limitPrice(order));
    return order.isBuy() ? sign <= 0 : sign >= 0;
  }

  private static BigDecimal limitPrice(WorkingOrder order) {
    return order.terms().prices().limit().orElseThrow();
  }

  private static BigDecimal stopPrice(WorkingOrder order) {
    return order.terms().prices().stop().orElseThrow();
  }

  private BigDecimal slipped(WorkingOrder order, BigDecimal price) {
    return slippage.fillPrice(order.side(), price);
  }
}
