/** Deadlines and pauses: the only ways code here depends on the passing of time. */
@NullMarked
package io.bellwether.market.time;

import org.jspecify.annotations.NullMarked;
