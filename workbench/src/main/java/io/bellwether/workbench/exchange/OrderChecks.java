package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.RefusedException.badRequest;
import static io.bellwether.workbench.exchange.RefusedException.forbidden;
import static io.bellwether.workbench.exchange.RefusedException.malformed;
import static io.bellwether.workbench.exchange.RefusedException.unprocessable;

import io.bellwether.market.PriceStep;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules an order has to keep by itself, whatever the account holds. */
final class OrderChecks {
  private static final int MAXIMUM_CLIENT_ORDER_ID = 128;
  private static final BigDecimal LEAST_DISTANCE = new BigDecimal("0.01");
  private static final LocalTime AUCTIONS_REOPEN = LocalTime.of(19, 0);
  private static final LocalTime OPENING_CUTOFF = LocalTime.of(9, 28);
  private static final Duration CLOSING_CUTOFF = Duration.ofMinutes(10);

  private final PriceStep priceStep;
  private final boolean fractional;
  private final TradingCalendar calendar;

  OrderChecks(PriceStep priceStep, boolean fractional, TradingCalendar calendar) {
    this.priceStep = priceStep;
    this.fractional = fractional;
    this.calendar = calendar;
  }

  /**
   * Checks a request.
   *
   * @param latest the latest price of its symbol
   */
  void check(OrderRequest request, BigDecimal latest, Instant now) throws RefusedException {
    checkClientOrderId(request.clientOrderId());
    checkQuantity(request);
    checkPricesPresent(request);
    checkTimeInForce(request, now);
    checkPriceSteps(request);
    if (request.orderClass() != OrderClass.SIMPLE) {
      checkAttached(request, latest);
    }
  }

  private static void checkClientOrderId(Optional<String> id) throws RefusedException {
    if (id.isPresent() && (id.get().isEmpty() || id.get().length() > MAXIMUM_CLIENT_ORDER_ID)) {
      throw malformed("client_order_id must be no more than 128 characters");
    }
  }

  private void checkQuantity(OrderRequest request) throws RefusedException {
    if (request.quantity().isPresent() && request.notional().isPresent()) {
      throw badRequest("only one of qty or notional is accepted");
    }
    if (request.quantity().isEmpty() && request.notional().isEmpty()) {
      throw malformed("qty or notional is required");
    }
    if (request.quantity().filter(q -> q.signum() <= 0).isPresent()) {
      throw malformed("qty must be > 0");
    }
    if (request
        .quantity()
        .filter(q -> q.stripTrailingZeros().scale() > Decimals.QUANTITY_SCALE)
        .isPresent()) {
      throw malformed("qty increment must be >= 0.000000001");
    }
    if (request.notional().filter(n -> n.compareTo(BigDecimal.ONE) < 0).isPresent()) {
      throw forbidden("cost basis must be >= minimal amount of order 1", Map.of());
    }
    if (request.isFractional()) {
      checkFractional(request);
    }
  }

  private void checkFractional(OrderRequest request) throws RefusedException {
    if (!fractional) {
      throw forbidden("asset \"" + request.symbol() + "\" is not fractionable", Map.of());
    }
    if (request.timeInForce() != TimeInForce.DAY) {
      throw unprocessable("fractional orders must be DAY orders");
    }
    if (request.orderClass() != OrderClass.SIMPLE) {
      throw unprocessable("fractional orders must be simple orders");
    }
    if (request.type() == OrderType.TRAILING_STOP) {
      throw unprocessable("fractional orders must not be trailing stops");
    }
  }

  private static void checkPricesPresent(OrderRequest request) throws RefusedException {
    OrderType type = request.type();
    boolean needsLimit = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
    boolean needsStop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    OrderRequest.Prices prices = request.prices();
    String name = type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (needsLimit != prices.limit().isPresent()) {
      throw malformed(name + " orders require " + (needsLimit ? "" : "no ") + "limit price");
    }
    if (needsStop != prices.stop().isPresent()) {
      throw malformed(name + " orders require " + (needsStop ? "" : "no ") + "stop price");
    }
    boolean trails = prices.trailPrice().isPresent() != prices.trailPercent().isPresent();
    if ((type == OrderType.TRAILING_STOP) != trails) {
      throw malformed(name + " orders require one of trail_price and trail_percent, or none");
    }
  }

  private void checkTimeInForce(OrderRequest request, Instant now) throws RefusedException {
    TimeInForce timeInForce = request.timeInForce();
    boolean auction = timeInForce == TimeInForce.OPG || timeInForce == TimeInForce.CLS;
    if (auction && request.type() != OrderType.MARKET && request.type() != OrderType.LIMIT) {
      throw unprocessable("orders for an auction must be market or limit orders");
    }
    if (auction && tooLate(timeInForce, now)) {
      throw unprocessable(
          timeInForce == TimeInForce.OPG
              ? "opg orders are not accepted between 9:28am and 7:00pm"
              : "cls orders are not accepted between 3:50pm and 7:00pm");
    }
    boolean lasting = timeInForce == TimeInForce.DAY || timeInForce == TimeInForce.GTC;
    if (request.extendedHours()
        && (request.type() != OrderType.LIMIT
            || !lasting
            || request.orderClass() != OrderClass.SIMPLE)) {
      throw unprocessable("extended hours order must be DAY or GTC limit orders");
    }
    if (request.orderClass() != OrderClass.SIMPLE && !lasting) {
      throw unprocessable("complex orders must be DAY or GTC orders");
    }
  }

  /** On a trading day, from shortly before the auction until the evening. */
  private boolean tooLate(TimeInForce timeInForce, Instant now) {
    Optional<Session> session = calendar.session(calendar.dateAt(now));
    if (session.isEmpty()) {
      return false;
    }
    ZonedDateTime local = now.atZone(calendar.zone());
    LocalTime cutoff =
        timeInForce == TimeInForce.OPG
            ? OPENING_CUTOFF
            : session.get().close().minus(CLOSING_CUTOFF).atZone(calendar.zone()).toLocalTime();
    LocalTime time = local.toLocalTime();
    return !time.isBefore(cutoff) && time.isBefore(AUCTIONS_REOPEN);
  }

  private void checkPriceSteps(OrderRequest request) throws RefusedException {
    checkPriceStep("limit_price", request.prices().limit());
    checkPriceStep("stop_price", request.prices().stop());
    checkPriceStep("take_profit.limit_price", request.takeProfit());
    checkPriceStep("stop_loss.stop_price", request.stopLoss());
    checkPriceStep("stop_loss.limit_price", request.stopLossLimit());
  }

  private void checkPriceStep(String field, Optional<BigDecimal> price) throws RefusedException {
    if (price.isEmpty()) {
      return;
    }
    if (price.get().signum() <= 0) {
      throw unprocessable(field + " must be > 0");
    }
    if (!priceStep.accepts(price.get())) {
      throw unprocessable(
          "invalid "
              + field
              + " "
              + Decimals.plain(price.get())
              + ". sub-penny increment does not fulfill minimum pricing criteria");
    }
  }

  private void checkAttached(OrderRequest request, BigDecimal latest) throws RefusedException {
    OrderClass kind = request.orderClass();
    boolean both = request.takeProfit().isPresent() && request.stopLoss().isPresent();
    boolean one = request.takeProfit().isPresent() != request.stopLoss().isPresent();
    if (kind == OrderClass.OTO ? !one : !both) {
      throw malformed(
          kind == OrderClass.OTO
              ? "oto orders require one of take_profit.limit_price and stop_loss.stop_price"
              : kind.name().toLowerCase(Locale.ROOT)
                  + " orders require take_profit.limit_price and stop_loss.stop_price");
    }
    if (request.type() != OrderType.MARKET && request.type() != OrderType.LIMIT) {
      throw malformed("complex orders must be market or limit orders");
    }
    if (kind == OrderClass.OCO && request.type() != OrderType.LIMIT) {
      throw malformed("oco orders must be limit orders");
    }
    boolean opensLong = (request.side() == Side.BUY) != (kind == OrderClass.OCO);
    BigDecimal base =
        kind == OrderClass.OCO ? latest : OrderBook.referencePrice(request).orElse(latest);
    checkDistances(request, opensLong, base, kind == OrderClass.OCO);
  }

  private void checkDistances(
      OrderRequest request, boolean opensLong, BigDecimal base, boolean exitOnly)
      throws RefusedException {
    BigDecimal least = priceStep.step().signum() == 0 ? BigDecimal.ZERO : LEAST_DISTANCE;
    BigDecimal sign = opensLong ? BigDecimal.ONE : BigDecimal.ONE.negate();
    Optional<BigDecimal> room = request.stopLoss().map(stop -> base.subtract(stop).multiply(sign));
    if (!exitOnly && room.filter(r -> r.signum() <= 0 || r.compareTo(least) < 0).isPresent()) {
      throw unprocessable(
          "stop_loss.stop_price must be "
              + (opensLong ? "<= base_price - 0.01" : ">= base_price + 0.01"));
    }
    if (request.takeProfit().isPresent()
        && request.stopLoss().isPresent()
        && request.takeProfit().get().subtract(request.stopLoss().get()).multiply(sign).signum()
            <= 0) {
      throw unprocessable(
          "take_profit.limit_price must be " + (opensLong ? "> " : "< ") + "stop_loss.stop_price");
    }
  }
}
