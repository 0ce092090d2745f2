/** What is measured of the running system. */
@NullMarked
package io.bellwether.market.metric;

import org.jspecify.annotations.NullMarked;
