package io.bellwether.strategy;

/**
 * One line of values for people. A backtest explains every bar, and {@code String.format} would
 * take most of its time.
 */
final class Explanation {
  private static final double LARGEST = 1e12;

  private final StringBuilder line = new StringBuilder();

  /** Adds words as they are. */
  Explanation words(String words) {
    line.append(words);
    return this;
  }

  /** Adds a value rounded to decimals, at most six, with a point before them in any locale. */
  Explanation value(double value, int decimals) {
    if (!(Math.abs(value) < LARGEST)) {
      line.append(value);
      return this;
    }
    long unit = 1;
    for (int i = 0; i < decimals; i++) {
      unit *= 10;
    }
    long units = Math.round(Math.abs(value) * unit);
    if (value < 0 && units > 0) {
      line.append('-');
    }
    line.append(units / unit);
    if (decimals > 0) {
      // The unit in front of the fraction keeps its leading zeros; its own 1 is then overwritten.
      int point = line.length();
      line.append(unit + units % unit);
      line.setCharAt(point, '.');
    }
    return this;
  }

  /** The line. */
  @Override
  public String toString() {
    return line.toString();
  }
}
