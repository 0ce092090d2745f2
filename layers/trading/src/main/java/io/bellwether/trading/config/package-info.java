/** Which strategies run, on which account, in which version. */
@NullMarked
package io.bellwether.trading.config;

import org.jspecify.annotations.NullMarked;
