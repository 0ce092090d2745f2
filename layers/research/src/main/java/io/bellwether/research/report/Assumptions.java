package io.bellwether.research.report;

import java.util.List;

/**
 * What a result rests on, in words for the reader.
 *
 * @param costs the cost model, such as {@code alpaca}
 * @param slippage such as {@code 1 bp per fill}
 * @param notes anything else a reader must know to repeat or doubt the numbers
 */
public record Assumptions(String costs, String slippage, List<String> notes) {
  public Assumptions {
    notes = List.copyOf(notes);
  }
}
