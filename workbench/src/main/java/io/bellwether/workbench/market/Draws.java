package io.bellwether.workbench.market;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Random numbers that are the same on every machine. The bits come from {@code L64X128MixRandom}
 * (Steele and Vigna 2021, "LXM: better splittable pseudorandom number generators"); everything else
 * is made of them here, with {@link StrictMath}, because the platform may change how it turns bits
 * into a Gaussian and {@link Math} may differ in the last bit between processors.
 */
final class Draws {
  private static final String ALGORITHM = "L64X128MixRandom";

  private final RandomGenerator bits;
  private double spare;
  private boolean hasSpare;

  /** An independent stream for each pair of seed and purpose. */
  Draws(long seed, String purpose) {
    long salt = 0;
    for (int i = 0; i < purpose.length(); i++) {
      salt = salt * 31 + purpose.charAt(i);
    }
    bits = RandomGeneratorFactory.of(ALGORITHM).create(seed ^ (salt * 0x9E37_79B9_7F4A_7C15L));
  }

  /** Uniform between 0 and 1, both excluded: 53 bits, moved up by half a step. */
  double uniform() {
    return ((bits.nextLong() >>> 11) + 0.5) * 0x1.0p-53;
  }

  /** Exponential with mean 1. */
  double exponential() {
    return -StrictMath.log(uniform());
  }

  /** Gaussian with mean 0 and variance 1, by Marsaglia's polar method. */
  double gaussian() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double radius = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spare = y * radius;
    hasSpare = true;
    return x * radius;
  }

  /**
   * Student's t with four degrees of freedom, scaled to variance 1. A chi-squared variate with four
   * degrees of freedom is twice the sum of two exponentials.
   */
  double heavyTailed() {
    double chiSquared = 2 * (exponential() + exponential());
    double t = gaussian() / StrictMath.sqrt(chiSquared / 4);
    return t / StrictMath.sqrt(2);
  }
}
