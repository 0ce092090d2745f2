package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostModelsTest {
  /** Reckoned by hand from the published rates. */
  @ParameterizedTest
  @CsvSource({
    "none,        SELL, 100,   81.25, 2026-11-20, 0",
    // SEC 8125 x 0.0000206, TAF paused, CAT 100 x 0.000003
    "alpaca,      SELL, 100,   81.25, 2026-11-20, 0.167675",
    // the TAF of 100 x 0.000195 on top
    "alpaca,      SELL, 100,   81.25, 2026-09-15, 0.187175",
    "alpaca,      BUY,  100,   81.25, 2026-11-20, 0.0003",
    "alpaca,      SELL, 0.5,   81.25, 2026-11-20, 0.00083837500",
    // 0.35 + clearing 0.02 + taking 0.30 + pass-through 0.35 x 0.000735 + CAT 0.0003
    "ibkr-tiered, BUY,  100,   81.25, 2026-11-20, 0.67055725",
    // the same and SEC 0.167375
    "ibkr-tiered, SELL, 100,   81.25, 2026-11-20, 0.83793225",
    // 1,000 x 0.0035 is above the minimum: 3.50 + 0.0025725 + 3.20 + 0.003
    "ibkr-tiered, BUY,  1000,  81.25, 2026-11-20, 6.7055725",
    // the maximum, 1 % of 20.00, is below the minimum: 0.20 + 0.000147 + 0.032 + 0.00003
    "ibkr-tiered, BUY,  10,    2.00,  2026-11-20, 0.232177",
    "ibkr-fixed,  BUY,  100,   81.25, 2026-11-20, 1.0003",
    "ibkr-fixed,  BUY,  1000,  81.25, 2026-11-20, 5.003",
    "ibkr-fixed,  SELL, 1000,  81.25, 2026-11-20, 6.67675",
    "ibkr-fixed,  BUY,  10,    2.00,  2026-11-20, 0.20003",
    // Bybit's own example: 10 BTC at 8,000 taken for 0.055 %
    "bybit,       BUY,  10,    8000,  2026-11-20, 44",
    "bybit,       SELL, 10,    8000,  2026-11-20, 44",
    "per-share:0.005, SELL, 100, 81.25, 2026-11-20, 0.5",
    "bps:1.5,     BUY,  100,   81.25, 2026-11-20, 1.21875",
    "bps:5.5/2,   BUY,  100,   81.25, 2026-11-20, 4.46875",
  })
  void costsWhatThePublishedExamplesCost(
      String model,
      Side side,
      BigDecimal quantity,
      BigDecimal price,
      LocalDate date,
      BigDecimal cost) {
    BigDecimal actual = CostModels.byName(model).cost(side, quantity, price, date);
    assertEquals(0, cost.compareTo(actual), "cost was " + actual);
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheNames() {
    for (String name : CostModels.names()) {
      assertEquals(name, CostModels.byName(name).name());
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> CostModels.byName("alpacca"));
    assertEquals(
        "'alpacca' is no cost model; there are none, alpaca, ibkr-tiered, ibkr-fixed, bybit,"
            + " per-share:RATE, bps:RATE, bps:TAKER/MAKER",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    // Bybit's own example: 10 BTC at 8,000 made for 0.02 %
    "bybit,     10,  8000,  16",
    "bps:5.5/2, 100, 81.25, 1.625",
    "bps:5.5,   100, 81.25, 4.46875",
    "alpaca,    100, 81.25, 0.167675",
  })
  void makersPayTheirOwnRateWhereThereIsOne(
      String model, BigDecimal quantity, BigDecimal price, BigDecimal cost) {
    CostModel makers = CostModels.byName(model).ofMakers();
    LocalDate date = LocalDate.of(2026, 11, 20);
    assertEquals(0, cost.compareTo(makers.cost(Side.SELL, quantity, price, date)));
    assertEquals(model, makers.name());
  }

  @ParameterizedTest
  @CsvSource({
    "none, false",
    "alpaca, true",
    "ibkr-tiered, true",
    "ibkr-fixed, true",
    "bybit, false",
    "per-share:0.005, true",
    "bps:1.5, false",
  })
  void saysWhetherItCountsShares(String model, boolean counts) {
    assertEquals(counts, CostModels.byName(model).countsShares());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bps:",
        "bps:-1",
        "bps:x",
        "bps:1e3",
        "bps:10000",
        "bps:5.5/",
        "bps:5.5/-2",
        "bps:1/2/3",
        "bps: 1",
        "bps:1d",
        "per-share:",
        "per-share:-0.005",
        "per-share:0x1",
        "per-share",
        ""
      })
  void aRateThatIsNoneIsAnErrorThatNamesIt(String name) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> CostModels.byName(name));
    assertTrue(e.getMessage().contains("'" + name + "'"), e.getMessage());
  }

  @Test
  void namesWithRatesKeepTheirName() {
    assertEquals("bps:1.50", CostModels.byName("bps:1.50").name());
    assertEquals("per-share:.005", CostModels.byName("per-share:.005").name());
  }

  /** What CostModel promises, of every model. */
  @ParameterizedTest
  @ValueSource(longs = {3, 20261120, 777777})
  void nothingCostsNothingAndMoreNeverCostsLess(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      LocalDate date = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(3_500));
      BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(100_000), 2);
      BigDecimal less = BigDecimal.valueOf(random.nextLong(100_000_000_000L), 6);
      BigDecimal more = less.add(BigDecimal.valueOf(random.nextInt(10_000_000), 6));
      for (String name : CostModels.names()) {
        CostModel model = CostModels.byName(name);
        for (Side side : Side.values()) {
          String what = "%s %s %s or %s at %s on %s, seed %d";
          what = what.formatted(name, side, less, more, price, date, seed);
          assertEquals(0, model.cost(side, BigDecimal.ZERO, price, date).signum(), what);
          BigDecimal costOfLess = model.cost(side, less, price, date);
          assertTrue(costOfLess.signum() >= 0, what);
          assertTrue(costOfLess.compareTo(model.cost(side, more, price, date)) <= 0, what);
        }
      }
    }
  }
}
