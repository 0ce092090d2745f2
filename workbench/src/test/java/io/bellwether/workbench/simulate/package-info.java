/** Tests of the simulation, and what it is there for. */
@NullMarked
package io.bellwether.workbench.simulate;

import org.jspecify.annotations.NullMarked;
