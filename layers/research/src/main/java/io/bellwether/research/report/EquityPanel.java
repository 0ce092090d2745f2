package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.research.document.Canvas;
import io.bellwether.research.metrics.Benchmark;
import io.bellwether.research.metrics.EquityCurve;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;

/** Equity beside buying and holding the benchmark, and how far it was below its high. */
final class EquityPanel {
  private final TearSheet sheet;
  private final TimeAxis time;
  private final double[] x;
  private final double[] equity;
  private final double[] peak;
  private final double[] heldX;
  private final double[] held;

  EquityPanel(TearSheet sheet, TimeAxis time) {
    this.sheet = sheet;
    this.time = time;
    EquityCurve curve = sheet.run().equity();
    this.equity = curve.equity();
    this.x = new double[curve.size()];
    this.peak = new double[curve.size()];
    double highest = sheet.run().capital().doubleValue();
    for (int i = 0; i < x.length; i++) {
      x[i] = time.x(curve.start(i));
      highest = Math.max(highest, equity[i]);
      peak[i] = highest;
    }
    int points = sheet.benchmark().map(b -> points(b)).orElse(0);
    this.heldX = new double[points];
    this.held = new double[points];
    sheet.benchmark().ifPresent(this::hold);
  }

  /** Whether what is held has a bar for each bar of the run. */
  private boolean barByBar(Benchmark benchmark) {
    Bars bars = sheet.run().bars();
    Bars other = TearSheet.held(sheet.run());
    return benchmark.symbol().equals(bars.symbol())
        && other.size() == bars.size()
        && other.start(0).equals(bars.start(0))
        && other.lastStart().equals(bars.lastStart());
  }

  private int points(Benchmark benchmark) {
    return barByBar(benchmark) ? sheet.run().bars().size() : benchmark.closes().size();
  }

  /** What the capital would be worth, had it bought the benchmark at the start. */
  private void hold(Benchmark benchmark) {
    double units = sheet.run().capital().doubleValue() / benchmark.firstOpen();
    Bars bars = TearSheet.held(sheet.run());
    ZoneId zone = sheet.run().conventions().zone();
    for (int i = 0; i < held.length; i++) {
      if (barByBar(benchmark)) {
        heldX[i] = time.x(i);
        held[i] = units * bars.close()[i];
      } else {
        Benchmark.DailyClose close = benchmark.closes().get(i);
        Instant midnight = close.date().plusDays(1).atStartOfDay(zone).toInstant();
        heldX[i] = time.x(midnight.minusMillis(1));
        held[i] = units * close.close();
      }
    }
  }

  void draw(Canvas canvas, Panel panel, boolean shadeDrawdowns) {
    double capital = sheet.run().capital().doubleValue();
    double low = Math.min(Math.min(capital, least(equity)), least(held));
    double high = Math.max(Math.max(capital, most(equity)), most(held));
    ValueAxis axis = ValueAxis.of(low, high, panel.top(), panel.bottom());
    panel.values(axis, "");
    if (shadeDrawdowns) {
      canvas.path(
          "bw-drawdown",
          Polyline.band(x.length, i -> x[i], i -> axis.y(peak[i]), i -> axis.y(equity[i])));
    }
    canvas.path(
        "bw-line bw-benchmark", Polyline.of(held.length, i -> heldX[i], i -> axis.y(held[i])));
    canvas.path("bw-line bw-equity", Polyline.of(x.length, i -> x[i], i -> axis.y(equity[i])));
    panel.title("Equity, " + sheet.run().currency() + (axis.isLogarithmic() ? ", log scale" : ""));
    panel.legendLine("bw-line bw-equity", sheet.run().strategy());
    sheet
        .benchmark()
        .ifPresent(
            benchmark ->
                panel.legendLine(
                    "bw-line bw-benchmark",
                    "Buy and hold %s (%s)"
                        .formatted(benchmark.symbol(), Numbers.percent(benchmark.totalReturn()))));
    if (shadeDrawdowns) {
      panel.legendArea("bw-drawdown", "Below the highest equity so far");
    }
  }

  /** How far below its high the equity was, in percent. */
  void drawdown(Canvas canvas, Panel panel) {
    double[] depth = new double[x.length];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = (equity[i] / peak[i] - 1) * 100;
    }
    ValueAxis axis = ValueAxis.below(Math.min(-1, least(depth)), panel.top(), panel.bottom());
    panel.values(axis, " %");
    canvas.path(
        "bw-drawdown", Polyline.band(x.length, i -> x[i], _ -> axis.y(0), i -> axis.y(depth[i])));
    canvas.path("bw-line bw-depth", Polyline.of(x.length, i -> x[i], i -> axis.y(depth[i])));
    panel.title("Drawdown, bar-close equity");
    panel.legendArea("bw-drawdown", "Below the highest equity so far");
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
  }
}
