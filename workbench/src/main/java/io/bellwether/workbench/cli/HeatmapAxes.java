package io.bellwether.workbench.cli;

import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two parameters of a heatmap, as numbers of their axes; the same twice for a single row.
 *
 * @param x from left to right
 * @param y from bottom to top
 */
record HeatmapAxes(int x, int y) {
  /** More cells than anyone can see. */
  private static final int MOST_VALUES = 400;

  /** The parameters asked for. */
  static HeatmapAxes named(String text, ParameterSpace space) {
    List<String> names = space.axes().stream().map(ParameterAxis::name).toList();
    List<Integer> axes = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      int axis = names.indexOf(name.strip());
      if (axis < 0) {
        throw InputException.usage(
            "--heatmap: '" + name + "' is not searched; there are " + String.join(", ", names));
      }
      if (space.axes().get(axis).size() > MOST_VALUES) {
        throw InputException.usage(
            SearchSheet.format(
                "--heatmap: %s has %,d values; %d are the most that can be seen",
                name, space.axes().get(axis).size(), MOST_VALUES));
      }
      axes.add(axis);
    }
    if (axes.size() > 2) {
      throw InputException.usage("--heatmap takes one or two parameters, such as x,y");
    }
    return new HeatmapAxes(axes.getFirst(), axes.getLast());
  }

  /** The first two parameters of more than one value; none if nothing varies. */
  static Optional<HeatmapAxes> first(ParameterSpace space) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < space.axes().size(); axis++) {
      int size = space.axes().get(axis).size();
      if (size > 1 && size <= MOST_VALUES && axes.size() < 2) {
        axes.add(axis);
      }
    }
    return axes.isEmpty()
        ? Optional.empty()
        : Optional.of(new HeatmapAxes(axes.getFirst(), axes.getLast()));
  }
}
