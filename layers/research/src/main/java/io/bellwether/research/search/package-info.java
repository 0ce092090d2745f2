/** The parameter sets a search looks at, as text: ranges, grids, samples and neighbours. */
@NullMarked
package io.bellwether.research.search;

import org.jspecify.annotations.NullMarked;
