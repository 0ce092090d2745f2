package io.bellwether.strategy;

import java.time.Instant;
import java.util.List;

/**
 * What a strategy wants after the close of one bar.
 *
 * @param bar the start of the bar
 * @param targets one per leg, in the order of entry, and none of these while an indicator is
 *     undefined; then one for each symbol that is held and has no leg
 */
public record Decision(Instant bar, List<Target> targets) {}
