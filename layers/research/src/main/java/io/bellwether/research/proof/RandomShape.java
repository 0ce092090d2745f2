package io.bellwether.research.proof;

/** The ways in which made-up bars are unlike each other. */
public enum RandomShape {
  RANDOM_WALK("random walk", 100, 0, 0.01, 0),
  UPTREND("uptrend", 20, 0.004, 0.008, 0),
  DOWNTREND("downtrend", 5_000, -0.004, 0.008, 0),
  /** Opens far from the last close, and intervals without a bar. */
  GAPS("gaps", 100, 0, 0.01, 0.05),
  /** One price and one volume: every comparison is a tie. */
  CONSTANT("constant price", 100, 0, 0, 0),
  ZERO_VOLUME("zero volume", 100, 0, 0.01, 0),
  TINY_PRICES("tiny prices", 1e-6, 0, 0.02, 0),
  HUGE_PRICES("huge prices", 1e9, 0, 0.02, 0);

  private final String words;
  private final double start;
  private final double drift;
  private final double swing;
  private final double gap;

  RandomShape(String words, double start, double drift, double swing, double gap) {
    this.words = words;
    this.start = start;
    this.drift = drift;
    this.swing = swing;
    this.gap = gap;
  }

  /** For people. */
  public String words() {
    return words;
  }

  double start() {
    return start;
  }

  /** The mean of a bar's logarithmic return. */
  double drift() {
    return drift;
  }

  /** The deviation of a bar's logarithmic return. */
  double swing() {
    return swing;
  }

  /** The deviation of the logarithmic return from a close to the next open. */
  double gap() {
    return gap;
  }
}
