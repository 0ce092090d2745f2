/** Realised gains by tax lot, first in, first out. Information for a return, not advice. */
@NullMarked
package io.bellwether.research.tax;

import org.jspecify.annotations.NullMarked;
