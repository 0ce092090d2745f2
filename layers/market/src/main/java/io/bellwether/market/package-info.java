/** Instruments, columnar bars, timeframes, sessions and calendars. */
@NullMarked
package io.bellwether.market;

import org.jspecify.annotations.NullMarked;
