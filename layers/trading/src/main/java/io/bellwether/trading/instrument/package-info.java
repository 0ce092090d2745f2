/** What venues demand of orders: quantities, prices and margins of their instruments. */
@NullMarked
package io.bellwether.trading.instrument;

import org.jspecify.annotations.NullMarked;
