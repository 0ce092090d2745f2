package io.bellwether.workbench.simulate;

/**
 * Numbers drawn by name instead of in turn: the same seed and the same names give the same number,
 * whatever else was drawn before. So a fault can be taken out of a run and the rest stays as it is.
 *
 * <p>The mixing is that of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
 * Generators, 2014, figure 16).
 */
final class Chance {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private final long seed;

  Chance(long seed) {
    this.seed = seed;
  }

  /** Draws of their own for a name. */
  Chance of(String name) {
    return new Chance(bits(name.hashCode()));
  }

  /** Draws of their own for a number. */
  Chance of(long number) {
    return new Chance(bits(number));
  }

  /** A number from 0, inclusive, to 1, exclusive. */
  double unit(long name) {
    return (bits(name) >>> 11) * UNIT;
  }

  /** Whether something of this probability happens. */
  boolean happens(long name, double probability) {
    return unit(name) < probability;
  }

  /** A number from 0, inclusive, to a bound, exclusive. */
  int below(long name, int bound) {
    return (int) (unit(name) * bound);
  }

  /** 64 bits. */
  long bits(long name) {
    return mix(seed + GOLDEN_GAMMA * (name + 1));
  }

  /** A bijection of 64 bits in which each bit depends on every other. */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
