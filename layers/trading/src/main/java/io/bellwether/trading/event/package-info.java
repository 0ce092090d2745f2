/** What is told to people. */
@NullMarked
package io.bellwether.trading.event;

import org.jspecify.annotations.NullMarked;
