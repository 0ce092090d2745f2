/** Walk-forward analysis: choosing on the past, again and again, and trading what comes after. */
@NullMarked
package io.bellwether.research.walkforward;

import org.jspecify.annotations.NullMarked;
