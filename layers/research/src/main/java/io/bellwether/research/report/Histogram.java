package io.bellwether.research.report;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Canvas;
import io.bellwether.research.metrics.TradeStatistics;
import java.util.Arrays;

/** How the returns of trades are distributed: counts in bins of equal width, 0 on an edge. */
final class Histogram {
  private static final double HEIGHT = 230;
  private static final int MAX_BINS = 40;

  private final double width;
  private final double first;
  private final int[] counts;
  private final double mean;
  private final double median;

  private Histogram(double width, double first, int[] counts, double mean, double median) {
    this.width = width;
    this.first = first;
    this.counts = counts;
    this.mean = mean;
    this.median = median;
  }

  /** The returns of a run's trades, in percent; at least one trade. */
  static Histogram of(RunResult run) {
    double[] returns =
        run.trades().stream()
            .mapToDouble(trade -> TradeStatistics.returnOf(trade) * 100)
            .sorted()
            .toArray();
    double spread = Math.max(returns[returns.length - 1] - returns[0], 0.01);
    // About as many bins as the square root of the values, of a round width.
    double bins = Math.clamp(2 * Math.sqrt(returns.length), 8, MAX_BINS);
    double width = ValueAxis.niceStep(spread / bins);
    double first = Math.floor(returns[0] / width) * width;
    int[] counts = new int[(int) Math.floor((returns[returns.length - 1] - first) / width) + 1];
    for (double value : returns) {
      counts[Math.clamp((int) Math.floor((value - first) / width), 0, counts.length - 1)]++;
    }
    int middle = returns.length / 2;
    double median =
        returns.length % 2 == 1 ? returns[middle] : (returns[middle - 1] + returns[middle]) / 2;
    double mean = Arrays.stream(returns).average().orElse(0);
    return new Histogram(width, first, counts, mean, median);
  }

  int[] counts() {
    return counts.clone();
  }

  double first() {
    return first;
  }

  double binWidth() {
    return width;
  }

  Block.Figure figure() {
    return new Block.Figure("Distribution of the trades' returns", HEIGHT, this::draw);
  }

  private void draw(Canvas canvas, double pageWidth) {
    double left = Panel.LEFT;
    double right = pageWidth - Panel.RIGHT;
    Panel panel = new Panel(canvas, left, right, Panel.HEAD, HEIGHT - Panel.FOOT - 14);
    int most = Arrays.stream(counts).max().orElse(1);
    ValueAxis axis = ValueAxis.above(Math.max(most, 2), panel.top(), panel.bottom());
    panel.values(axis, "");
    double bar = (right - left) / counts.length;
    for (int i = 0; i < counts.length; i++) {
      double y = axis.y(counts[i]);
      boolean gain = first + i * width >= -1e-9;
      if (counts[i] > 0) {
        canvas.rect(
            gain ? "bw-bar-gain" : "bw-bar-loss",
            left + i * bar + 1,
            y,
            Math.max(1, bar - 2),
            panel.bottom() - y);
      }
    }
    edges(canvas, panel, left, bar);
    line(canvas, panel, left, bar, mean, "bw-line bw-price");
    line(canvas, panel, left, bar, median, "bw-line bw-second");
    canvas.text(
        "bw-label bw-middle",
        (left + right) / 2,
        panel.bottom() + 32,
        "Return of a trade, percent");
    panel.title("Trades");
    panel.legendArea("bw-bar-gain", "0 and above");
    panel.legendArea("bw-bar-loss", "below 0");
    panel.legendLine("bw-line bw-price", "mean " + Numbers.rounded(mean, 2, true) + " %");
    panel.legendLine("bw-line bw-second", "median " + Numbers.rounded(median, 2, true) + " %");
  }

  private void edges(Canvas canvas, Panel panel, double left, double bar) {
    int every = Math.max(1, (int) Math.ceil(46 / bar));
    int zero = (int) Math.round(-first / width);
    for (int edge = 0; edge <= counts.length; edge++) {
      if (Math.floorMod(edge - zero, every) == 0) {
        double value = first + edge * width;
        int decimals = width < 0.1 ? 2 : width < 1 ? 1 : 0;
        canvas.text(
            "bw-label bw-middle",
            left + edge * bar,
            panel.bottom() + 16,
            Numbers.rounded(value, decimals, true));
      }
    }
  }

  private void line(
      Canvas canvas, Panel panel, double left, double bar, double value, String style) {
    double x = left + (value - first) / width * bar;
    canvas.line(style, x, panel.top(), x, panel.bottom());
  }
}
