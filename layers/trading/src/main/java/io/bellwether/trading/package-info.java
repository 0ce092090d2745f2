/** Accounts and the identifiers that tie a decision to its orders. */
@NullMarked
package io.bellwether.trading;

import org.jspecify.annotations.NullMarked;
