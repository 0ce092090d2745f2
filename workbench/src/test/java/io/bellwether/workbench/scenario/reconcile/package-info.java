/** Reconciliation against the simulated exchange, without servers: seconds for all of it. */
@NullMarked
package io.bellwether.workbench.scenario.reconcile;

import org.jspecify.annotations.NullMarked;
