package io.bellwether.analyst.local;

import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The sets around one set of a grid: one and two steps away along each axis, and one step away
 * along each pair of axes. A word, which has no order, is one step from every other word.
 */
final class Neighbourhood {
  private static final int STEPS = 2;

  private Neighbourhood() {}

  /**
   * Neighbours, those along one axis first, of which there are few.
   *
   * @param most how many at most; of pairs a random part
   * @param seed of that part
   */
  static List<Long> of(ParameterSpace space, long center, int most, long seed) {
    int[] at = space.coordinates(center);
    Set<Long> sets = new LinkedHashSet<>();
    for (int a = 0; a < at.length; a++) {
      for (int to : reachable(space, at, a, STEPS)) {
        sets.add(space.index(moved(at, a, to)));
      }
    }
    List<Long> pairs = new ArrayList<>();
    for (int a = 0; a < at.length; a++) {
      for (int b = a + 1; b < at.length; b++) {
        for (int toA : reachable(space, at, a, 1)) {
          for (int toB : reachable(space, at, b, 1)) {
            pairs.add(space.index(moved(moved(at, a, toA), b, toB)));
          }
        }
      }
    }
    shuffle(pairs, new SplittableRandom(seed));
    sets.addAll(pairs);
    return sets.stream().limit(most).toList();
  }

  private static List<Integer> reachable(ParameterSpace space, int[] at, int a, int steps) {
    ParameterAxis axis = space.axes().get(a);
    int first = axis.ordered() ? Math.max(0, at[a] - steps) : 0;
    int last = axis.ordered() ? Math.min(axis.size() - 1, at[a] + steps) : axis.size() - 1;
    List<Integer> reached = new ArrayList<>();
    for (int to = first; to <= last; to++) {
      if (to != at[a]) {
        reached.add(to);
      }
    }
    return reached;
  }

  private static int[] moved(int[] at, int axis, int to) {
    int[] moved = at.clone();
    moved[axis] = to;
    return moved;
  }

  /** Fisher and Yates. */
  private static void shuffle(List<Long> sets, SplittableRandom random) {
    for (int i = sets.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long swapped = sets.get(i);
      sets.set(i, sets.get(j));
      sets.set(j, swapped);
    }
  }
}
