package io.bellwether.research.report;

import java.util.List;

/**
 * What a result rests on, in words for the reader.
 *
 * @param costs the cost model, such as {@code alpaca}
 * @param slippage such as {@code 1 bp per fill}
 * @param notes anything else a reader must know to repeat or doubt the numbers
 * @param warnings those of the notes that say that the run was not what its rules asked for, such
 *     as refused entries
 */
public record Assumptions(
    String costs, String slippage, List<String> notes, List<String> warnings) {
  public Assumptions {
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
    if (!notes.containsAll(warnings)) {
      throw new IllegalArgumentException("every warning must be one of the notes: " + warnings);
    }
  }

  /** Without warnings. */
  public Assumptions(String costs, String slippage, List<String> notes) {
    this(costs, slippage, notes, List.of());
  }
}
