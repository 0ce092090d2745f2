/** What a deployment costs a month, computed from its template. */
@NullMarked
package io.bellwether.workbench.cost;

import org.jspecify.annotations.NullMarked;
