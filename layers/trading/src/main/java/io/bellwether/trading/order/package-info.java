/** Orders, their states and fills. */
@NullMarked
package io.bellwether.trading.order;

import org.jspecify.annotations.NullMarked;
