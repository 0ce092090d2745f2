package io.bellwether.workbench.market;

/**
 * The volatility of a session. Its logarithm is a level plus two factors that forget at different
 * speeds: one over days, one over months. Together their autocorrelation falls as slowly as that of
 * realised volatility does (Alizadeh, Brandt and Diebold 2002; Corsi 2009). A fall in price raises
 * both (the leverage effect; Black 1976).
 *
 * <p>The numbers were fitted to QQQ: daily bars of 2010 to 2024 for the level, the realised
 * variance of its five-minute bars of 2020 to 2024 for the factors (autocorrelation 0.72, 0.56,
 * 0.48, 0.25 at lags 1, 5, 10, 60; standard deviation of its logarithm 0.84).
 */
final class VolatilityProcess {
  /** Root mean square over many years: 20.5 % a year. */
  private static final double ANNUAL = 0.205;

  private static final double SESSIONS_PER_YEAR = 252;
  private static final double SLOW_MEMORY = 0.99;
  private static final double SLOW_DEVIATION = 0.36;
  private static final double SLOW_LEVERAGE = -0.45;
  private static final double FAST_MEMORY = 0.75;
  private static final double FAST_DEVIATION = 0.21;
  private static final double FAST_LEVERAGE = -0.65;

  /** One wild day must not raise volatility beyond anything seen. */
  private static final double LARGEST_SHOCK = 3;

  private final Draws draws;
  private double slow;
  private double fast;

  /** Starts anywhere the process may be. */
  VolatilityProcess(Draws draws) {
    this.draws = draws;
    this.slow = SLOW_DEVIATION * draws.gaussian();
    this.fast = FAST_DEVIATION * draws.gaussian();
  }

  /** The standard deviation of this session's logarithmic return, close to close. */
  double daily() {
    return ANNUAL / StrictMath.sqrt(SESSIONS_PER_YEAR) * StrictMath.exp(relativeLog());
  }

  /** The logarithm of this session's volatility relative to the root mean square. */
  double relativeLog() {
    // Of a log-normal volatility with variance v of its logarithm, the mean square is e^(2v).
    double variance = SLOW_DEVIATION * SLOW_DEVIATION + FAST_DEVIATION * FAST_DEVIATION;
    return slow + fast - variance;
  }

  /**
   * Moves on to the next session.
   *
   * @param shock this session's return less its mean, in units of its standard deviation
   */
  void next(double shock) {
    double bounded = Math.clamp(shock, -LARGEST_SHOCK, LARGEST_SHOCK);
    slow = step(slow, SLOW_MEMORY, SLOW_DEVIATION, SLOW_LEVERAGE, bounded);
    fast = step(fast, FAST_MEMORY, FAST_DEVIATION, FAST_LEVERAGE, bounded);
  }

  private double step(
      double value, double memory, double deviation, double leverage, double shock) {
    double own = StrictMath.sqrt(1 - leverage * leverage) * draws.gaussian();
    double innovation = deviation * StrictMath.sqrt(1 - memory * memory);
    return memory * value + innovation * (leverage * shock + own);
  }
}
