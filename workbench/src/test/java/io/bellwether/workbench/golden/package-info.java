/** Whole replays against trades that are known: from elsewhere, or from the last time. */
@NullMarked
package io.bellwether.workbench.golden;

import org.jspecify.annotations.NullMarked;
