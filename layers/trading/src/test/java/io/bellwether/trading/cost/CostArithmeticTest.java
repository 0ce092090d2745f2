package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs in doubles are the exact costs, whatever is traded on whatever day. */
class CostArithmeticTest {
  private static final double TOLERANCE = 1e-12;

  private static List<CostModel> models() {
    List<CostModel> models = new ArrayList<>();
    for (String name : CostModels.names()) {
      models.add(CostModels.byName(name));
    }
    models.add(CostModels.byName("bybit").ofMakers());
    models.add(CostModels.byName("per-share:0.0049"));
    models.add(CostModels.byName("bps:1.5"));
    return models;
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 20261121, 424242})
  void agreesOnRandomOrders(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      LocalDate date = LocalDate.of(2010, 1, 1).plusDays(random.nextInt(7_000));
      double quantity = quantity(random);
      double price = random.nextInt(1, 2_000_000) / 1_000.0;
      for (CostModel model : models()) {
        for (Side side : Side.values()) {
          requireAgreement(model, side, quantity, price, date, "seed " + seed);
        }
      }
    }
  }

  /** Of a few shares, where minimums bind, up to so many that the TAF's cap does. */
  private static double quantity(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(1, 100);
      case 1 -> random.nextInt(1, 1_000_000) / 1_000_000.0;
      case 2 -> random.nextInt(1, 2_000_000);
      default -> 0;
    };
  }

  @Test
  void agreesOnTheDaysAroundEveryChangeOfRates() {
    for (FeeSchedule.Row row : FeeSchedule.PUBLISHED.rows()) {
      for (int days = -1; days <= 1; days++) {
        for (CostModel model : models()) {
          for (Side side : Side.values()) {
            requireAgreement(model, side, 137, 81.25, row.from().plusDays(days), row.toString());
          }
        }
      }
    }
  }

  @Test
  void agreesBeforeTheFirstRowAndFarAhead() {
    for (CostModel model : models()) {
      requireAgreement(model, Side.SELL, 100, 50, LocalDate.of(1970, 1, 2), "the first day");
      requireAgreement(model, Side.SELL, 100, 50, LocalDate.of(2099, 1, 2), "the last row");
    }
  }

  @Test
  void aChangedScheduleChangesBoth() {
    FeeSchedule.Row change =
        new FeeSchedule.Row(
            RegulatoryFee.TAF,
            LocalDate.of(2026, 12, 15),
            Optional.empty(),
            new BigDecimal("0.000232"),
            Optional.of(new BigDecimal("11.61")),
            false);
    CostModel model = Tariff.alpaca(FeeSchedule.PUBLISHED.startingWith(change));
    LocalDate date = LocalDate.of(2026, 12, 16);
    requireAgreement(model, Side.SELL, 60_000, 10, date, "changed");
    int epochDay = Math.toIntExact(date.toEpochDay());
    assertEquals(
        11.61 + 600_000 * 0.0000206 + 0.18, model.cost(Side.SELL, 60_000, 10, epochDay), 1e-9);
  }

  private static void requireAgreement(
      CostModel model, Side side, double quantity, double price, LocalDate date, String where) {
    double exact =
        model
            .cost(side, BigDecimal.valueOf(quantity), BigDecimal.valueOf(price), date)
            .doubleValue();
    double near = model.cost(side, quantity, price, Math.toIntExact(date.toEpochDay()));
    assertEquals(
        exact,
        near,
        exact * TOLERANCE,
        () ->
            "%s %s %s at %s on %s, %s".formatted(model.name(), side, quantity, price, date, where));
  }
}
