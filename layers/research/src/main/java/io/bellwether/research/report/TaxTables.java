package io.bellwether.research.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.bellwether.research.tax.LotFill;
import io.bellwether.research.tax.RealizedLot;
import io.bellwether.research.tax.TaxLots;
import io.bellwether.research.tax.TradeFills;
import io.bellwether.strategy.Direction;
import io.bellwether.trading.order.Side;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The realised lots of each calendar year, as comma-separated text: one file a year. Money is
 * rounded to cents, gain is the difference of the rounded amounts as on a return.
 */
public final class TaxTables {
  private TaxTables() {}

  /** {@code tax-lots-2024.csv} and so on, for the years in which lots were realised, in order. */
  public static Map<String, String> byYear(RunResult run) {
    SortedMap<Integer, List<RealizedLot>> years = new TreeMap<>();
    for (RealizedLot lot : lots(run)) {
      years.computeIfAbsent(lot.realized().getYear(), _ -> new ArrayList<>()).add(lot);
    }
    SortedMap<String, String> files = new TreeMap<>();
    years.forEach((year, lots) -> files.put("tax-lots-" + year + ".csv", table(lots)));
    return files;
  }

  private static List<RealizedLot> lots(RunResult run) {
    List<LotFill> fills =
        run.details().fills().isEmpty()
            ? TradeFills.of(
                run.trades(),
                run.openPositions().stream().map(position -> entry(run, position)).toList())
            : run.details().fills();
    return TaxLots.realize(fills, run.details().splits(), run.conventions().zone());
  }

  private static LotFill entry(RunResult run, OpenPosition position) {
    return new LotFill(
        run.account(),
        position.symbol(),
        position.direction() == Direction.LONG ? Side.BUY : Side.SELL,
        position.entryTime(),
        position.quantity(),
        position.averagePrice(),
        position.entryFees());
  }

  private static String table(List<RealizedLot> lots) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(
          "account",
          "symbol",
          "side",
          "acquired",
          "sold",
          "quantity",
          "proceeds",
          "cost_basis",
          "gain",
          "holding_days",
          "term",
          "wash_sale_hint");
      lots.stream()
          .sorted(Comparator.comparing(RealizedLot::realized).thenComparing(RealizedLot::acquired))
          .forEach(lot -> write(csv, lot));
    } catch (IOException e) {
      throw new UncheckedIOException("a table could not be written to memory", e);
    }
    return text.toString();
  }

  private static void write(CsvWriter csv, RealizedLot lot) {
    BigDecimal proceeds = cents(lot.proceeds());
    BigDecimal cost = cents(lot.costBasis());
    csv.writeRecord(
        lot.account(),
        lot.symbol(),
        lot.direction().label(),
        lot.acquired().toString(),
        lot.sold().toString(),
        Numbers.quantity(lot.quantity()),
        proceeds.toPlainString(),
        cost.toPlainString(),
        proceeds.subtract(cost).toPlainString(),
        Long.toString(lot.holdingDays()),
        lot.longTerm() ? "long" : "short",
        lot.washSaleHint() ? "loss; another lot opened within 30 days" : "");
  }

  private static BigDecimal cents(BigDecimal money) {
    return money.setScale(2, RoundingMode.HALF_UP);
  }
}
