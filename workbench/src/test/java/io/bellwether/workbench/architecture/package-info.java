/** The plan of the house as tests: who may import whom, and what no code may do. */
@NullMarked
package io.bellwether.workbench.architecture;

import org.jspecify.annotations.NullMarked;
