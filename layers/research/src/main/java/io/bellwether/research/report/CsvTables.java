package io.bellwether.research.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Target;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.signal.Signal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * The tables of a run as comma-separated text: a header line, lines ended by a line feed, decimal
 * points, exact decimals without exponents. Absent values are empty fields.
 */
public final class CsvTables {
  private final TimeFormat times;

  /**
   * Tables with times of a format.
   *
   * @param times for entries, exits and bars; instants of the machinery (orders created, signals
   *     decided) are always ISO 8601 in UTC
   */
  public CsvTables(TimeFormat times) {
    this.times = times;
  }

  /** {@code symbol,side,quantity,entry_time,...,exit_reason,fees,account,strategy}. */
  public String trades(RunResult run) {
    return table(
        csv -> {
          csv.writeRecord(
              "symbol",
              "side",
              "quantity",
              "entry_time",
              "entry_price",
              "exit_time",
              "exit_price",
              "pnl",
              "exit_reason",
              "fees",
              "account",
              "strategy");
          for (Trade trade : run.trades()) {
            csv.writeRecord(
                trade.symbol(),
                trade.direction().label(),
                plain(trade.quantity()),
                times.format(trade.entryTime()),
                plain(trade.entryPrice()),
                times.format(trade.exitTime()),
                plain(trade.exitPrice()),
                plain(trade.pnl()),
                trade.exitReason().label(),
                plain(trade.fees()),
                trade.account(),
                trade.strategy());
          }
        });
  }

  /** One line per order. */
  public String orders(RunResult run) {
    return table(
        csv -> {
          csv.writeRecord(
              "client_order_id",
              "signal_id",
              "account",
              "strategy",
              "purpose",
              "symbol",
              "side",
              "type",
              "time_in_force",
              "quantity",
              "limit_price",
              "stop_price",
              "status",
              "filled_quantity",
              "exit_reason",
              "created_at",
              "updated_at",
              "broker_order_id",
              "note");
          for (OrderRecord order : run.orders()) {
            csv.writeRecord(
                order.clientOrderId(),
                order.signalId(),
                order.account(),
                order.strategy(),
                lower(order.purpose()),
                order.terms().symbol(),
                lower(order.terms().side()),
                lower(order.terms().type()),
                lower(order.terms().timeInForce()),
                plain(order.terms().quantity()),
                plain(order.terms().limitPrice()),
                plain(order.terms().stopPrice()),
                lower(order.status()),
                plain(order.filledQuantity()),
                order.exitReason().map(ExitReason::label).orElse(""),
                order.createdAt().toString(),
                order.updatedAt().toString(),
                order.brokerOrderId().orElse(""),
                order.note());
          }
        });
  }

  /** One line per signal and target. */
  public String signals(RunResult run) {
    return table(
        csv -> {
          csv.writeRecord(
              "signal_id",
              "account",
              "strategy",
              "version",
              "timeframe",
              "bar",
              "symbol",
              "target",
              "close",
              "why",
              "decided_at",
              "submit_from",
              "valid_until",
              "reducing_only",
              "dispatched");
          for (Signal signal : run.signals()) {
            for (Target target : signal.targets()) {
              csv.writeRecord(
                  signal.id(),
                  signal.account(),
                  signal.strategy(),
                  Integer.toString(signal.version()),
                  signal.timeframe().toString(),
                  times.format(signal.bar()),
                  target.symbol(),
                  describe(target),
                  plain(Optional.ofNullable(signal.closes().get(target.symbol()))),
                  target.why(),
                  signal.decidedAt().toString(),
                  signal.submitFrom().toString(),
                  signal.validUntil().toString(),
                  Boolean.toString(signal.reducingOnly()),
                  Boolean.toString(signal.dispatched()));
            }
          }
        });
  }

  /** One line per bar: {@code time,equity,cash,in_market}. */
  public String equity(RunResult run) {
    EquityCurve curve = run.equity();
    // Plain appends: a run may have hundreds of thousands of bars, and no field needs quotes.
    StringBuilder text = new StringBuilder(64 + 56 * curve.size());
    text.append("time,equity,cash,in_market\n");
    for (int i = 0; i < curve.size(); i++) {
      text.append(times.format(curve.start(i))).append(',');
      appendPlain(text, curve.equity()[i]).append(',');
      appendPlain(text, curve.cash()[i]).append(',');
      text.append(curve.inMarket(i)).append('\n');
    }
    return text.toString();
  }

  /** Appends the shortest decimal that reads back as the same number, without an exponent. */
  private static StringBuilder appendPlain(StringBuilder text, double value) {
    double size = Math.abs(value);
    // Between these, Double.toString has no exponent either, and is much quicker.
    return size >= 1e-3 && size < 1e7
        ? text.append(value)
        : text.append(BigDecimal.valueOf(value).toPlainString());
  }

  private static String describe(Target target) {
    return switch (target) {
      case Target.Hold hold -> hold.direction().label();
      case Target.Flat flat -> "flat:" + flat.reason().label();
      case Target.Keep _ -> "keep";
    };
  }

  private static String plain(BigDecimal value) {
    return value.toPlainString();
  }

  private static String plain(Optional<BigDecimal> value) {
    return value.map(BigDecimal::toPlainString).orElse("");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String table(Rows rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      rows.write(csv);
    } catch (IOException e) {
      throw new UncheckedIOException("a table could not be written to memory", e);
    }
    return text.toString();
  }

  @FunctionalInterface
  private interface Rows {
    void write(CsvWriter csv);
  }
}
