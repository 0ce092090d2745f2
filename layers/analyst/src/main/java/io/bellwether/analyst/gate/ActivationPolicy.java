package io.bellwether.analyst.gate;

import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.config.Activation;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When a proposal may come into force without a person. What is not allowed waits for one.
 *
 * @param autoApply whether anything may
 * @param minimumConfidence what the proposal's confidence must be above, 0 to 1
 * @param monthsBetween calendar months, in New York, from one activation to the next automatic one,
 *     at least 1, which is one a month
 */
public record ActivationPolicy(boolean autoApply, double minimumConfidence, int monthsBetween) {
  /** Everything waits for a person. */
  public static final ActivationPolicy DEFAULT = new ActivationPolicy(false, 0.5, 1);

  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  public ActivationPolicy {
    if (!(minimumConfidence >= 0 && minimumConfidence <= 1)) {
      throw new IllegalArgumentException(
          "the minimum confidence must be 0 to 1, not " + minimumConfidence);
    }
    if (monthsBetween < 1) {
      throw new IllegalArgumentException(
          "the months between activations must be at least 1, not " + monthsBetween);
    }
  }

  /**
   * Why a proposal may not come into force by itself: the first reason there is, in words.
   *
   * <p>An activation by a person counts like an automatic one: whoever has just activated a version
   * or rolled one back is not overruled in the same month.
   *
   * @param proposal what is proposed
   * @param gate what the gate found about it
   * @param history all activations of the strategy
   * @param now the time
   * @return nothing if it may
   */
  public Optional<String> objection(
      Proposal proposal, GateResult gate, List<Activation> history, Instant now) {
    if (!gate.passed()) {
      return Optional.of(
          gate.failures().stream()
              .map(Criterion::label)
              .collect(Collectors.joining(", ", "it does not pass the gate: ", "")));
    }
    if (!autoApply) {
      return Optional.of("auto-apply is off: a person decides");
    }
    if (!(proposal.confidence() > minimumConfidence)) {
      return Optional.of(
          "its confidence of %s is not above %s"
              .formatted(proposal.confidence(), minimumConfidence));
    }
    return tooSoon(history, now);
  }

  private Optional<String> tooSoon(List<Activation> history, Instant now) {
    YearMonth month = YearMonth.from(now.atZone(ZONE));
    return history.stream()
        // Of the first nobody has decided anything: it came with the code.
        .filter(one -> one.previous().isPresent())
        .filter(
            one -> YearMonth.from(one.time().atZone(ZONE)).plusMonths(monthsBetween).isAfter(month))
        .reduce((_, last) -> last)
        .map(
            last ->
                "version %d was activated on %s, and an automatic activation waits for %s"
                    .formatted(
                        last.version(),
                        last.time().atZone(ZONE).toLocalDate(),
                        YearMonth.from(last.time().atZone(ZONE)).plusMonths(monthsBetween)));
  }
}
