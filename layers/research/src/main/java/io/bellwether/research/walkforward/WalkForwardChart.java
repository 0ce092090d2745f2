package io.bellwether.research.walkforward;

import io.bellwether.research.document.SvgCanvas;
import io.bellwether.research.search.ParameterAxis;
import java.util.List;
import java.util.Locale;

/**
 * The joined tests of a walk forward over time, and below them how each parameter moved from window
 * to window, as one SVG that needs nothing else. The scale of equity is logarithmic.
 */
public final class WalkForwardChart {
  private static final double WIDTH = 1000;
  private static final double LEFT = 96;
  private static final double RIGHT = WIDTH - 32;
  private static final double TOP = 88;
  private static final double EQUITY_HEIGHT = 300;
  private static final double PARAMETER_HEIGHT = 70;
  private static final double GAP = 34;
  private static final double ROOM_FOR_DATE = 84;
  private static final int EQUITY_TICKS = 5;

  private final WalkForwardResult result;
  private final double[] equity;

  private WalkForwardChart(WalkForwardResult result) {
    this.result = result;
    this.equity = result.equity();
  }

  /**
   * Draws the picture.
   *
   * @param title the first line
   * @param subtitle the second one
   */
  public static String svg(WalkForwardResult result, String title, String subtitle) {
    return new WalkForwardChart(result).draw(title, subtitle);
  }

  private String draw(String title, String subtitle) {
    List<ParameterAxis> axes = result.space().axes();
    double height = TOP + EQUITY_HEIGHT + GAP + axes.size() * (PARAMETER_HEIGHT + GAP) + 16;
    SvgCanvas canvas =
        new SvgCanvas(
                String.format(
                    Locale.ROOT,
                    "width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\"",
                    WIDTH,
                    height,
                    WIDTH,
                    height),
                title)
            .styled();
    canvas.rect("bw-paper", 0, 0, WIDTH, height);
    canvas.text("bw-text bw-title", 24, 36, title);
    canvas.text("bw-text bw-subtitle", 24, 60, subtitle);
    windows(canvas);
    equity(canvas);
    double top = TOP + EQUITY_HEIGHT + GAP;
    for (ParameterAxis axis : axes) {
      parameter(canvas, axis, top + GAP / 2);
      top += PARAMETER_HEIGHT + GAP;
    }
    return canvas.finish();
  }

  private double x(int day) {
    return LEFT + (RIGHT - LEFT) * day / Math.max(1, equity.length - 1);
  }

  /** A line where each test begins, with its date where there is room. */
  private void windows(SvgCanvas canvas) {
    double bottom = TOP + EQUITY_HEIGHT;
    double labelled = Double.NEGATIVE_INFINITY;
    for (int day = 0; day < equity.length; day++) {
      if (day == 0 || result.days().get(day).window() != result.days().get(day - 1).window()) {
        canvas.line("bw-grid", x(day), TOP, x(day), bottom);
        if (x(day) - labelled >= ROOM_FOR_DATE && x(day) <= RIGHT - ROOM_FOR_DATE / 2) {
          canvas.text("bw-text bw-label", x(day), bottom + 16, "" + result.days().get(day).date());
          labelled = x(day);
        }
      }
    }
  }

  private void equity(SvgCanvas canvas) {
    double low = result.capital();
    double high = result.capital();
    for (double value : equity) {
      low = value > 0 ? Math.min(low, value) : low;
      high = Math.max(high, value);
    }
    for (int tick = 0; tick <= EQUITY_TICKS; tick++) {
      double value = low * Math.pow(high / low, (double) tick / EQUITY_TICKS);
      double y = y(value, low, high);
      canvas.line("bw-grid", LEFT, y, RIGHT, y);
      canvas.text(
          "bw-text bw-label bw-end", LEFT - 8, y + 4, String.format(Locale.ROOT, "%,.0f", value));
    }
    StringBuilder path = new StringBuilder();
    for (int day = 0; day < equity.length; day++) {
      double y = y(Math.max(equity[day], low), low, high);
      path.append(day == 0 ? "M" : "L");
      path.append(String.format(Locale.ROOT, "%.1f %.1f", x(day), y));
    }
    double capital = y(result.capital(), low, high);
    canvas.line("bw-threshold", LEFT, capital, RIGHT, capital);
    canvas.path("bw-line bw-equity", path);
    canvas.text("bw-text bw-panel", LEFT, TOP - 8, "Equity, out of sample");
  }

  private static double y(double value, double low, double high) {
    double share = high > low ? Math.log(value / low) / Math.log(high / low) : 0.5;
    return TOP + EQUITY_HEIGHT * (1 - share);
  }

  /** The chosen value of each window, as high as its place on the axis. */
  private void parameter(SvgCanvas canvas, ParameterAxis axis, double top) {
    double bottom = top + PARAMETER_HEIGHT;
    canvas.line("bw-grid", LEFT, top, RIGHT, top);
    canvas.line("bw-grid", LEFT, bottom, RIGHT, bottom);
    canvas.text("bw-text bw-panel", LEFT, top - 6, axis.name());
    canvas.text("bw-text bw-label bw-end", LEFT - 8, bottom + 4, axis.values().getFirst());
    canvas.text("bw-text bw-label bw-end", LEFT - 8, top + 4, axis.values().getLast());
    for (WindowResult window : result.windows()) {
      if (window.chosen().isPresent()) {
        String value =
            result
                .space()
                .values(window.chosen().get().set())
                .getOrDefault(axis.name(), axis.values().getFirst());
        double place = axis.values().indexOf(value) / Math.max(1.0, axis.size() - 1);
        double y = bottom - place * PARAMETER_HEIGHT;
        int number = window.window().number();
        canvas.line("bw-first", x(firstDay(number)), y, x(lastDay(number)), y);
      }
    }
  }

  private int firstDay(int window) {
    int day = 0;
    while (day < equity.length - 1 && result.days().get(day).window() < window) {
      day++;
    }
    return day;
  }

  private int lastDay(int window) {
    int day = equity.length - 1;
    while (day > 0 && result.days().get(day).window() > window) {
      day--;
    }
    return day;
  }
}
