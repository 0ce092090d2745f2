package io.bellwether.research.overfit;

import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether a parameter set stands on a plateau or on a needle: how the sets beside it do. A merit
 * that is real does not hang on RSI 27 where 26 and 28 fail.
 *
 * <p>The definition is ours, after the usual advice to prefer plateaus (R. Pardo, "The Evaluation
 * and Optimization of Trading Strategies", Wiley 2008). The neighbours of a set are those of its
 * numeric parameters: at most one step in each (Chebyshev distance 1). Words (switches, choices)
 * stay as they are. At the edge of the grid there are fewer neighbours, and the score says at which
 * edge it is: the best may lie beyond. Neighbours that the strategy refuses or that were not tried
 * do not count, for or against.
 *
 * @param index of the set in its space
 * @param objective its own figure, greater being better
 * @param box its neighbours along all parameters
 * @param edges the names of numeric parameters that have their first or last value
 */
public record PlateauScore(long index, double objective, Neighbours box, List<String> edges) {

  /**
   * How neighbours do.
   *
   * @param count how many have a figure
   * @param meanRatio the mean of their figures over the set's own: 1 on a plateau, towards 0 or
   *     below on a needle; nothing without neighbours or if the set's own is not above 0
   */
  public record Neighbours(int count, OptionalDouble meanRatio) {
    private static Neighbours of(double[] figures, double objective) {
      if (figures.length == 0 || !(objective > 0)) {
        return new Neighbours(figures.length, OptionalDouble.empty());
      }
      double mean = Arrays.stream(figures).average().orElseThrow();
      return new Neighbours(figures.length, OptionalDouble.of(mean / objective));
    }
  }

  /** The figures of a search. */
  public static final class Results {
    private final ParameterSpace space;
    private final long[] indices;
    private final double[] objectives;

    /**
     * The figures of a search.
     *
     * @param space the sets there are
     * @param indices of the sets that were tried, rising, at least one
     * @param objectives a figure for each, greater being better; 0 where there is none (no trades),
     *     never NaN
     */
    public Results(ParameterSpace space, long[] indices, double[] objectives) {
      if (indices.length == 0 || indices.length != objectives.length) {
        throw new IllegalArgumentException(
            indices.length + " sets have " + objectives.length + " figures");
      }
      for (int i = 0; i < indices.length; i++) {
        if (Double.isNaN(objectives[i]) || (i > 0 && indices[i] <= indices[i - 1])) {
          throw new IllegalArgumentException(
              "set " + indices[i] + " has the figure " + objectives[i] + " or is out of order");
        }
      }
      this.space = space;
      this.indices = indices.clone();
      this.objectives = objectives.clone();
    }

    private int position(long index) {
      int position = Arrays.binarySearch(indices, index);
      if (position < 0) {
        throw new IllegalArgumentException("set " + index + " was not tried");
      }
      return position;
    }

    private double[] figures(long[] sets) {
      return Arrays.stream(sets)
          .mapToInt(set -> Arrays.binarySearch(indices, set))
          .filter(position -> position >= 0)
          .mapToDouble(position -> objectives[position])
          .toArray();
    }
  }

  /**
   * The score of a set of a grid.
   *
   * @param index a set that was tried
   */
  public static PlateauScore of(Results results, long index) {
    double objective = results.objectives[results.position(index)];
    return new PlateauScore(
        index,
        objective,
        Neighbours.of(results.figures(results.space.boxNeighbours(index)), objective),
        results.space.edges(index).stream().map(ParameterAxis::name).toList());
  }

  /**
   * The neighbours of a set where sets were drawn at random, so that few are one step apart: the
   * nearest. Along a numeric axis two sets are as far apart as the ranks of their values among
   * those that were drawn, from 0 for the lowest to 1 for the highest; along an axis of words, 0 or
   * 1. The distance is Euclid's; of equally far ones the lower index comes first.
   *
   * @param index a set that was tried
   * @param count how many nearest sets, at least 1; all others if there are no more
   */
  public static Neighbours nearest(Results results, long index, int count) {
    Checks.atLeast("neighbours", 1, count);
    double[][] places = places(results);
    double[] center = places[results.position(index)];
    double[] distances =
        Arrays.stream(places).mapToDouble(place -> squaredDistance(place, center)).toArray();
    double[] figures =
        IntStream.range(0, distances.length)
            .filter(i -> results.indices[i] != index)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> distances[i]))
            .limit(count)
            .mapToDouble(i -> results.objectives[i])
            .toArray();
    return Neighbours.of(figures, results.objectives[results.position(index)]);
  }

  /** Coordinates in [0, 1] by rank; of words, corners of a simplex whose edges have length 1. */
  private static double[][] places(Results results) {
    List<ParameterAxis> axes = results.space.axes();
    int[][] coordinates =
        Arrays.stream(results.indices).mapToObj(results.space::coordinates).toArray(int[][]::new);
    int width = axes.stream().mapToInt(axis -> axis.ordered() ? 1 : axis.size()).sum();
    double[][] places = new double[coordinates.length][width];
    int column = 0;
    for (int a = 0; a < axes.size(); a++) {
      int axis = a;
      int[] drawn =
          Arrays.stream(coordinates).mapToInt(set -> set[axis]).sorted().distinct().toArray();
      for (int i = 0; i < places.length; i++) {
        if (axes.get(a).ordered()) {
          double last = Math.max(1, drawn.length - 1);
          places[i][column] = Arrays.binarySearch(drawn, coordinates[i][a]) / last;
        } else {
          places[i][column + coordinates[i][a]] = Math.sqrt(0.5);
        }
      }
      column += axes.get(a).ordered() ? 1 : axes.get(a).size();
    }
    return places;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
