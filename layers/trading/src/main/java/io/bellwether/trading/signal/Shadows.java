package io.bellwether.trading.signal;

import io.bellwether.strategy.Decider;
import io.bellwether.strategy.Decision;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.analysis.ShadowStore;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.StrategyStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the candidate in the shadow of a version what it would have decided, once that version's
 * signal is stored and sent. It asks no broker and no feed, and whatever goes wrong with it is
 * logged and otherwise without consequence.
 */
final class Shadows {
  private static final Logger LOG = LoggerFactory.getLogger(Shadows.class);

  private final ShadowStore shadows;
  private final StrategyStore versions;
  private final InstantSource clock;

  Shadows(Ledger ledger, InstantSource clock) {
    this.shadows = ledger.analysis().shadows();
    this.versions = ledger.strategies();
    this.clock = clock;
  }

  /**
   * Stores what the candidate of a strategy decides, if there is one.
   *
   * @param active the version that decided
   * @param signal its signal
   * @param series what it decided on
   * @param held what it held then
   */
  void decide(StrategyVersion active, Signal signal, SeriesSet series, Map<String, LegState> held) {
    try {
      candidate(active).ifPresent(version -> record(version, signal, series, held));
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("strategy", active.strategy())
          .addKeyValue("signal", signal.id())
          .setCause(e)
          .log("the version in the shadow could not decide; the active one's signal stands");
    }
  }

  private Optional<StrategyVersion> candidate(StrategyVersion active) {
    return shadows
        .of(active.strategy())
        .filter(Shadow::isRunning)
        .filter(shadow -> shadow.version() != active.version())
        .flatMap(
            shadow ->
                versions.versions(active.strategy()).stream()
                    .filter(version -> version.version() == shadow.version())
                    .findFirst());
  }

  private void record(
      StrategyVersion candidate, Signal signal, SeriesSet series, Map<String, LegState> held) {
    Decision decision =
        Decider.decide(SignalService.strategy(candidate).on(series), series.size() - 1, held);
    shadows.record(
        new ShadowDecision(
            candidate.strategy(),
            candidate.version(),
            signal.bar(),
            clock.instant(),
            signal.id(),
            signal.version(),
            signal.targets(),
            decision.targets()));
  }
}
