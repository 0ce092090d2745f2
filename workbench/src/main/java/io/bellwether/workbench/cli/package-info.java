/** The command line. */
@NullMarked
package io.bellwether.workbench.cli;

import org.jspecify.annotations.NullMarked;
