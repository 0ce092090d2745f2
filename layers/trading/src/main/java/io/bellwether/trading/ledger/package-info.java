/** The ports of the ledger. */
@NullMarked
package io.bellwether.trading.ledger;

import org.jspecify.annotations.NullMarked;
