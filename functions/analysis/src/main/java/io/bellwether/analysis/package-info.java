/** The function that studies strategies after the close. */
@NullMarked
package io.bellwether.analysis;

import org.jspecify.annotations.NullMarked;
