/**
 * What the analyst leaves in the ledger: sessions, analyses with their proposals and evidence, what
 * they cost, candidates that run in the shadow of the active version, and how far live decisions
 * drift from the backtest's. Records and ports; who fills them is elsewhere.
 */
@NullMarked
package io.bellwether.trading.analysis;

import org.jspecify.annotations.NullMarked;
