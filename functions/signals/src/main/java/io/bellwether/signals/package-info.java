/** The function that fetches bars and decides. */
@NullMarked
package io.bellwether.signals;

import org.jspecify.annotations.NullMarked;
