package io.bellwether.trading.cost;

import static io.bellwether.trading.cost.RegulatoryFee.CAT;
import static io.bellwether.trading.cost.RegulatoryFee.SEC;
import static io.bellwether.trading.cost.RegulatoryFee.TAF;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rates of the regulatory fees, by date. Every rate stands here, in one table, once.
 *
 * <p>A day before a fee's first row pays the first row's rate: a backtest over years the table does
 * not reach is charged about as much as today rather than nothing. For CAT, which was introduced
 * late, that is too much by 0.0003 dollars per hundred shares.
 *
 * <p>Sources: SEC fee rate advisories 2025-2 and 2026-2; FINRA SR-FINRA-2024-019 and the pause of
 * the TAF, SR-FINRA-2026-021 (SEC release 34-106409); the fee schedules of Alpaca and Interactive
 * Brokers of autumn 2026 for CAT. Rows marked unconfirmed rest on one or no such source.
 */
public final class FeeSchedule {
  private static final boolean CONFIRMED = true;
  private static final boolean UNCONFIRMED = false;

  /** The published rates. */
  public static final FeeSchedule PUBLISHED =
      new FeeSchedule(
          List.of(
              // US dollars per dollar sold.
              row(SEC, "2020-02-18", "2021-02-24", "0.0000221", "", UNCONFIRMED),
              row(SEC, "2021-02-25", "2022-05-13", "0.0000051", "", UNCONFIRMED),
              row(SEC, "2022-05-14", "2023-02-26", "0.0000229", "", UNCONFIRMED),
              row(SEC, "2023-02-27", "2024-05-21", "0.0000080", "", UNCONFIRMED),
              // Of the next row only the first day is unconfirmed.
              row(SEC, "2024-05-22", "2025-05-13", "0.0000278", "", UNCONFIRMED),
              row(SEC, "2025-05-14", "2026-04-03", "0", "", CONFIRMED),
              row(SEC, "2026-04-04", "", "0.0000206", "", CONFIRMED),
              // US dollars per share sold, and the most per trade.
              row(TAF, "2024-01-01", "2025-12-31", "0.000166", "8.30", CONFIRMED),
              row(TAF, "2026-01-01", "2026-09-30", "0.000195", "9.79", CONFIRMED),
              row(TAF, "2026-10-01", "2026-12-31", "0", "0", CONFIRMED),
              // An older filing has 0.000232 and 11.61 from here: see startingWith.
              row(TAF, "2027-01-01", "", "0.000195", "9.79", UNCONFIRMED),
              // US dollars per share, bought or sold; changes about twice a year.
              row(CAT, "2026-01-01", "", "0.000003", "", UNCONFIRMED)));

  private final List<Row> rows;
  private final FeeTable buys;
  private final FeeTable sells;

  /**
   * A schedule of one's own.
   *
   * @param rows per fee in order of dates, each from the day after the one before, the last open
   * @throws IllegalArgumentException if a fee has no row, or its rows leave a gap or overlap
   */
  public FeeSchedule(List<Row> rows) {
    this.rows = List.copyOf(rows);
    for (RegulatoryFee fee : RegulatoryFee.values()) {
      requireUnbroken(fee, rows(fee));
    }
    this.buys = FeeTable.of(this, Side.BUY);
    this.sells = FeeTable.of(this, Side.SELL);
  }

  /**
   * One rate and the days it holds.
   *
   * @param fee the fee
   * @param from the first day
   * @param to the last day, if it is known
   * @param rate US dollars per dollar or per share, see {@link RegulatoryFee#basis}
   * @param cap the most one trade pays, in US dollars
   * @param confirmed whether an official source for rate and dates was seen
   */
  public record Row(
      RegulatoryFee fee,
      LocalDate from,
      Optional<LocalDate> to,
      BigDecimal rate,
      Optional<BigDecimal> cap,
      boolean confirmed) {
    public Row {
      if (rate.signum() < 0 || cap.filter(most -> most.signum() < 0).isPresent()) {
        throw new IllegalArgumentException(fee + " from " + from + " has a negative rate or cap");
      }
      if (to.filter(last -> last.isBefore(from)).isPresent()) {
        throw new IllegalArgumentException(fee + " from " + from + " ends before it begins");
      }
    }
  }

  /** Every row, as given. */
  public List<Row> rows() {
    return rows;
  }

  /** The row that holds on a day; the first one for days before it. */
  public Row row(RegulatoryFee fee, LocalDate date) {
    List<Row> ofFee = rows(fee);
    Row found = ofFee.getFirst();
    for (Row row : ofFee) {
      if (!date.isBefore(row.from())) {
        found = row;
      }
    }
    return found;
  }

  /**
   * What one order pays of one fee, in US dollars, exact. An order counts as one trade for the cap,
   * however many fills it had.
   *
   * @param quantity shares traded
   * @param value what they traded for, in US dollars
   */
  public BigDecimal charge(
      RegulatoryFee fee, Side side, BigDecimal quantity, BigDecimal value, LocalDate date) {
    if (side == Side.BUY && !fee.onBuys()) {
      return BigDecimal.ZERO;
    }
    Row row = row(fee, date);
    BigDecimal charge =
        switch (fee.basis()) {
          case VALUE -> value.multiply(row.rate());
          case SHARES -> quantity.multiply(row.rate());
        };
    return row.cap().map(charge::min).orElse(charge);
  }

  /** What one order pays of all fees together, in US dollars, exact. */
  public BigDecimal charges(
      Side side, BigDecimal quantity, BigDecimal averagePrice, LocalDate date) {
    BigDecimal value = quantity.multiply(averagePrice);
    BigDecimal sum = BigDecimal.ZERO;
    for (RegulatoryFee fee : RegulatoryFee.values()) {
      sum = sum.add(charge(fee, side, quantity, value, date));
    }
    return sum;
  }

  /** The same fees in doubles, of the orders of one side. */
  FeeTable table(Side side) {
    return side == Side.BUY ? buys : sells;
  }

  /**
   * This schedule with another rate of one fee from a day on: for announcements the table does not
   * know, or where sources disagree.
   */
  public FeeSchedule startingWith(Row change) {
    List<Row> changed = new ArrayList<>();
    for (Row row : rows) {
      if (row.fee() != change.fee() || beforeChange(row, change)) {
        changed.add(row);
      } else if (row.from().isBefore(change.from())) {
        changed.add(endingBefore(row, change.from()));
      }
    }
    changed.add(change);
    return new FeeSchedule(changed);
  }

  private static boolean beforeChange(Row row, Row change) {
    return row.to().filter(last -> last.isBefore(change.from())).isPresent();
  }

  private static Row endingBefore(Row row, LocalDate date) {
    return new Row(
        row.fee(),
        row.from(),
        Optional.of(date.minusDays(1)),
        row.rate(),
        row.cap(),
        row.confirmed());
  }

  private List<Row> rows(RegulatoryFee fee) {
    return rows.stream().filter(row -> row.fee() == fee).toList();
  }

  private static void requireUnbroken(RegulatoryFee fee, List<Row> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("the fee schedule has no row for " + fee);
    }
    Optional<LocalDate> next = Optional.of(rows.getFirst().from());
    for (Row row : rows) {
      if (!next.equals(Optional.of(row.from()))) {
        throw new IllegalArgumentException(
            "the fee schedule's row for "
                + fee
                + " from "
                + row.from()
                + " should begin "
                + next.map(LocalDate::toString).orElse("never: the row before has no end"));
      }
      next = row.to().map(last -> last.plusDays(1));
    }
    if (next.isPresent()) {
      throw new IllegalArgumentException(
          "the fee schedule says nothing of " + fee + " from " + next.get() + " on");
    }
  }

  private static Row row(
      RegulatoryFee fee, String from, String to, String rate, String cap, boolean confirmed) {
    return new Row(
        fee,
        LocalDate.parse(from),
        to.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(to)),
        new BigDecimal(rate),
        cap.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(cap)),
        confirmed);
  }
}
