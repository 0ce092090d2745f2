/** Bugs as one might make them, planted in the compiled classes while a test runs. */
@NullMarked
package io.bellwether.workbench.simulate.planted;

import org.jspecify.annotations.NullMarked;
