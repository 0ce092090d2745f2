/**
 * A simulated exchange that speaks Alpaca's trading and market-data protocol on the loopback
 * interface, over a clock that the caller moves and bars of the past.
 */
@NullMarked
package io.bellwether.workbench.exchange;

import org.jspecify.annotations.NullMarked;
