/** What the documentation says of itself. */
@NullMarked
package io.bellwether.workbench.docs;

import org.jspecify.annotations.NullMarked;
