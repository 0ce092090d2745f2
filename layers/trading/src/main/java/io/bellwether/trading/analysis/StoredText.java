package io.bellwether.trading.analysis;

import java.util.Optional;

/**
 * A text of an analysis: in the ledger, or in the archive where it is too long for that.
 *
 * @param text the text itself, if it is short
 * @param archived its key in the archive, if it is long
 * @param bytes its length in UTF-8
 */
public record StoredText(Optional<String> text, Optional<String> archived, int bytes) {
  public StoredText {
    if (text.isPresent() == archived.isPresent()) {
      throw new IllegalArgumentException("a text is either stored or archived");
    }
  }
}
