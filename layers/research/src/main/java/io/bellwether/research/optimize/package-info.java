/** Searches that learn as they go, for spaces too large to be swept. */
@NullMarked
package io.bellwether.research.optimize;

import org.jspecify.annotations.NullMarked;
