package io.bellwether.trading.config;

import java.util.List;
import java.util.Optional;

/**
 * The versions of a strategy and how they came into force.
 *
 * @param strategy the strategy
 * @param active the number of the active version
 * @param versions all of them, oldest first
 * @param activations all of them, oldest first; where an earlier release has activated without a
 *     record, the first is missing
 */
public record VersionHistory(
    String strategy, int active, List<StrategyVersion> versions, List<Activation> activations) {
  public VersionHistory {
    versions = List.copyOf(versions);
    activations = List.copyOf(activations);
  }

  /**
   * The version of a number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public StrategyVersion version(int number) {
    return versions.stream()
        .filter(version -> version.version() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no version %d; there are %s"
                        .formatted(
                            strategy,
                            number,
                            versions.stream().map(StrategyVersion::version).toList())));
  }

  /** The number of the activation to come. */
  int nextActivation() {
    return activations.isEmpty() ? 1 : activations.getLast().number() + 1;
  }

  /** The version that some evidence led to. */
  public Optional<StrategyVersion> by(String evidence) {
    return versions.stream()
        .filter(version -> version.evidence().equals(Optional.of(evidence)))
        .findFirst();
  }

  /** The rollback that brought the active version into force, if it is one and left a version. */
  Optional<Activation> rollbackFrom(int left) {
    return activations.reversed().stream()
        .limit(1)
        .filter(activation -> activation.undoes().isPresent())
        .filter(activation -> activation.previous().equals(Optional.of(left)))
        .filter(activation -> activation.version() == active)
        .findFirst();
  }

  /**
   * The activation that a rollback takes back: the last one that takes nothing back and was not
   * taken back itself. So one rollback after another goes further back, and never forth.
   */
  public Optional<Activation> last() {
    List<Integer> undone =
        activations.stream().flatMap(activation -> activation.undoes().stream()).toList();
    return activations.reversed().stream()
        .filter(activation -> activation.undoes().isEmpty())
        .filter(activation -> !undone.contains(activation.number()))
        .findFirst();
  }
}
