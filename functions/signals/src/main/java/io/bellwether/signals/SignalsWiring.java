package io.bellwether.signals;

import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.signal.SignalService;
import java.time.InstantSource;

/**
 * What the function is made of.
 *
 * @param clock the time
 * @param book which strategies there are
 * @param signals evaluates one of them
 */
public record SignalsWiring(InstantSource clock, StrategyBook book, SignalService signals) {
  static SignalsWiring fromEnvironment() {
    throw new IllegalStateException("not yet");
  }
}
