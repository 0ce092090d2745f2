/** Whether a series is fit to decide on. */
@NullMarked
package io.bellwether.market.quality;

import org.jspecify.annotations.NullMarked;
