/** Feeds of bars behind one interface, and the cache before them. */
@NullMarked
package io.bellwether.market.feed;

import org.jspecify.annotations.NullMarked;
