/** Carrying plans out, exactly once. */
@NullMarked
package io.bellwether.trading.execution;

import org.jspecify.annotations.NullMarked;
