/** What trading costs. */
@NullMarked
package io.bellwether.trading.cost;

import org.jspecify.annotations.NullMarked;
