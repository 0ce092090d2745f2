package io.bellwether.analyst;

import io.bellwether.research.search.Constraint;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.config.StrategyVersion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What no proposal may do, whoever makes it and whatever it says: leave the bounds, name a
 * parameter that is not to be changed, or combine values that the strategy refuses. Reasoning and
 * confidence have no say in it.
 */
public final class ProposalBounds {
  /** More changes at a time would not be this strategy any more, but another one. */
  public static final int MOST_CHANGES = 4;

  /** Of the reasoning and of the expected effect: they are stored and sent to people. */
  public static final int LONGEST_TEXT = 2_000;

  private static final int LONGEST_QUOTE = 40;

  private ProposalBounds() {}

  /** Why a proposal may not be made; nothing if it may. */
  public static Optional<String> refusal(Study study, Proposal proposal) {
    StrategyVersion version = study.version();
    Map<String, String> changes = new TreeMap<>(proposal.changes());
    if (changes.isEmpty()) {
      return Optional.of("it changes nothing");
    }
    if (changes.size() > MOST_CHANGES) {
      return Optional.of(
          "it changes %d parameters; at most %d may change at a time"
              .formatted(changes.size(), MOST_CHANGES));
    }
    if (Math.max(proposal.reasoning().length(), proposal.expectedEffect().length())
        > LONGEST_TEXT) {
      return Optional.of("its words are longer than " + LONGEST_TEXT + " characters");
    }
    for (Map.Entry<String, String> change : changes.entrySet()) {
      Optional<String> refusal = refusal(study, change.getKey(), change.getValue());
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    if (version.parameters().entrySet().containsAll(changes.entrySet())) {
      return Optional.of("it changes nothing: these are the values in force");
    }
    return Constraint.ofStrategy(
            study.sweep().catalog(),
            version.strategy(),
            version.symbols(),
            version.timeframe(),
            Map.of())
        .refusal(study.parameters(changes))
        .map(problem -> "the strategy refuses it: " + problem);
  }

  private static Optional<String> refusal(Study study, String name, String value) {
    Optional<ParameterAxis> axis =
        study.bounds().axes().stream().filter(one -> one.name().equals(name)).findFirst();
    if (axis.isEmpty()) {
      return Optional.of(
          study.version().parameters().containsKey(name)
              ? name + " may not be changed by a proposal"
              : "there is no parameter " + quoted(name) + " to change");
    }
    return axis.get().values().contains(value)
        ? Optional.empty()
        : Optional.of(
            "%s may not be %s; allowed: %s"
                .formatted(name, quoted(value), String.join(", ", axis.get().values())));
  }

  private static String quoted(String text) {
    return "'" + UntrustedText.readable(text, LONGEST_QUOTE) + "'";
  }
}
