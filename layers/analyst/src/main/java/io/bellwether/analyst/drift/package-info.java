/** The day's decisions and trades beside the backtest of the same version, from the ledger. */
@NullMarked
package io.bellwether.analyst.drift;

import org.jspecify.annotations.NullMarked;
