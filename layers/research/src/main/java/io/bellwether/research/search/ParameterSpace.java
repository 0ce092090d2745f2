package io.bellwether.research.search;

import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterValues;
import io.bellwether.strategy.parameter.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A grid of parameter sets, none of which is held in memory: set {@code i} is computed from {@code
 * i}.
 *
 * <p>The axes are in the order of the strategy's parameters, whatever the order they were given in;
 * the values of numeric ones rise. Set 0 has the first value of every axis, and the last axis
 * changes fastest, like the innermost of nested loops. So an index means the same set wherever the
 * same ranges are searched.
 */
public final class ParameterSpace {
  private final List<ParameterAxis> axes;
  private final long[] strides;
  private final long size;

  /**
   * A grid.
   *
   * @param axes with distinct names; none makes a space of one set, the defaults
   * @throws IllegalArgumentException if there are more sets than a long can count
   */
  public ParameterSpace(List<ParameterAxis> axes) {
    this.axes = List.copyOf(axes);
    this.strides = new long[axes.size()];
    if (axes.stream().map(ParameterAxis::name).distinct().count() < axes.size()) {
      throw new IllegalArgumentException("a parameter has two axes");
    }
    long product = 1;
    for (int a = axes.size() - 1; a >= 0; a--) {
      strides[a] = product;
      try {
        product = Math.multiplyExact(product, axes.get(a).size());
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(tooMany(axes), e);
      }
    }
    this.size = product;
  }

  private static String tooMany(List<ParameterAxis> axes) {
    return axes.stream()
            .map(axis -> axis.name() + " (" + axis.size() + ")")
            .collect(Collectors.joining(" x "))
        + " are more sets than can be counted; give fewer values";
  }

  /**
   * Reads ranges such as {@code entry-rsi=10..40:5}, {@code fast=5,10,20}, {@code atr=5..50*1.5},
   * {@code hedge=on,off}.
   *
   * @param specs the parameters there are
   * @param ranges one per parameter that is searched
   * @param problems receives what is wrong: everything at once
   * @return the space of the ranges that are right; to be used only if there was no problem
   */
  public static ParameterSpace read(
      List<ParameterSpec> specs, List<String> ranges, Collection<Problem> problems) {
    Map<String, ParameterAxis> read = new HashMap<>();
    Set<String> given = new HashSet<>();
    for (String range : ranges) {
      int equals = range.indexOf('=');
      if (equals < 1) {
        problems.add(
            new Problem(List.of(), "'" + range + "' is no range; write name=values: fast=5..20:5"));
        continue;
      }
      String name = range.substring(0, equals).strip();
      if (!given.add(name)) {
        problems.add(new Problem(List.of(name), name + " is given twice"));
        continue;
      }
      specs.stream()
          .filter(spec -> spec.name().equals(name))
          .findFirst()
          .ifPresentOrElse(
              spec ->
                  RangeNotation.read(spec, range.substring(equals + 1), problems)
                      .ifPresent(axis -> read.put(name, axis)),
              // Only to have it said as wherever else parameters are read.
              () -> ParameterValues.read(specs, Map.of(name, ""), problems));
    }
    List<ParameterAxis> axes = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      if (read.containsKey(spec.name())) {
        axes.add(read.get(spec.name()));
      }
    }
    return countable(axes, problems);
  }

  private static ParameterSpace countable(List<ParameterAxis> axes, Collection<Problem> problems) {
    try {
      return new ParameterSpace(axes);
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(List.of(), String.valueOf(e.getMessage())));
      return new ParameterSpace(List.of());
    }
  }

  /** The axes, the one that changes fastest last. */
  public List<ParameterAxis> axes() {
    return axes;
  }

  /** The number of sets, refused ones included. */
  public long size() {
    return size;
  }

  /**
   * The values of a set by name, in the order of the axes.
   *
   * @throws IndexOutOfBoundsException if there is no such set
   */
  public Map<String, String> values(long index) {
    int[] coordinates = coordinates(index);
    Map<String, String> values = new LinkedHashMap<>();
    for (int a = 0; a < coordinates.length; a++) {
      values.put(axes.get(a).name(), axes.get(a).values().get(coordinates[a]));
    }
    return values;
  }

  /**
   * Which value of each axis a set has.
   *
   * @throws IndexOutOfBoundsException if there is no such set
   */
  public int[] coordinates(long index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("set " + index + " of " + size);
    }
    int[] coordinates = new int[axes.size()];
    for (int a = 0; a < coordinates.length; a++) {
      coordinates[a] = (int) (index / strides[a] % axes.get(a).size());
    }
    return coordinates;
  }

  /**
   * The index of a set; the inverse of {@link #coordinates}.
   *
   * @throws IndexOutOfBoundsException if an axis has no such value
   */
  public long index(int... coordinates) {
    if (coordinates.length != axes.size()) {
      throw new IllegalArgumentException(
          axes.size() + " coordinates are needed, not " + coordinates.length);
    }
    long index = 0;
    for (int a = 0; a < coordinates.length; a++) {
      if (coordinates[a] < 0 || coordinates[a] >= axes.get(a).size()) {
        throw new IndexOutOfBoundsException(
            axes.get(a).name() + " has no value " + coordinates[a] + " of " + axes.get(a).size());
      }
      index += coordinates[a] * strides[a];
    }
    return index;
  }

  /**
   * The index of a set; the inverse of {@link #values}.
   *
   * @param values a value of its axis, as text, for each axis
   * @throws IllegalArgumentException if one is missing or is not on its axis
   */
  public long index(Map<String, String> values) {
    int[] coordinates = new int[axes.size()];
    for (int a = 0; a < coordinates.length; a++) {
      ParameterAxis axis = axes.get(a);
      coordinates[a] = axis.values().indexOf(values.getOrDefault(axis.name(), ""));
      if (coordinates[a] < 0) {
        throw new IllegalArgumentException(
            axis.name() + " does not have one of the values " + axis.values() + " in " + values);
      }
    }
    return index(coordinates);
  }

  /** All sets in order. */
  public LongStream all() {
    return LongStream.range(0, size);
  }

  /**
   * Sets in random order, each once, without end before all have come. It takes memory for the sets
   * that have been drawn only, and each is as likely as any other.
   *
   * @param random where chance comes from
   */
  public LongStream shuffled(RandomGenerator random) {
    // Fisher and Yates' shuffle of 0 .. size - 1, of which only what was moved is stored.
    Map<Long, Long> moved = new HashMap<>();
    return LongStream.range(0, size)
        .map(
            i -> {
              long j = random.nextLong(i, size);
              long drawn = moved.getOrDefault(j, j);
              Long displaced = moved.remove(i);
              if (j != i) {
                moved.put(j, displaced == null ? i : displaced);
              }
              return drawn;
            });
  }

  /**
   * The sets at most one step away along every numeric axis (Chebyshev distance 1), up to 3^axes -
   * 1, in order of index. Words are never stepped: a switch has no neighbour.
   */
  public long[] boxNeighbours(long index) {
    int[] center = coordinates(index);
    LongStream box = LongStream.of(index);
    for (int a = 0; a < center.length; a++) {
      ParameterAxis axis = axes.get(a);
      if (axis.ordered()) {
        int down = center[a] > 0 ? -1 : 0;
        int up = center[a] < axis.size() - 1 ? 1 : 0;
        long stride = strides[a];
        box = box.flatMap(i -> LongStream.rangeClosed(down, up).map(step -> i + step * stride));
      }
    }
    return box.filter(i -> i != index).sorted().toArray();
  }

  /** The numeric axes of more than one value at whose first or last value a set lies. */
  public List<ParameterAxis> edges(long index) {
    int[] coordinates = coordinates(index);
    List<ParameterAxis> edges = new ArrayList<>();
    for (int a = 0; a < coordinates.length; a++) {
      ParameterAxis axis = axes.get(a);
      if (axis.ordered()
          && axis.size() > 1
          && (coordinates[a] == 0 || coordinates[a] == axis.size() - 1)) {
        edges.add(axis);
      }
    }
    return edges;
  }
}
