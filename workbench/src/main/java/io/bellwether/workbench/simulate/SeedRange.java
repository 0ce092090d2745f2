package io.bellwether.workbench.simulate;

/**
 * Seeds in a row.
 *
 * @param first the lowest
 * @param count how many, at least one
 */
public record SeedRange(long first, int count) implements Comparable<SeedRange> {
  public SeedRange {
    if (count < 1) {
      throw new IllegalArgumentException("a range of " + count + " seeds; there is at least one");
    }
    if (first < 0 || first > Long.MAX_VALUE - count) {
      throw new IllegalArgumentException(
          "a range of " + count + " seeds from " + first + "; seeds are 0 and above");
    }
  }

  /** The highest seed. */
  public long last() {
    return first + count - 1;
  }

  /** Whether a seed is in both. */
  public boolean overlaps(SeedRange other) {
    return first <= other.last() && other.first <= last();
  }

  @Override
  public int compareTo(SeedRange other) {
    return Long.compare(first, other.first);
  }

  @Override
  public String toString() {
    return count == 1 ? Long.toString(first) : first + " to " + last();
  }
}
