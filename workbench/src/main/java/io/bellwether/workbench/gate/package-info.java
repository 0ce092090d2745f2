/**
 * How often the gate lets through what is noise and how often what is real, on made-up markets of
 * which the truth is known.
 */
@NullMarked
package io.bellwether.workbench.gate;

import org.jspecify.annotations.NullMarked;
