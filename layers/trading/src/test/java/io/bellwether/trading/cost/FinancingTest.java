package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.strategy.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinancingTest {
  private static final Financing RATES = new Financing(0.0583, 0.12, 0.0001);

  @Test
  void interestIsOnDebtsByTheDay() {
    // 10,000 x 5.83 % x 3 / 360
    assertEquals(4.858333333, RATES.interest(10_000, 3), 1e-9);
    assertEquals(0, RATES.interest(-10_000, 3), 0);
    assertEquals(0, RATES.interest(10_000, 0), 0);
    assertEquals(583, RATES.interest(10_000, 360), 1e-9);
  }

  @Test
  void borrowedSharesCostByTheDay() {
    assertEquals(12, RATES.borrow(12_000, 3), 1e-9);
  }

  @Test
  void longsPayShortsAndTheOtherWayRound() {
    assertEquals(1, RATES.funding(Direction.LONG, 10_000), 1e-12);
    assertEquals(-1, RATES.funding(Direction.SHORT, 10_000), 1e-12);
    assertEquals(-2, Financing.funding(Direction.LONG, 10_000, -0.0002), 1e-12);
    assertEquals(2, Financing.funding(Direction.SHORT, 10_000, -0.0002), 1e-12);
  }

  @Test
  void withoutRatesNothingIsDue() {
    assertEquals(0, Financing.NONE.interest(1e6, 365), 0);
    assertEquals(0, Financing.NONE.borrow(1e6, 365), 0);
    assertEquals(0, Financing.NONE.funding(Direction.LONG, 1e6), 0);
  }

  @ParameterizedTest
  @CsvSource({"-0.01, 0, 0", "0, -0.01, 0", "NaN, 0, 0", "0, 0, 0.1", "0, 0, -0.1", "0, 0, NaN"})
  void ratesThatCannotBeAreRefused(double interest, double borrow, double funding) {
    assertThrows(IllegalArgumentException.class, () -> new Financing(interest, borrow, funding));
  }

  /** The first row is the example of Bybit's help pages; the others by the same formula. */
  @ParameterizedTest
  @CsvSource({
    "LONG,  20000, 50,  0.005, 0,   19700,  19600",
    "SHORT, 20000, 50,  0.005, 0,   20300,  20400",
    "LONG,  20000, 50,  0.005, 300, 19400,  19600",
    "SHORT, 20000, 50,  0.005, 300, 20600,  20400",
    "LONG,  60000, 10,  0.005, 0,   54300,  54000",
    "SHORT, 60000, 10,  0.005, 0,   65700,  66000",
    "LONG,  60000, 1,   0.005, 0,   300,    0",
    "LONG,  60000, 1,   0.005, 400, 0,      0",
    "LONG,  60000, 1,   0,     0,   0,      0",
  })
  void marginsEndWhereBybitSays(
      Direction direction,
      double entry,
      double leverage,
      double maintenance,
      double extra,
      double liquidation,
      double bankruptcy) {
    IsolatedMargin margin = new IsolatedMargin(leverage, maintenance);
    assertEquals(liquidation, margin.liquidationPrice(direction, entry, extra), 1e-6);
    assertEquals(bankruptcy, margin.bankruptcyPrice(direction, entry), 1e-6);
  }

  @Test
  void atTheBankruptcyPriceTheMarginIsGone() {
    IsolatedMargin margin = new IsolatedMargin(25, 0.005);
    double loss = 30_000 - margin.bankruptcyPrice(Direction.LONG, 30_000);
    assertEquals(30_000 / margin.leverage(), loss, 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.005", "NaN, 0.005", "10, 0.1", "10, -0.1", "10, NaN"})
  void marginsThatCannotBeAreRefused(double leverage, double maintenance) {
    assertThrows(IllegalArgumentException.class, () -> new IsolatedMargin(leverage, maintenance));
  }
}
