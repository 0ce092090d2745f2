package io.bellwether.workbench.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for any flow of orders. The seed is in each test's name. */
final class ExchangePropertyTest {
  private static final String CASH = "20000";
  private static final BigDecimal SLIPPAGE_BPS = new BigDecimal("7");
  private static final List<String> SYMBOLS = List.of("QQQ", "SQQQ", "TQQQ");

  @TestFactory
  List<DynamicTest> moneyIsConservedAndPricesStayInTheirBars() {
    return IntStream.range(0, 40)
        .mapToObj(
            seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Run(seed).play().check()))
        .toList();
  }

  @TestFactory
  List<DynamicTest> theSameOrdersGiveTheSameFills() {
    return IntStream.range(0, 5)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () ->
                        assertEquals(
                            new Run(seed).play().driver.engine().fills().all(),
                            new Run(seed).play().driver.engine().fills().all())))
        .toList();
  }

  /** One random flow of orders over random bars. */
  private static final class Run {
    private final Random random;
    private final Map<String, Bars> bars = new HashMap<>();
    private final EngineDriver driver;
    private int accepted;

    Run(long seed) {
      random = new Random(seed);
      String timeframe = List.of("1m", "5m", "1h", "1d").get(random.nextInt(4));
      for (String symbol : SYMBOLS) {
        bars.put(symbol, walk(symbol, Timeframe.parse(timeframe)));
      }
      ExchangeSettings base =
          EngineDriver.settings(CASH, EngineDriver.FEES, SLIPPAGE_BPS.toString());
      ExchangeSettings settings =
          new ExchangeSettings(
              base.cash(),
              base.costs(),
              base.slippage(),
              base.priceStep(),
              1,
              true,
              base.marketWindow(),
              base.settle(),
              random.nextInt(4) == 0 ? Optional.of(new BigDecimal("20")) : Optional.empty());
      driver = EngineDriver.start(settings, "2024-06-03T10:00", bars.values().toArray(new Bars[0]));
    }

    private Bars walk(String symbol, Timeframe timeframe) {
      Bars.Builder builder = Bars.builder(symbol, timeframe, EngineDriver.PROVENANCE);
      double price = 50 + random.nextInt(100);
      LocalDate last = LocalDate.parse(timeframe.isDaily() ? "2024-08-30" : "2024-06-07");
      io.bellwether.market.calendar.BarGrid grid =
          new io.bellwether.market.calendar.BarGrid(EngineDriver.CALENDAR, timeframe);
      for (LocalDate day = LocalDate.parse("2024-05-30");
          !day.isAfter(last);
          day = day.plusDays(1)) {
        Optional<io.bellwether.market.calendar.Session> session =
            EngineDriver.CALENDAR.session(day);
        if (session.isEmpty()) {
          continue;
        }
        for (Instant start : grid.starts(session.get())) {
          double open = cents(price * (1 + 0.01 * random.nextGaussian()));
          double close = cents(open * (1 + 0.01 * random.nextGaussian()));
          double high = cents(Math.max(open, close) * (1 + 0.01 * random.nextDouble()));
          double low = cents(Math.min(open, close) * (1 - 0.01 * random.nextDouble()));
          price = Math.max(5, close);
          if (random.nextInt(20) > 0) {
            builder.add(start.toEpochMilli(), open, high, low, close, 100);
          }
        }
      }
      return builder.build();
    }

    private static double cents(double price) {
      return Math.rint(price * 100) / 100;
    }

    Run play() {
      Instant now = EngineDriver.newYork("2024-06-03T10:00");
      for (int i = 0; i < 600; i++) {
        Optional<Instant> event = driver.engine().nextEvent(now);
        if (event.isEmpty()) {
          break;
        }
        now = random.nextBoolean() ? event.get() : now.plusSeconds(1 + random.nextInt(90));
        driver.to(now);
        for (int k = random.nextInt(3); k > 0; k--) {
          act(now);
        }
        assertTrue(driver.engine().account().cash().signum() >= 0, "cash is never owed");
      }
      return this;
    }

    private void act(Instant now) {
      List<WorkingOrder> open = driver.engine().book().openNow();
      try {
        if (!open.isEmpty() && random.nextInt(4) == 0) {
          driver.engine().desk().cancel(open.get(random.nextInt(open.size())).id(), now);
        } else {
          driver.submit(randomRequest());
          accepted++;
        }
      } catch (RefusedException e) {
        assertTrue(e.status() >= 400 && e.status() < 500, "a refusal is the client's fault");
      }
    }

    private OrderRequest randomRequest() {
      String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
      double price = driver.engine().latestPrice(symbol).orElseThrow().doubleValue();
      BigDecimal held = driver.engine().desk().room().available(symbol);
      Side side = held.signum() > 0 && random.nextBoolean() ? Side.SELL : Side.BUY;
      OrderType type = OrderType.values()[random.nextInt(OrderType.values().length)];
      TimeInForce timeInForce = TimeInForce.values()[random.nextInt(TimeInForce.values().length)];
      BigDecimal quantity = side == Side.SELL ? held : BigDecimal.valueOf(1 + random.nextInt(120));
      if (random.nextInt(5) == 0 && side == Side.BUY) {
        quantity = quantity.movePointLeft(1);
      }
      OrderRequest request =
          OrderRequest.simple(symbol, side, type, timeInForce, quantity, prices(type, price));
      return random.nextInt(5) > 0
          ? request
          : request.withAttached(
              OrderClass.values()[random.nextInt(OrderClass.values().length)],
              Optional.of(near(price, 1.01)),
              Optional.of(near(price, 0.98)));
    }

    private OrderRequest.Prices prices(OrderType type, double price) {
      Optional<BigDecimal> one = Optional.of(near(price, 1));
      Optional<BigDecimal> two = Optional.of(near(price, 1));
      return switch (type) {
        case MARKET -> OrderRequest.Prices.NONE;
        case LIMIT -> OrderRequest.Prices.limit(one.get());
        case STOP -> OrderRequest.Prices.stop(one.get(), Optional.empty());
        case STOP_LIMIT -> OrderRequest.Prices.stop(one.get(), two);
        case TRAILING_STOP ->
            new OrderRequest.Prices(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal("1.5")));
      };
    }

    private BigDecimal near(double price, double factor) {
      return BigDecimal.valueOf(cents(price * factor * (1 + 0.01 * random.nextGaussian())));
    }

    void check() {
      assertTrue(accepted > 10, "only " + accepted + " orders were accepted");
      BigDecimal cash = new BigDecimal(CASH);
      Map<String, BigDecimal> held = new HashMap<>();
      List<ExchangeFill> fills = driver.engine().fills().all();
      assertTrue(fills.size() > 3, "only " + fills.size() + " fills");
      for (ExchangeFill fill : fills) {
        boolean buy = fill.side() == Side.BUY;
        BigDecimal value = fill.quantity().multiply(fill.price());
        cash = (buy ? cash.subtract(value) : cash.add(value)).subtract(fill.costs());
        held.merge(
            fill.symbol(), buy ? fill.quantity() : fill.quantity().negate(), BigDecimal::add);
        assertTrue(fill.costs().signum() > 0, "costs are on");
        checkPrice(fill);
      }
      ExchangeAccount account = driver.engine().account();
      assertEquals(0, cash.compareTo(account.cash()), "cash is what the fills say");
      BigDecimal equity = cash;
      for (String symbol : SYMBOLS) {
        BigDecimal quantity = held.getOrDefault(symbol, BigDecimal.ZERO);
        assertEquals(0, quantity.compareTo(account.quantity(symbol)), symbol);
        equity =
            equity.add(
                quantity.multiply(driver.engine().latestPrice(symbol).orElse(BigDecimal.ZERO)));
      }
      assertEquals(0, equity.compareTo(account.equity()), "equity");
    }

    private void checkPrice(ExchangeFill fill) {
      Bars series = bars.get(fill.symbol());
      int index = series.indexOf(fill.barStart());
      double slippage = SLIPPAGE_BPS.doubleValue() / 10_000;
      double price = fill.price().doubleValue();
      assertTrue(price >= series.low()[index] * (1 - slippage) - 1e-9, "below its bar: " + fill);
      assertTrue(price <= series.high()[index] * (1 + slippage) + 1e-9, "above its bar: " + fill);
      assertTrue(
          Duration.between(fill.barStart(), fill.time()).compareTo(Duration.ZERO) >= 0,
          "before its bar: " + fill);
    }
  }
}
