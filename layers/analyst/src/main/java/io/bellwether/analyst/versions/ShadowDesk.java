package io.bellwether.analyst.versions;

import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.trading.Checks;
import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.analysis.ShadowStore;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.config.VersionHistory;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Begins and ends shadows, and tells what came of them. */
final class ShadowDesk {
  private static final Duration LONGEST_BAR = Duration.ofDays(40);

  private final VersionDesk versions;
  private final ShadowStore shadows;
  private final Function<StrategyVersion, Optional<BarsMarket>> markets;
  private final InstantSource clock;

  ShadowDesk(
      VersionDesk versions,
      ShadowStore shadows,
      Function<StrategyVersion, Optional<BarsMarket>> markets,
      InstantSource clock) {
    this.versions = versions;
    this.shadows = shadows;
    this.markets = markets;
    this.clock = clock;
  }

  /**
   * Has a version run in the shadow from the next tick on, in the place of one that does. Of the
   * one that does nothing changes, unless it was active meanwhile: then it begins anew.
   *
   * @throws IllegalArgumentException if there is no such version, it is active, or it decides on
   *     other bars than the active one
   */
  Shadow begin(String strategy, int version, String author) {
    Checks.name("the author", author);
    VersionHistory history = versions.history(strategy);
    StrategyVersion candidate = history.version(version);
    StrategyVersion active = history.version(history.active());
    if (history.active() == version) {
      throw new IllegalArgumentException(
          "%s v%d is active; what runs in its shadow is another one".formatted(strategy, version));
    }
    if (!candidate.symbols().equals(active.symbols())
        || !candidate.timeframe().equals(active.timeframe())
        || candidate.basis() != active.basis()) {
      throw new IllegalArgumentException(
          "%s v%d decides on other bars than v%d, which is active: they cannot be compared"
              .formatted(strategy, version, active.version()));
    }
    versions.requireRunnable(candidate);
    // One that was active meanwhile is over, and what it decides from now on is another shadow's.
    Optional<Shadow> before = shadows.of(strategy).map(one -> untilActive(one, history));
    if (before.filter(Shadow::isRunning).filter(one -> one.version() == version).isPresent()) {
      return before.get();
    }
    return update(
        new Shadow(
            strategy,
            version,
            clock.instant(),
            author,
            Optional.empty(),
            before.map(Shadow::revision).orElse(0L)));
  }

  /**
   * Ends the shadow of a strategy, if one runs.
   *
   * @throws IllegalArgumentException if there never was one
   */
  Shadow end(String strategy) {
    Shadow shadow = required(strategy);
    return shadow.isRunning() ? update(shadow.endedAt(clock.instant())) : shadow;
  }

  /**
   * What came of the last shadow of a strategy.
   *
   * @throws IllegalArgumentException if there never was one
   */
  ShadowReport report(String strategy) {
    VersionHistory history = versions.history(strategy);
    Shadow shadow = untilActive(required(strategy), history);
    Instant end = shadow.until().orElseGet(clock::instant);
    // A bar begins before it is decided on: those decided in time are kept.
    List<ShadowDecision> decisions =
        shadows.decisions(strategy, shadow.since().minus(LONGEST_BAR), end.plusNanos(1)).stream()
            .filter(decision -> decision.version() == shadow.version())
            .filter(decision -> !decision.decidedAt().isBefore(shadow.since()))
            .filter(decision -> !decision.decidedAt().isAfter(end))
            .toList();
    Instant from = decisions.isEmpty() ? shadow.since() : decisions.getFirst().bar();
    StrategyVersion active =
        history.version(
            decisions.isEmpty() ? history.active() : decisions.getLast().activeVersion());
    return new ShadowReport(
        shadow,
        active.version(),
        decisions,
        Optional.of(active)
            .filter(one -> one.version() != shadow.version())
            .flatMap(markets)
            .flatMap(
                market ->
                    ShadowReport.Profit.of(
                        active,
                        history.version(shadow.version()),
                        market.end().isAfter(end) ? market.between(market.from(), end) : market,
                        from)));
  }

  /** A candidate that is active is in no shadow: it was until then. */
  private static Shadow untilActive(Shadow shadow, VersionHistory history) {
    return history.activations().stream()
        .filter(one -> one.version() == shadow.version())
        .map(Activation::time)
        .filter(time -> time.isAfter(shadow.since()))
        .filter(time -> shadow.until().filter(until -> !until.isAfter(time)).isEmpty())
        .findFirst()
        .map(shadow::endedAt)
        .orElse(shadow);
  }

  private Shadow required(String strategy) {
    versions.history(strategy);
    return shadows
        .of(strategy)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no version of " + strategy + " ever ran in the shadow"));
  }

  private Shadow update(Shadow shadow) {
    try {
      return shadows.update(shadow);
    } catch (ConcurrentUpdateException e) {
      throw new IllegalArgumentException(
          "somebody else changed the shadow of " + shadow.strategy() + " just now: look and repeat",
          e);
    }
  }
}
