/**
 * What the analyst remembers of a strategy's trading days: the market's condition and the
 * strategy's performance at each close, from a backtest or from an account.
 */
@NullMarked
package io.bellwether.analyst.session;

import org.jspecify.annotations.NullMarked;
