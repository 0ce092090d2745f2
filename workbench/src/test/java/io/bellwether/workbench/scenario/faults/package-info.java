/** The whole system while things go wrong: crashes, a misbehaving exchange, and worse. */
@NullMarked
package io.bellwether.workbench.scenario.faults;

import org.jspecify.annotations.NullMarked;
