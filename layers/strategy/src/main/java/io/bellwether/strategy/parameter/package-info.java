/** The parameters of strategies as text: what there is, what it may be, what is wrong with it. */
@NullMarked
package io.bellwether.strategy.parameter;

import org.jspecify.annotations.NullMarked;
