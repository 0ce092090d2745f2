package io.bellwether.trading.cost;

/**
 * The share of a bar's volume above which a fill is doubtful: a backtest counts such fills and says
 * so, and does not cut them.
 *
 * @param fraction of the volume, more than 0
 */
public record ParticipationLimit(double fraction) {
  /** A tenth of the bar's volume. */
  public static final ParticipationLimit DEFAULT = new ParticipationLimit(0.1);

  public ParticipationLimit {
    if (!(fraction > 0 && Double.isFinite(fraction))) {
      throw new IllegalArgumentException("a participation limit is above 0, not " + fraction);
    }
  }

  /** Whether an order is too large for the bar it fills in; any is for a bar without volume. */
  public boolean isExceeded(double quantity, double barVolume) {
    return quantity > fraction * barVolume;
  }
}
