/** The week of an account in a message: what was traded, studied, proposed and activated. */
@NullMarked
package io.bellwether.analyst.digest;

import org.jspecify.annotations.NullMarked;
