/** The versions of strategies on a real ledger: made, activated and taken back under faults. */
@NullMarked
package io.bellwether.workbench.versions;

import org.jspecify.annotations.NullMarked;
