/** An analyst that asks nobody: a search around the parameters in force. */
@NullMarked
package io.bellwether.analyst.local;

import org.jspecify.annotations.NullMarked;
