/** Analyses from the question to the decision, on the real ledger. */
@NullMarked
package io.bellwether.workbench.analysis;

import org.jspecify.annotations.NullMarked;
