@NullMarked
package io.bellwether.analyst.gate;

import org.jspecify.annotations.NullMarked;
