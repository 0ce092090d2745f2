/** What a run was worth: the metrics of a backtest, a replay or a live account. */
@NullMarked
package io.bellwether.research.metrics;

import org.jspecify.annotations.NullMarked;
