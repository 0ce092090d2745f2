package io.bellwether.workbench.exchange;

/** How orders belong together. */
enum OrderClass {
  SIMPLE,
  /** An entry with a target and a stop. */
  BRACKET,
  /** A target and a stop for a position that exists. */
  OCO,
  /** An entry with one of the two. */
  OTO
}
