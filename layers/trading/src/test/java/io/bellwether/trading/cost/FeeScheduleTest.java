package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeScheduleTest {
  private static final FeeSchedule SCHEDULE = FeeSchedule.PUBLISHED;

  @ParameterizedTest
  @CsvSource({
    "SEC, 2010-02-11, 0.0000221", // before the first row: its rate
    "SEC, 2020-02-18, 0.0000221",
    "SEC, 2021-02-24, 0.0000221",
    "SEC, 2021-02-25, 0.0000051",
    "SEC, 2022-05-13, 0.0000051",
    "SEC, 2022-05-14, 0.0000229",
    "SEC, 2023-02-27, 0.0000080",
    "SEC, 2024-05-21, 0.0000080",
    "SEC, 2024-05-22, 0.0000278",
    "SEC, 2025-05-13, 0.0000278",
    "SEC, 2025-05-14, 0",
    "SEC, 2026-04-03, 0",
    "SEC, 2026-04-04, 0.0000206",
    "SEC, 2031-01-01, 0.0000206",
    "TAF, 2012-01-03, 0.000166",
    "TAF, 2025-12-31, 0.000166",
    "TAF, 2026-01-01, 0.000195",
    "TAF, 2026-09-30, 0.000195",
    "TAF, 2026-10-01, 0",
    "TAF, 2026-12-31, 0",
    "TAF, 2027-01-01, 0.000195",
    "CAT, 2024-06-03, 0.000003",
    "CAT, 2026-11-20, 0.000003",
  })
  void theRateOfADayIsThatOfItsRow(RegulatoryFee fee, LocalDate date, BigDecimal rate) {
    assertEquals(rate, SCHEDULE.row(fee, date).rate());
  }

  @Test
  void sellsPayAllFeesAndBuysCatAlone() {
    LocalDate date = LocalDate.of(2026, 9, 15);
    BigDecimal hundred = new BigDecimal("100");
    BigDecimal value = new BigDecimal("8125");
    for (RegulatoryFee fee : RegulatoryFee.values()) {
      boolean buysPay = SCHEDULE.charge(fee, Side.BUY, hundred, value, date).signum() > 0;
      assertEquals(fee == RegulatoryFee.CAT, buysPay, fee + " on a purchase");
      assertTrue(SCHEDULE.charge(fee, Side.SELL, hundred, value, date).signum() > 0);
    }
  }

  @Test
  void theTafIsCapped() {
    BigDecimal value = new BigDecimal("1000000");
    assertEquals(
        new BigDecimal("9.79"),
        SCHEDULE.charge(
            RegulatoryFee.TAF,
            Side.SELL,
            new BigDecimal("50206"),
            value,
            LocalDate.of(2026, 9, 15)));
    assertEquals(
        new BigDecimal("9.789975"),
        SCHEDULE.charge(
            RegulatoryFee.TAF,
            Side.SELL,
            new BigDecimal("50205"),
            value,
            LocalDate.of(2026, 9, 15)));
  }

  @Test
  void anAnnouncedRateReplacesWhatTheTableSaysFromItsDayOn() {
    FeeSchedule.Row announced =
        new FeeSchedule.Row(
            RegulatoryFee.TAF,
            LocalDate.of(2026, 12, 15),
            Optional.empty(),
            new BigDecimal("0.000232"),
            Optional.of(new BigDecimal("11.61")),
            false);
    FeeSchedule changed = SCHEDULE.startingWith(announced);
    LocalDate before = LocalDate.of(2026, 12, 14);
    assertEquals(BigDecimal.ZERO, changed.row(RegulatoryFee.TAF, before).rate());
    assertEquals(announced, changed.row(RegulatoryFee.TAF, before.plusDays(1)));
    assertEquals(announced, changed.row(RegulatoryFee.TAF, LocalDate.of(2027, 6, 1)));
    assertEquals(SCHEDULE.row(RegulatoryFee.SEC, before), changed.row(RegulatoryFee.SEC, before));
  }

  @Test
  void aScheduleWithAGapAnOverlapOrAMissingFeeIsRefused() {
    for (int missing = 0; missing < SCHEDULE.rows().size(); missing++) {
      FeeSchedule.Row row = SCHEDULE.rows().get(missing);
      boolean first = SCHEDULE.row(row.fee(), LocalDate.EPOCH).equals(row);
      boolean onlyOne = row.fee() == RegulatoryFee.CAT;
      if (first && !onlyOne) {
        continue; // the table then merely begins later
      }
      List<FeeSchedule.Row> rows = new ArrayList<>(SCHEDULE.rows());
      rows.remove(missing);
      assertThrows(IllegalArgumentException.class, () -> new FeeSchedule(rows), "without " + row);
    }
    List<FeeSchedule.Row> twice = new ArrayList<>(SCHEDULE.rows());
    twice.add(SCHEDULE.rows().getLast());
    assertThrows(IllegalArgumentException.class, () -> new FeeSchedule(twice));
  }

  @Test
  void whatIsNotConfirmedSaysSo() {
    assertTrue(SCHEDULE.row(RegulatoryFee.SEC, LocalDate.of(2026, 11, 20)).confirmed());
    assertFalse(SCHEDULE.row(RegulatoryFee.TAF, LocalDate.of(2027, 1, 4)).confirmed());
  }
}
