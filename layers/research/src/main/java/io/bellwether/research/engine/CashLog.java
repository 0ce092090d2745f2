package io.bellwether.research.engine;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Cash, and whether something was held, from bar to bar; an entry only where it may have changed.
 */
final class CashLog {
  private int size;
  private int[] from;
  private double[] cash;
  private boolean[] held;
  private final BitSet fleeting = new BitSet();

  /** With room for some changes; it grows as there are more. */
  CashLog(int room) {
    int capacity = Math.max(1, room);
    from = new int[capacity];
    cash = new double[capacity];
    held = new boolean[capacity];
  }

  void add(int bar, double amount, boolean anything) {
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      cash = Arrays.copyOf(cash, size * 2);
      held = Arrays.copyOf(held, size * 2);
    }
    from[size] = bar;
    cash[size] = amount;
    held[size] = anything;
    size++;
  }

  void touch(int bar) {
    fleeting.set(bar);
  }

  /** The cash at the close of each of the first {@code bars} bars. */
  double[] cash(int bars) {
    double[] column = new double[bars];
    for (int i = 0; i < size; i++) {
      Arrays.fill(column, from[i], i + 1 < size ? from[i + 1] : bars, cash[i]);
    }
    return column;
  }

  /** The bars in which something was held at any moment. */
  BitSet held(int bars) {
    BitSet set = (BitSet) fleeting.clone();
    for (int i = 0; i < size; i++) {
      if (held[i]) {
        set.set(from[i], i + 1 < size ? from[i + 1] : bars);
      }
    }
    return set;
  }
}
