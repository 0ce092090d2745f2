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
  private double[] quantity;
  private boolean[] held;
  private final BitSet fleeting = new BitSet();

  /** With room for some changes; it grows as there are more. */
  CashLog(int room) {
    int capacity = Math.max(1, room);
    from = new int[capacity];
    cash = new double[capacity];
    quantity = new double[capacity];
    held = new boolean[capacity];
  }

  /** Makes room for a number of changes before the first. */
  void reserve(int changes) {
    from = new int[changes];
    cash = new double[changes];
    quantity = new double[changes];
    held = new boolean[changes];
  }

  void add(int bar, double amount, boolean anything) {
    add(bar, amount, 0, anything);
  }

  /**
   * Cash and a position from a bar on.
   *
   * @param position the quantity held of the only symbol, if its equity is to be drawn later
   */
  void add(int bar, double amount, double position, boolean anything) {
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      cash = Arrays.copyOf(cash, size * 2);
      quantity = Arrays.copyOf(quantity, size * 2);
      held = Arrays.copyOf(held, size * 2);
    }
    from[size] = bar;
    cash[size] = amount;
    quantity[size] = position;
    held[size] = anything;
    size++;
  }

  void touch(int bar) {
    fleeting.set(bar);
  }

  /**
   * Draws the equity at every close from the first change on: cash, and the position at its mark.
   * One pass that asks at each bar whether the next change has come is quicker than a loop for each
   * of many short stretches, whose ends no processor foresees.
   */
  void drawEquity(double[] equity, double[] mark) {
    int next = 0;
    int change = size > 0 ? from[0] : equity.length;
    double money = 0;
    double position = 0;
    for (int i = change; i < equity.length; i++) {
      if (i == change) {
        money = cash[next];
        position = quantity[next];
        next++;
        change = next < size ? from[next] : equity.length;
      }
      equity[i] = money + position * mark[i];
    }
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
