/**
 * How much of a result may be luck: significance of a Sharpe ratio, of the best of many trials, and
 * of a search. Pure functions of returns; Sharpe ratios are per period unless a name says annual.
 */
@NullMarked
package io.bellwether.research.overfit;

import org.jspecify.annotations.NullMarked;
