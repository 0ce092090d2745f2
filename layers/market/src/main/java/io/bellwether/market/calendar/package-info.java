/** Sessions, trading calendars and the grid of bars they span. */
@NullMarked
package io.bellwether.market.calendar;

import org.jspecify.annotations.NullMarked;
