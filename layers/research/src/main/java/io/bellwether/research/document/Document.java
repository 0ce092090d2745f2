package io.bellwether.research.document;

import java.util.List;

/**
 * A document: what it is, and its blocks in order.
 *
 * @param title of the file or window
 * @param kind what kind of thing is reported on, above the heading
 * @param heading the first line
 * @param subtitle the line below it
 * @param blocks the content
 * @param footer the last lines: what a reader must be warned of
 */
public record Document(
    String title, String kind, String heading, String subtitle, List<Block> blocks, String footer) {
  public Document {
    blocks = List.copyOf(blocks);
  }
}
