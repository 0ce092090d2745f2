/** Trading days through the real functions, on one machine, in virtual time. */
@NullMarked
package io.bellwether.workbench.replay;

import org.jspecify.annotations.NullMarked;
