/** Logs as one line of flat JSON each, without secrets. */
@NullMarked
package io.bellwether.cloud.logging;

import org.jspecify.annotations.NullMarked;
