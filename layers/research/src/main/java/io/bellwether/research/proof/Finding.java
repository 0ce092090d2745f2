package io.bellwether.research.proof;

import java.time.Instant;

/**
 * One thing that disproves.
 *
 * @param kind what it breaks
 * @param series the name of the series it was found on
 * @param subject the column, or what of the decision
 * @param bar the index of the first offending bar within the series
 * @param start the start of that bar
 * @param known what came of the bars up to that one
 * @param hindsight what came of it with other bars, or another way of asking
 * @param detail one sentence more: what the two were made from
 */
public record Finding(
    Kind kind,
    String series,
    String subject,
    int bar,
    Instant start,
    String known,
    String hindsight,
    String detail) {
  /** What a finding breaks. */
  public enum Kind {
    /** A column at a bar depends on bars after it. */
    COLUMN("the column depends on later bars"),
    /** A decision at the close of a bar depends on bars after it. */
    DECISION("the decision depends on later bars"),
    /** An answer depends on what was asked before, or is another each time. */
    MEMORY("the answer depends on what was asked before"),
    /** The backtest does not do what the decisions, taken bar by bar, say. */
    BACKTEST("the backtest and the decisions taken bar by bar differ"),
    /** A bar that is still forming was taken for complete. */
    FORMING("a bar that is still forming was decided on"),
    /** The strategy fails where it should decide. */
    FAILURE("the strategy fails");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
