/** Brokers behind one interface. */
@NullMarked
package io.bellwether.trading.broker;

import org.jspecify.annotations.NullMarked;
