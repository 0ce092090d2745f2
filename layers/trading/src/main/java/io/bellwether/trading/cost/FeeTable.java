package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The fees of one side of a {@link FeeSchedule} as doubles, found by the day's number. It is
 * computed from the schedule's rows and states no rate of its own.
 */
final class FeeTable {
  /** Charges nothing on any day. */
  static final FeeTable NONE =
      new FeeTable(0, new int[] {0}, new double[0], new double[0], new double[0]);

  private final int fees;
  private final int[] firstDays;
  private final double[] ofValue;
  private final double[] perShare;
  private final double[] cap;

  private FeeTable(int fees, int[] firstDays, double[] ofValue, double[] perShare, double[] cap) {
    this.fees = fees;
    this.firstDays = firstDays;
    this.ofValue = ofValue;
    this.perShare = perShare;
    this.cap = cap;
  }

  /** The fees that orders of a side pay. */
  static FeeTable of(FeeSchedule schedule, Side side) {
    List<RegulatoryFee> paid =
        Arrays.stream(RegulatoryFee.values())
            .filter(fee -> side == Side.SELL || fee.onBuys())
            .toList();
    NavigableSet<LocalDate> changes = new TreeSet<>();
    for (FeeSchedule.Row row : schedule.rows()) {
      if (paid.contains(row.fee())) {
        changes.add(row.from());
      }
    }
    List<FeeSchedule.Row> rows = new ArrayList<>();
    for (LocalDate first : changes) {
      for (RegulatoryFee fee : paid) {
        rows.add(schedule.row(fee, first));
      }
    }
    return new FeeTable(
        paid.size(),
        changes.stream().mapToInt(date -> Math.toIntExact(date.toEpochDay())).toArray(),
        rates(rows, RegulatoryFee.Basis.VALUE),
        rates(rows, RegulatoryFee.Basis.SHARES),
        rows.stream().mapToDouble(FeeTable::cap).toArray());
  }

  private static double[] rates(List<FeeSchedule.Row> rows, RegulatoryFee.Basis basis) {
    return rows.stream()
        .mapToDouble(row -> row.fee().basis() == basis ? row.rate().doubleValue() : 0)
        .toArray();
  }

  private static double cap(FeeSchedule.Row row) {
    return row.cap().map(Number::doubleValue).orElse(Double.POSITIVE_INFINITY);
  }

  /** What an order pays of all fees together. */
  double charge(double quantity, double value, int epochDay) {
    double sum = 0;
    int first = period(epochDay) * fees;
    for (int i = first; i < first + fees; i++) {
      sum += Math.min(ofValue[i] * value + perShare[i] * quantity, cap[i]);
    }
    return sum;
  }

  /** The last period that has begun; the first one for days before it. */
  private int period(int epochDay) {
    int low = 0;
    int high = firstDays.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (firstDays[middle] <= epochDay) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
