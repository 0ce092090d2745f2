/** Stories of one account in one process: memory for a table, and no sockets. */
@NullMarked
package io.bellwether.workbench.scenario.memory;

import org.jspecify.annotations.NullMarked;
