/** Events in words, and which of them people are told. */
@NullMarked
package io.bellwether.trading.alert;

import org.jspecify.annotations.NullMarked;
