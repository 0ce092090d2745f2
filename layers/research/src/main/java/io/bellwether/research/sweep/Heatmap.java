package io.bellwether.research.sweep;

import io.bellwether.research.document.SvgCanvas;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The objective over two parameters, as an SVG that needs nothing else. A cell is the set that has
 * the best set's values in all other parameters; where sets were drawn at random, the best that was
 * drawn with the cell's two values. Colours are cividis (Nunez, Anderton and Renslow, PLoS ONE
 * 13(7), 2018), which colour-blind readers and black and white paper keep in order; light is
 * better.
 */
public final class Heatmap {
  private static final int SHADES = 9;
  private static final int FIRST_LIGHT_SHADE = 5;
  private static final double LEFT = 110;
  private static final double TOP = 104;
  private static final double WIDTH = 760;
  private static final double MOST_HEIGHT = 560;
  private static final double LARGEST_CELL = 46;
  private static final double ROOM_FOR_TEXT = 36;
  private static final double ROOM_FOR_LABEL = 34;
  private static final double LINE = 16;

  private final SweepResult result;
  private final ParameterSpace space;
  private final Trial best;
  private final boolean slice;
  private final int xAxis;
  private final int yAxis;
  private final double[][] figures;
  private final double cellWidth;
  private final double cellHeight;

  private Heatmap(
      SweepResult result, ParameterSpace space, Trial best, boolean slice, int xAxis, int yAxis) {
    this.result = result;
    this.space = space;
    this.best = best;
    this.slice = slice;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    int columns = space.axes().get(xAxis).size();
    int rows = xAxis == yAxis ? 1 : space.axes().get(yAxis).size();
    this.figures = figures(rows, columns);
    this.cellWidth = WIDTH / columns;
    this.cellHeight = Math.min(LARGEST_CELL, MOST_HEIGHT / rows);
  }

  /**
   * Draws the picture.
   *
   * @param best the set that is outlined
   * @param slice whether other parameters stay as in the best set, for a grid; else they do not
   *     matter, and the best of each cell is shown
   * @param xAxis the number of the axis from left to right
   * @param yAxis the number of the axis from bottom to top; the same for a single row
   */
  public static String svg(
      SweepResult result,
      ParameterSpace space,
      Trial best,
      boolean slice,
      int xAxis,
      int yAxis,
      String title) {
    return new Heatmap(result, space, best, slice, xAxis, yAxis).draw(title);
  }

  private double[][] figures(int rows, int columns) {
    double[][] cells = new double[rows][columns];
    for (double[] row : cells) {
      Arrays.fill(row, Double.NaN);
    }
    int[] center = space.coordinates(best.set());
    for (Trial trial : result.trials()) {
      int[] at = space.coordinates(trial.set());
      double figure = result.selection().objective().of(trial.metrics());
      if (!Double.isNaN(figure) && (!slice || sameBesides(at, center))) {
        int row = rows == 1 ? 0 : at[yAxis];
        double known = cells[row][at[xAxis]];
        cells[row][at[xAxis]] = Double.isNaN(known) ? figure : Math.max(known, figure);
      }
    }
    return cells;
  }

  private boolean sameBesides(int[] at, int[] center) {
    for (int axis = 0; axis < at.length; axis++) {
      if (axis != xAxis && axis != yAxis && at[axis] != center[axis]) {
        return false;
      }
    }
    return true;
  }

  private String draw(String title) {
    double low = all().min().orElse(0);
    double high = all().max().orElse(0);
    double bottom = TOP + cellHeight * figures.length;
    double width = LEFT + WIDTH + 40;
    double height = bottom + 110;
    SvgCanvas canvas =
        new SvgCanvas(
                String.format(
                    Locale.ROOT,
                    "width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\"",
                    width,
                    height,
                    width,
                    height),
                title)
            .styled();
    canvas.rect("bw-paper", 0, 0, width, height);
    canvas.text("bw-text bw-title", 24, 36, title);
    canvas.text("bw-text bw-subtitle", 24, 60, subtitle());
    cells(canvas, low, high);
    labels(canvas, bottom);
    legend(canvas, bottom + 62, low, high);
    return canvas.finish();
  }

  private DoubleStream all() {
    return Arrays.stream(figures).flatMapToDouble(Arrays::stream).filter(x -> !Double.isNaN(x));
  }

  private String subtitle() {
    StringBuilder others = new StringBuilder();
    int[] center = space.coordinates(best.set());
    for (int axis = 0; axis < center.length; axis++) {
      if (axis != xAxis && axis != yAxis) {
        ParameterAxis other = space.axes().get(axis);
        others.append(others.isEmpty() ? "" : ", ").append(other.name());
        others.append(slice ? " " + other.values().get(center[axis]) : "");
      }
    }
    String label = result.selection().objective().label();
    if (others.isEmpty()) {
      return label + "; the best set is outlined";
    }
    return label
        + (slice ? " with " + others : ", the best over " + others)
        + "; the best set is outlined";
  }

  private void cells(SvgCanvas canvas, double low, double high) {
    int[] center = space.coordinates(best.set());
    for (int row = 0; row < figures.length; row++) {
      double y = TOP + cellHeight * (figures.length - 1 - row);
      for (int column = 0; column < figures[row].length; column++) {
        double x = LEFT + cellWidth * column;
        double figure = figures[row][column];
        int shade = shade(figure, low, high);
        canvas.rect(style(shade), x, y, cellWidth, cellHeight);
        if (shade >= 0 && cellWidth >= ROOM_FOR_TEXT && cellHeight >= LINE) {
          canvas.text(
              "bw-text bw-middle " + (shade < FIRST_LIGHT_SHADE ? "bw-heat-dark" : "bw-heat-light"),
              x + cellWidth / 2,
              y + cellHeight / 2 + 4,
              figure(figure));
        }
      }
    }
    int bestRow = figures.length == 1 ? 0 : center[yAxis];
    canvas.rect(
        "bw-heat-best",
        LEFT + cellWidth * center[xAxis],
        TOP + cellHeight * (figures.length - 1 - bestRow),
        cellWidth,
        cellHeight);
  }

  private static int shade(double figure, double low, double high) {
    if (Double.isNaN(figure)) {
      return -1;
    }
    return high > low ? (int) Math.min(SHADES - 1, (figure - low) / (high - low) * SHADES) : 0;
  }

  private static String style(int shade) {
    return shade < 0 ? "bw-heat-none" : "bw-heat-" + (char) ('a' + shade);
  }

  private String figure(double figure) {
    return result.selection().objective().isFraction()
        ? String.format(Locale.ROOT, "%.1f %%", figure * 100)
        : String.format(Locale.ROOT, "%.2f", figure);
  }

  private void labels(SvgCanvas canvas, double bottom) {
    ParameterAxis x = space.axes().get(xAxis);
    int every = (int) Math.ceil(ROOM_FOR_LABEL / cellWidth);
    for (int column = 0; column < x.size(); column += every) {
      canvas.text(
          "bw-text bw-label bw-middle",
          LEFT + cellWidth * (column + 0.5),
          bottom + LINE,
          x.values().get(column));
    }
    canvas.text("bw-text bw-panel bw-middle", LEFT + WIDTH / 2, bottom + 2.2 * LINE, x.name());
    if (figures.length == 1) {
      return;
    }
    ParameterAxis y = space.axes().get(yAxis);
    int everyRow = (int) Math.ceil(LINE / cellHeight);
    for (int row = 0; row < y.size(); row += everyRow) {
      canvas.text(
          "bw-text bw-label bw-end",
          LEFT - 8,
          TOP + cellHeight * (figures.length - row - 0.5) + 4,
          y.values().get(row));
    }
    canvas.text("bw-text bw-panel", 24, TOP - 12, y.name());
  }

  private void legend(SvgCanvas canvas, double y, double low, double high) {
    double width = 24;
    for (int shade = 0; shade < SHADES; shade++) {
      canvas.rect(style(shade), LEFT + shade * width, y, width, 12);
    }
    canvas.text("bw-text bw-label", LEFT, y + 28, figure(low));
    canvas.text("bw-text bw-label bw-end", LEFT + SHADES * width, y + 28, figure(high));
  }
}
