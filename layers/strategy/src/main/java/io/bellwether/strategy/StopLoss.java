package io.bellwether.strategy;

/**
 * A protective stop at a fixed fraction from the average entry price, resting at the broker from
 * the fill on.
 *
 * @param fraction the distance as a fraction of the entry price, such as 0.05
 */
public record StopLoss(double fraction) {
  public StopLoss {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("stop-loss must be between 0 and 1, not " + fraction);
    }
  }
}
