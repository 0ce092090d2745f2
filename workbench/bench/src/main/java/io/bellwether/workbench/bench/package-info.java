/**
 * How fast the research engine is, against plain loops and ta4j doing the same work in the same
 * run. {@code make bench} prints it.
 */
@NullMarked
package io.bellwether.workbench.bench;

import org.jspecify.annotations.NullMarked;
