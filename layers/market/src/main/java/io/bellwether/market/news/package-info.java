/** Headlines, as far as their time is known. Anybody may have written them. */
@NullMarked
package io.bellwether.market.news;

import org.jspecify.annotations.NullMarked;
