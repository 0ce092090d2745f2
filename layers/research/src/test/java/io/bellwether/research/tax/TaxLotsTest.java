package io.bellwether.research.tax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.CorporateActions;
import io.bellwether.research.Trades;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaxLotsTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void theOldestLotIsSoldFirstAndFeesFollowTheShares() {
    List<RealizedLot> lots =
        realize(
            fill(Side.BUY, "2023-01-03", "100", "10", "1.00"),
            fill(Side.BUY, "2023-06-01", "100", "12", "0.50"),
            fill(Side.SELL, "2024-02-01", "150", "15", "3.00"));
    assertEquals(2, lots.size());
    assertLot(lots.get(0), "2023-01-03", "2024-02-01", "100", "1498", "1001");
    assertLot(lots.get(1), "2023-06-01", "2024-02-01", "50", "749", "600.25");
    assertTrue(lots.get(0).longTerm());
    assertFalse(lots.get(1).longTerm());
    assertEquals(394, lots.get(0).holdingDays());
  }

  @Test
  void aYearAndADayIsLongTermAndAYearIsNot() {
    assertFalse(held("2023-03-01", "2024-03-01").longTerm());
    assertTrue(held("2023-03-01", "2024-03-02").longTerm());
    assertFalse(held("2024-02-29", "2025-02-28").longTerm());
    assertTrue(held("2024-02-29", "2025-03-01").longTerm());
  }

  @Test
  void aShortIsAcquiredWhenItIsClosedAndNeverLongTerm() {
    List<RealizedLot> lots =
        realize(
            fill(Side.SELL, "2022-01-03", "10", "50", "1"),
            fill(Side.BUY, "2024-01-10", "10", "40", "2"));
    RealizedLot lot = lots.getFirst();
    assertEquals(Direction.SHORT, lot.direction());
    assertLot(lot, "2024-01-10", "2022-01-03", "10", "499", "402");
    assertEquals(LocalDate.parse("2024-01-10"), lot.realized());
    assertFalse(lot.longTerm());
  }

  @Test
  void oneFillMayCloseALotAndOpenTheOtherWay() {
    List<RealizedLot> lots =
        realize(
            fill(Side.BUY, "2024-01-03", "10", "50", "0"),
            fill(Side.SELL, "2024-01-04", "25", "60", "5"),
            fill(Side.BUY, "2024-01-05", "15", "55", "0"));
    assertLot(lots.get(0), "2024-01-03", "2024-01-04", "10", "598", "500");
    assertLot(lots.get(1), "2024-01-05", "2024-01-04", "15", "897", "825");
  }

  @Test
  void splitsCarryLotsOnAtTheSameCost() {
    List<LotFill> fills =
        List.of(
            fill(Side.BUY, "2021-01-04", "10", "180", "1"),
            fill(Side.SELL, "2022-02-01", "5", "100", "0"),
            fill(Side.SELL, "2022-02-02", "15", "110", "0"));
    LocalDate exDate = LocalDate.parse("2021-01-21");
    CorporateActions.Split split = new CorporateActions.Split("TQQQ", exDate, 2);
    CorporateActions.Split other = new CorporateActions.Split("SQQQ", exDate, 0.2);
    List<RealizedLot> lots = TaxLots.realize(fills, List.of(other, split), NEW_YORK);
    assertLot(lots.get(0), "2021-01-04", "2022-02-01", "5", "500", "450.25");
    assertLot(lots.get(1), "2021-01-04", "2022-02-02", "15", "1650", "1350.75");
  }

  @Test
  void aLossIsFlaggedWhenTheSymbolIsBoughtWithinThirtyDays() {
    assertTrue(lossFlagged("2024-05-31"));
    assertFalse(lossFlagged("2024-06-01"));
    // Buying before the sale counts too; the lot that is sold does not.
    assertTrue(
        realize(
                fill(Side.BUY, "2024-01-03", "10", "50", "0"),
                fill(Side.BUY, "2024-04-20", "10", "42", "0"),
                fill(Side.SELL, "2024-05-01", "10", "40", "0"))
            .getFirst()
            .washSaleHint());
    assertFalse(
        realize(
                fill(Side.BUY, "2024-04-20", "10", "50", "0"),
                fill(Side.SELL, "2024-05-01", "10", "40", "0"))
            .getFirst()
            .washSaleHint());
    // A gain is no wash sale.
    assertFalse(
        realize(
                fill(Side.BUY, "2024-04-20", "10", "50", "0"),
                fill(Side.SELL, "2024-05-01", "10", "60", "0"),
                fill(Side.BUY, "2024-05-02", "10", "50", "0"))
            .getFirst()
            .washSaleHint());
  }

  @Test
  void fillsOutOfOrderAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            realize(
                fill(Side.BUY, "2024-01-04", "10", "50", "0"),
                fill(Side.SELL, "2024-01-03", "10", "50", "0")));
    assertThrows(
        IllegalArgumentException.class, () -> fill(Side.BUY, "2024-01-04", "0", "50", "0"));
  }

  /** Against shares matched one by one: dates, quantities and money. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void lotsAreWhatMatchingSingleSharesGives(long seed) {
    Random random = new Random(seed);
    List<LotFill> fills = new ArrayList<>();
    Deque<LotFill> shares = new ArrayDeque<>();
    BigDecimal gains = BigDecimal.ZERO;
    int matched = 0;
    LocalDate date = LocalDate.parse("2020-01-02");
    for (int i = 0; i < 300; i++) {
      date = date.plusDays(random.nextInt(5));
      int quantity = 1 + random.nextInt(40);
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      String price = Integer.toString(10 + random.nextInt(30));
      LotFill fill = fill(side, date.toString(), Integer.toString(quantity), price, "0");
      fills.add(fill);
      for (int share = 0; share < quantity; share++) {
        if (shares.isEmpty() || shares.peek().side() == side) {
          shares.add(fill);
        } else {
          BigDecimal gain = fill.price().subtract(shares.remove().price());
          gains = gains.add(side == Side.SELL ? gain : gain.negate());
          matched++;
        }
      }
    }
    List<RealizedLot> lots = TaxLots.realize(fills, List.of(), NEW_YORK);
    BigDecimal sum = lots.stream().map(RealizedLot::gain).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal quantity =
        lots.stream().map(RealizedLot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertEquals(0, gains.compareTo(sum), () -> "gains, seed " + seed);
    assertEquals(matched, quantity.intValueExact(), () -> "shares, seed " + seed);
  }

  @Test
  void theGainsOfTradesAreTheirPnl() {
    Instant first = Instant.parse("2024-01-02T14:30:00Z");
    Instant second = first.plusSeconds(86_400);
    List<Trade> trades =
        List.of(
            // In and out within one bar, then in again at the same open as another exit.
            Trades.trade("TQQQ", first, "50", first, "48", "-21.50", "1.50", ExitReason.STOP),
            Trades.trade("TQQQ", second, "49", second, "50", "8.00", "2.00", ExitReason.STOP),
            Trades.trade("SQQQ", first, "20", second, "21", "9.00", "1.00", ExitReason.RULE));
    List<RealizedLot> lots = TaxLots.realize(TradeFills.of(trades, List.of()), List.of(), NEW_YORK);
    assertEquals(3, lots.size());
    assertTrue(lots.stream().allMatch(lot -> lot.direction() == Direction.LONG));
    assertEquals(
        List.of("-21.50", "9.00", "8.00"),
        lots.stream().map(lot -> lot.gain().setScale(2).toPlainString()).toList());
    assertTrue(lots.getFirst().washSaleHint());
  }

  private static boolean lossFlagged(String bought) {
    return realize(
            fill(Side.BUY, "2024-01-03", "10", "50", "0"),
            fill(Side.SELL, "2024-05-01", "10", "40", "0"),
            fill(Side.BUY, bought, "10", "41", "0"))
        .getFirst()
        .washSaleHint();
  }

  private static RealizedLot held(String from, String to) {
    return realize(fill(Side.BUY, from, "1", "1", "0"), fill(Side.SELL, to, "1", "1", "0"))
        .getFirst();
  }

  private static List<RealizedLot> realize(LotFill... fills) {
    return TaxLots.realize(List.of(fills), List.of(), NEW_YORK);
  }

  private static LotFill fill(Side side, String date, String quantity, String price, String fees) {
    return new LotFill(
        "paper",
        "TQQQ",
        side,
        LocalDate.parse(date).atTime(10, 0).atZone(NEW_YORK).toInstant(),
        new BigDecimal(quantity),
        new BigDecimal(price),
        new BigDecimal(fees));
  }

  private static void assertLot(
      RealizedLot lot,
      String acquired,
      String sold,
      String quantity,
      String proceeds,
      String cost) {
    assertEquals(LocalDate.parse(acquired), lot.acquired());
    assertEquals(LocalDate.parse(sold), lot.sold());
    assertEquals(0, new BigDecimal(quantity).compareTo(lot.quantity()), lot.toString());
    assertEquals(0, new BigDecimal(proceeds).compareTo(lot.proceeds()), lot.toString());
    assertEquals(0, new BigDecimal(cost).compareTo(lot.costBasis()), lot.toString());
  }
}
