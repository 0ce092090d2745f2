@NullMarked
package io.bellwether.workbench.gate;

import org.jspecify.annotations.NullMarked;
