/** The proof that a strategy does not see the future, and how much of the past it needs. */
@NullMarked
package io.bellwether.research.proof;

import org.jspecify.annotations.NullMarked;
