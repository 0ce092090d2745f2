package io.bellwether.research.engine;

/** How much of a run is kept. */
public enum Recording {
  /** Equity at every bar, and every trade. */
  EVERYTHING,
  /** Equity at the end of each day, and counts: what a sweep needs, without allocation. */
  DAYS
}
