package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.RefusedException.forbidden;
import static io.bellwether.workbench.exchange.RefusedException.unprocessable;

import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the account has room for: money for buys, shares for sells, no trade with itself. */
final class AccountChecks {
  private final ExchangeAccount account;
  private final OrderBook book;
  private final Function<String, Optional<BigDecimal>> prices;

  AccountChecks(
      ExchangeAccount account, OrderBook book, Function<String, Optional<BigDecimal>> prices) {
    this.account = account;
    this.book = book;
    this.prices = prices;
  }

  /** What new buys may cost: what the account can spend, less what open buys may take. */
  BigDecimal buyingPower() {
    return buyingPower(Optional.empty());
  }

  private BigDecimal buyingPower(Optional<WorkingOrder> except) {
    return account
        .spendable()
        .subtract(book.reservedForBuys(except, this::price))
        .max(BigDecimal.ZERO);
  }

  /** Shares of a position that no open order ties up. */
  BigDecimal available(String symbol) {
    return available(symbol, Optional.empty());
  }

  private BigDecimal available(String symbol, Optional<WorkingOrder> except) {
    return account
        .quantity(symbol)
        .subtract(book.heldForSells(symbol, except, this::price))
        .max(BigDecimal.ZERO);
  }

  /**
   * Checks a request against the account.
   *
   * @param latest the latest price of its symbol
   * @param replaced the order whose place it takes, which then ties up nothing
   */
  void check(OrderRequest request, BigDecimal latest, Optional<WorkingOrder> replaced)
      throws RefusedException {
    boolean held = account.position(request.symbol()).isPresent();
    if (request.orderClass() == OrderClass.BRACKET && (held || request.side() == Side.SELL)) {
      throw unprocessable("bracket orders must be entry orders");
    }
    Optional<WorkingOrder> crossing = book.washTrade(request, replaced);
    if (crossing.isPresent()) {
      boolean limit = crossing.get().type() == OrderType.LIMIT;
      throw forbidden(
          "potential wash trade detected. use complex orders",
          Map.of(
              "existing_order_id",
              crossing.get().id(),
              "reject_reason",
              "opposite side " + (limit ? "limit" : "market/stop") + " order exists"));
    }
    if (request.side() == Side.BUY) {
      checkBuyingPower(request, latest, replaced);
    } else {
      checkShares(request, latest, replaced);
    }
  }

  private void checkBuyingPower(
      OrderRequest request, BigDecimal latest, Optional<WorkingOrder> replaced)
      throws RefusedException {
    BigDecimal price = OrderBook.referencePrice(request).orElse(latest);
    BigDecimal basis =
        request.notional().orElseGet(() -> request.quantity().orElseThrow().multiply(price));
    BigDecimal power = buyingPower(replaced);
    if (basis.compareTo(power) > 0) {
      throw forbidden(
          "insufficient buying power",
          Map.of("buying_power", Decimals.plain(power), "cost_basis", Decimals.plain(basis)));
    }
  }

  private void checkShares(OrderRequest request, BigDecimal latest, Optional<WorkingOrder> replaced)
      throws RefusedException {
    String symbol = request.symbol();
    BigDecimal wanted =
        request
            .quantity()
            .orElseGet(
                () ->
                    request
                        .notional()
                        .orElseThrow()
                        .divide(latest, Decimals.QUANTITY_SCALE, RoundingMode.DOWN));
    BigDecimal existing = account.quantity(symbol);
    BigDecimal available = available(symbol, replaced);
    if (wanted.compareTo(available) <= 0) {
      return;
    }
    if (existing.signum() == 0) {
      throw forbidden("account is not allowed to short", Map.of());
    }
    Map<String, String> details = new LinkedHashMap<>();
    details.put("available", Decimals.plain(available));
    details.put("existing_qty", Decimals.plain(existing));
    details.put("held_for_orders", Decimals.plain(existing.subtract(available)));
    details.put("symbol", symbol);
    throw forbidden(
            "insufficient qty available for order (requested: "
                + Decimals.plain(wanted)
                + ", available: "
                + Decimals.plain(available)
                + ")",
            details)
        .relatedTo(book.sellsHolding(symbol, replaced).stream().map(WorkingOrder::id).toList());
  }

  private BigDecimal price(String symbol) {
    return prices.apply(symbol).orElseThrow();
  }
}
