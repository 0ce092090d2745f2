/** Alpaca's Trading API v2, and of its market data the latest trade. */
@NullMarked
package io.bellwether.trading.broker.alpaca;

import org.jspecify.annotations.NullMarked;
