/** The backtest: strategies on bars, from event to event. */
@NullMarked
package io.bellwether.research.engine;

import org.jspecify.annotations.NullMarked;
