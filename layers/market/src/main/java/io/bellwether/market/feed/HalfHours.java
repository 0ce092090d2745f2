package io.bellwether.market.feed;

import io.bellwether.market.Timeframe;
import java.math.BigInteger;

/** Timeframes whose bars start at half past nine whatever clock they are cut on. */
final class HalfHours {
  private static final int HALF_HOUR = 30;

  /** Those that every provider has, longest first. */
  private static final int[] COMMON_MINUTES = {30, 15, 5, 1};

  private HalfHours() {}

  /** The longest timeframe that divides both half an hour and {@code target}; days are days. */
  static Timeframe longestIn(Timeframe target) {
    return target.isDaily() ? target : new Timeframe(divisor(target));
  }

  /** The longest of 30, 15, 5 and 1 minutes that divides {@code target}; days are days. */
  static Timeframe sourceOf(Timeframe target) {
    if (target.isDaily()) {
      return target;
    }
    for (int minutes : COMMON_MINUTES) {
      if (divisor(target) % minutes == 0) {
        return new Timeframe(minutes);
      }
    }
    throw new IllegalStateException("one minute divides everything");
  }

  private static int divisor(Timeframe target) {
    return BigInteger.valueOf(target.minutes()).gcd(BigInteger.valueOf(HALF_HOUR)).intValue();
  }
}
