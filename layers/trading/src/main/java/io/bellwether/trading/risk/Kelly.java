package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * The weight of a position at which capital would have grown fastest over an account's own trades.
 *
 * <p>With a share p of winners that made a on average, and q = 1 - p of losers that lost l on
 * average, both as fractions of what was bought, growth {@code p ln(1 + f a) + q ln(1 - f l)} has
 * its maximum at {@code f = p / l - q / a}. Kelly, "A New Interpretation of Information Rate", Bell
 * System Technical Journal 35 (1956); in this form for unequal gains and losses Thorp, "The Kelly
 * Criterion in Blackjack, Sports Betting and the Stock Market" (2006), section 2. It replaces the
 * distribution of trades by two outcomes and takes the past for the future, which both overstate
 * it: profiles use a part of it only, and it counts for 1 at most.
 */
final class Kelly {
  /** The trades from which on it is reckoned, unless a profile says otherwise. */
  static final int FEWEST_TRADES = 30;

  private static final MathContext CONTEXT = MathContext.DECIMAL64;

  private Kelly() {}

  /**
   * The Kelly weight.
   *
   * @param returns what the trades made, as fractions of what was bought; one of 0 is a loser
   * @param fewest the trades it takes
   * @return from 0 to 1; empty if there are fewer trades
   */
  static Optional<BigDecimal> weight(List<BigDecimal> returns, int fewest) {
    if (returns.size() < fewest) {
      return Optional.empty();
    }
    List<BigDecimal> gains = returns.stream().filter(made -> made.signum() > 0).toList();
    List<BigDecimal> losses =
        returns.stream().filter(made -> made.signum() <= 0).map(BigDecimal::negate).toList();
    BigDecimal lost = sum(losses);
    if (gains.isEmpty()) {
      return Optional.of(BigDecimal.ZERO);
    }
    if (lost.signum() == 0) {
      return Optional.of(BigDecimal.ONE);
    }
    // p / l = (wins / n) / (lost / losers), and q / a likewise.
    BigDecimal winners = BigDecimal.valueOf(gains.size());
    BigDecimal losers = BigDecimal.valueOf(losses.size());
    BigDecimal pairs = winners.multiply(losers).divide(BigDecimal.valueOf(returns.size()), CONTEXT);
    BigDecimal weight =
        pairs.divide(lost, CONTEXT).subtract(pairs.divide(sum(gains), CONTEXT), CONTEXT);
    return Optional.of(weight.max(BigDecimal.ZERO).min(BigDecimal.ONE));
  }

  private static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
