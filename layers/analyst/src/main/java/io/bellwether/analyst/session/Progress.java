package io.bellwether.analyst.session;

import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.metrics.DailyRatios;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** An account's equity from session to session, and what it comes to so far. */
final class Progress {
  private double start;
  private final Conventions conventions;
  private double[] returns = new double[256];
  private int count;
  private double equity;
  private double peak;

  /**
   * Before the first session.
   *
   * @param start the equity that the first session is measured by, more than 0
   */
  Progress(double start, Conventions conventions) {
    this.start = start;
    this.conventions = conventions;
    this.equity = start;
    this.peak = start;
  }

  /** A session has closed. A profit on nothing is 0. */
  void close(double newEquity) {
    close(newEquity, 0);
  }

  /**
   * A session has closed in which money was paid in, or out if negative. That is no profit: what
   * the start and the peak were is reckoned in the money there is now.
   */
  void close(double newEquity, double paidIn) {
    if (count == returns.length) {
      returns = Arrays.copyOf(returns, 2 * count);
    }
    double earned = newEquity - paidIn;
    returns[count++] = equity > 0 ? earned / equity - 1 : 0;
    if (paidIn != 0 && earned > 0 && newEquity > 0) {
      start *= newEquity / earned;
      peak = Math.max(peak, earned) * newEquity / earned;
    }
    equity = newEquity;
    peak = Math.max(peak, equity);
  }

  /** The last session's profit, a fraction. */
  double profit() {
    return count == 0 ? 0 : returns[count - 1];
  }

  double totalReturn() {
    return equity / start - 1;
  }

  double drawdown() {
    return equity / peak - 1;
  }

  Optional<Double> sharpe() {
    OptionalDouble sharpe = DailyRatios.sharpe(Arrays.copyOf(returns, count), conventions);
    return sharpe.isPresent() ? Optional.of(sharpe.getAsDouble()) : Optional.empty();
  }
}
