package io.bellwether.research.walkforward;

import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.TrialMetrics;
import java.util.Optional;

/**
 * What became of a window.
 *
 * @param window the window
 * @param trials how many sets were tried on the training
 * @param chosen the best of them on the training; nothing if none could be chosen, and the test
 *     passed in cash
 * @param outOfSample the chosen set's metrics on the test, before its open positions are closed
 */
public record WindowResult(
    Window window, int trials, Optional<Trial> chosen, Optional<TrialMetrics> outOfSample) {}
