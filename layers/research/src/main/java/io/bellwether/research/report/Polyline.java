package io.bellwether.research.report;

import io.bellwether.research.document.Markup;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * The path of a series. With more points than pixels, a pixel's column keeps its first, lowest,
 * highest and last point, in their order: the picture is the same and no spike is lost.
 */
final class Polyline {
  private Polyline() {}

  /**
   * The data of an SVG path.
   *
   * @param size the number of points, x not decreasing
   */
  static StringBuilder of(int size, IntToDoubleFunction x, IntToDoubleFunction y) {
    StringBuilder path = new StringBuilder();
    for (int point : kept(size, x, y)) {
      append(path, x.applyAsDouble(point), y.applyAsDouble(point));
    }
    return path;
  }

  /** The path of values, interrupted where they are NaN. */
  static StringBuilder ofDefined(double[] values, IntToDoubleFunction x, DoubleUnaryOperator y) {
    StringBuilder path = new StringBuilder();
    for (int from = 0; from < values.length; ) {
      int start = from;
      while (from < values.length && !Double.isNaN(values[from])) {
        from++;
      }
      int size = from - start;
      path.append(
          of(size, i -> x.applyAsDouble(start + i), i -> y.applyAsDouble(values[start + i])));
      from++;
    }
    return path;
  }

  /** The closed path around the area between two series. */
  static StringBuilder band(
      int size, IntToDoubleFunction x, IntToDoubleFunction upper, IntToDoubleFunction lower) {
    StringBuilder path = of(size, x, upper);
    int[] back = kept(size, x, lower);
    for (int i = back.length - 1; i >= 0; i--) {
      append(path, x.applyAsDouble(back[i]), lower.applyAsDouble(back[i]));
    }
    return path.isEmpty() ? path : path.append('Z');
  }

  /** The points worth drawing, in order. */
  private static int[] kept(int size, IntToDoubleFunction x, IntToDoubleFunction y) {
    int[] kept = new int[size];
    int count = 0;
    for (int from = 0; from < size; ) {
      int to = from + 1;
      int lowest = from;
      int highest = from;
      double column = Math.floor(x.applyAsDouble(from));
      for (; to < size && Math.floor(x.applyAsDouble(to)) == column; to++) {
        lowest = y.applyAsDouble(to) < y.applyAsDouble(lowest) ? to : lowest;
        highest = y.applyAsDouble(to) > y.applyAsDouble(highest) ? to : highest;
      }
      int[] candidates = {from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1};
      for (int candidate : candidates) {
        if (count == 0 || candidate > kept[count - 1]) {
          kept[count++] = candidate;
        }
      }
      from = to;
    }
    return Arrays.copyOf(kept, count);
  }

  private static void append(StringBuilder path, double x, double y) {
    path.append(path.isEmpty() ? 'M' : 'L');
    Markup.coordinate(path, x).append(' ');
    Markup.coordinate(path, y);
  }
}
