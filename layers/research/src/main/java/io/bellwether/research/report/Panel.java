package io.bellwether.research.report;

import io.bellwether.research.document.Canvas;
import java.util.List;

/** The area of a plot: its axes, its title and its legend. */
final class Panel {
  /** Room for the labels of values, left of a panel. */
  static final double LEFT = 70;

  /** Room right of a panel. */
  static final double RIGHT = 16;

  /** Room above a panel for its title and one line of legend. */
  static final double HEAD = 30;

  /** Room below the lowest panel for dates. */
  static final double FOOT = 26;

  /** About the width of a character, for the spacing of legends only. */
  private static final double CHARACTER = 6.4;

  private static final double LEGEND_LINE = 15;

  private final Canvas canvas;
  private final double left;
  private final double right;
  private final double top;
  private final double bottom;
  private double legendX;
  private double legendY;

  Panel(Canvas canvas, double left, double right, double top, double bottom) {
    this.canvas = canvas;
    this.left = left;
    this.right = right;
    this.top = top;
    this.bottom = bottom;
  }

  double top() {
    return top;
  }

  double bottom() {
    return bottom;
  }

  /** Grid lines and labels of an axis of values, then the two axes themselves. */
  void values(ValueAxis axis, String unit) {
    for (ValueAxis.Tick tick : axis.ticks()) {
      double y = axis.y(tick.value());
      canvas.line("bw-grid", left, y, right, y);
      canvas.text("bw-label bw-end", left - 8, y + 4, tick.label() + unit);
    }
    canvas.line("bw-axis", left, bottom, right, bottom);
    canvas.line("bw-axis", left, top, left, bottom);
  }

  /** Vertical grid lines where dates change. */
  void dates(List<TimeAxis.Tick> ticks) {
    for (TimeAxis.Tick tick : ticks) {
      canvas.line("bw-grid", tick.x(), top, tick.x(), bottom);
    }
  }

  /** The dates themselves, below the lowest panel. */
  void dateLabels(List<TimeAxis.Tick> ticks) {
    for (TimeAxis.Tick tick : ticks) {
      canvas.text("bw-label bw-middle", tick.x(), bottom + 18, tick.label());
    }
  }

  /**
   * The title; the legend follows on the same line.
   *
   * @param lines how many lines of legend there is room for
   */
  Panel title(String text, int lines) {
    legendY = top - 12 - (lines - 1) * LEGEND_LINE;
    canvas.text("bw-panel", left, legendY, text);
    legendX = left + text.length() * (CHARACTER + 1) + 18;
    return this;
  }

  Panel title(String text) {
    return title(text, 1);
  }

  /** A line in the legend. */
  void legendLine(String style, String text) {
    place(text, 24);
    canvas.line(style, legendX, legendY - 4, legendX + 18, legendY - 4);
    legendText(text, 24);
  }

  /** An area in the legend. */
  void legendArea(String style, String text) {
    place(text, 24);
    canvas.rect(style, legendX, legendY - 9, 18, 10);
    legendText(text, 24);
  }

  /** A marker in the legend. */
  void legendMark(TradeMarkers.Kind kind, String text) {
    place(text, 15);
    StringBuilder shape = new StringBuilder();
    kind.shape(shape, legendX + 5, legendY - 4 + kind.legendOffset, 5);
    canvas.path("bw-mark " + kind.style, shape);
    legendText(text, 15);
  }

  /** On to the next line where the text would leave the panel. */
  private void place(String text, double symbol) {
    if (legendX + symbol + text.length() * CHARACTER > right) {
      legendX = left;
      legendY += LEGEND_LINE;
    }
  }

  private void legendText(String text, double symbol) {
    canvas.text("bw-legend", legendX + symbol, legendY, text);
    legendX += symbol + text.length() * CHARACTER + 14;
  }
}
