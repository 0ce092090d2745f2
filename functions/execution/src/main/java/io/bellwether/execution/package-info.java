/** The function that turns signals into orders and watches over them. */
@NullMarked
package io.bellwether.execution;

import org.jspecify.annotations.NullMarked;
