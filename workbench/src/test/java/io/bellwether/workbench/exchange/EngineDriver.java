package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.PriceStep;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.trading.cost.BpsSlippage;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drives a matching engine in tests: New York times, short ways to place orders. */
final class EngineDriver {
  static final NyseCalendar CALENDAR = new NyseCalendar();
  static final Provenance PROVENANCE = new Provenance("test", PriceBasis.RAW);

  static final CostModel FREE = new NoCosts();

  /** One dollar an order and one basis point of its value. */
  static final CostModel FEES =
      new CostModel() {
        @Override
        public String name() {
          return "test-fees";
        }

        @Override
        public BigDecimal cost(Side side, BigDecimal quantity, BigDecimal price, LocalDate date) {
          return BigDecimal.ONE.add(quantity.multiply(price).movePointLeft(4));
        }
      };

  private final MatchingEngine engine;
  private Instant now;

  private EngineDriver(MatchingEngine engine, Instant now) {
    this.engine = engine;
    this.now = now;
  }

  /** An instant from a date and time in New York. */
  static Instant newYork(String dateAndTime) {
    return LocalDateTime.parse(dateAndTime).atZone(NyseCalendar.ZONE).toInstant();
  }

  static ExchangeSettings settings(String cash, CostModel costs, String slippageBps) {
    return new ExchangeSettings(
        new BigDecimal(cash),
        costs,
        new BpsSlippage(new BigDecimal(slippageBps)),
        PriceStep.US_EQUITY,
        1,
        true,
        Duration.ofSeconds(60),
        Duration.ofSeconds(240),
        Optional.empty());
  }

  static EngineDriver start(ExchangeSettings settings, String newYork, Bars... bars) {
    List<DrivingSeries> series = new ArrayList<>();
    for (Bars one : bars) {
      series.add(new DrivingSeries(one, CALENDAR, settings.settle()));
    }
    Instant start = newYork(newYork);
    return new EngineDriver(new MatchingEngine(settings, series, CALENDAR, start), start);
  }

  /** Without costs and slippage. */
  static EngineDriver start(String cash, String newYork, Bars... bars) {
    return start(settings(cash, FREE, "0"), newYork, bars);
  }

  /**
   * Bars from lines of {@code start open high low close} in New York time; a daily bar's start is a
   * date.
   */
  static Bars bars(String symbol, String timeframe, String... lines) {
    Bars.Builder builder = Bars.builder(symbol, Timeframe.parse(timeframe), PROVENANCE);
    for (String line : lines) {
      String[] fields = line.strip().split(" +");
      Instant start = newYork(fields[0].length() == 10 ? fields[0] + "T00:00" : fields[0]);
      builder.add(
          start.toEpochMilli(),
          Double.parseDouble(fields[1]),
          Double.parseDouble(fields[2]),
          Double.parseDouble(fields[3]),
          Double.parseDouble(fields[4]),
          1_000);
    }
    return builder.build();
  }

  MatchingEngine engine() {
    return engine;
  }

  /** Moves on to a time in New York. */
  EngineDriver to(String newYork) {
    return to(newYork(newYork));
  }

  EngineDriver to(Instant instant) {
    now = instant;
    engine.advance(now);
    return this;
  }

  EngineDriver after(Duration duration) {
    return to(now.plus(duration));
  }

  WorkingOrder submit(OrderRequest request) throws RefusedException {
    return engine.desk().submit(request, now);
  }

  WorkingOrder market(String symbol, Side side, String quantity, TimeInForce timeInForce)
      throws RefusedException {
    return submit(
        request(symbol, side, OrderType.MARKET, quantity, timeInForce, OrderRequest.Prices.NONE));
  }

  WorkingOrder buy(String symbol, String quantity) throws RefusedException {
    return market(symbol, Side.BUY, quantity, TimeInForce.DAY);
  }

  WorkingOrder sell(String symbol, String quantity) throws RefusedException {
    return market(symbol, Side.SELL, quantity, TimeInForce.DAY);
  }

  WorkingOrder sellStop(String symbol, String quantity, String stop) throws RefusedException {
    return submit(
        request(symbol, Side.SELL, OrderType.STOP, quantity, TimeInForce.GTC, stopAt(stop)));
  }

  WorkingOrder limit(String symbol, Side side, String quantity, String limit)
      throws RefusedException {
    return submit(
        request(symbol, side, OrderType.LIMIT, quantity, TimeInForce.GTC, limitAt(limit)));
  }

  void cancel(WorkingOrder order) throws RefusedException {
    engine.desk().cancel(order.id(), now);
  }

  static OrderRequest.Prices stopAt(String price) {
    return OrderRequest.Prices.stop(new BigDecimal(price), Optional.empty());
  }

  static OrderRequest.Prices limitAt(String price) {
    return OrderRequest.Prices.limit(new BigDecimal(price));
  }

  static OrderRequest request(
      String symbol,
      Side side,
      OrderType type,
      String quantity,
      TimeInForce timeInForce,
      OrderRequest.Prices prices) {
    return OrderRequest.simple(symbol, side, type, timeInForce, new BigDecimal(quantity), prices);
  }

  /** The fills as {@code side quantity symbol @ price}. */
  List<String> fills() {
    return engine.fills().all().stream()
        .map(
            fill ->
                Wire.word(fill.side())
                    + " "
                    + Decimals.plain(fill.quantity())
                    + " "
                    + fill.symbol()
                    + " @ "
                    + Decimals.plain(fill.price()))
        .toList();
  }

  String cash() {
    return Decimals.plain(engine.account().cash());
  }
}
