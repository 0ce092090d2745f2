package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DailyFeesTest {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

  @Test
  void oneSaleOfAHundredShares() {
    DailyFees fees = of(DATE, List.of(fill("a", Side.SELL, "100", "81.25")));
    assertEquals(new BigDecimal("0.17"), fees.charged(RegulatoryFee.SEC));
    assertEquals(new BigDecimal("0.00"), fees.charged(RegulatoryFee.TAF));
    assertEquals(new BigDecimal("0.01"), fees.charged(RegulatoryFee.CAT));
    assertEquals(new BigDecimal("0.18"), fees.charged());
  }

  @Test
  void theSameSaleBeforeTheTafWasPaused() {
    LocalDate september = LocalDate.of(2026, 9, 15);
    DailyFees fees = of(september, List.of(fill("a", Side.SELL, "100", "81.25")));
    assertEquals(new BigDecimal("0.02"), fees.charged(RegulatoryFee.TAF));
    assertEquals(new BigDecimal("0.20"), fees.charged());
  }

  @Test
  void roundsTheDaysSumAndNotEachOrder() {
    List<Fill> fills = new ArrayList<>();
    for (int order = 0; order < 10; order++) {
      fills.add(fill("order-" + order, Side.SELL, "1", "81.25"));
    }
    // 812.50 x 0.0000206 = 0.0167...; ten roundings would make 0.10
    assertEquals(new BigDecimal("0.02"), of(DATE, fills).charged(RegulatoryFee.SEC));
  }

  @Test
  void theFillsOfOneOrderShareOneCap() {
    LocalDate september = LocalDate.of(2026, 9, 15);
    Fill part = fill("a", Side.SELL, "40000", "10.00");
    Fill other = fill("b", Side.SELL, "40000", "10.00");
    assertEquals(
        new BigDecimal("9.79"), of(september, List.of(part, part)).charged(RegulatoryFee.TAF));
    assertEquals(
        new BigDecimal("15.60"), of(september, List.of(part, other)).charged(RegulatoryFee.TAF));
  }

  @Test
  void aWholeCentStaysAndADayWithoutFillsIsFree() {
    // 10,000 x 0.000003 = 0.03 exactly
    DailyFees fees = of(DATE, List.of(fill("a", Side.BUY, "10000", "1.00")));
    assertEquals(new BigDecimal("0.03"), fees.charged());
    assertEquals(new BigDecimal("0.00"), of(DATE, List.of()).charged());
  }

  private static DailyFees of(LocalDate date, List<Fill> fills) {
    return DailyFees.of(date, fills, FeeSchedule.PUBLISHED);
  }

  private static Fill fill(String order, Side side, String quantity, String price) {
    return new Fill(
        "fill-of-" + order,
        order,
        "TQQQ",
        side,
        new BigDecimal(quantity),
        new BigDecimal(price),
        BigDecimal.ZERO,
        Instant.parse("2026-11-20T15:00:00Z"));
  }
}
