/** The function that tells people. */
@NullMarked
package io.bellwether.notifications;

import org.jspecify.annotations.NullMarked;
