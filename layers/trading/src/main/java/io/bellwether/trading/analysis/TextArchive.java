package io.bellwether.trading.analysis;

import java.util.Optional;

/**
 * Where long texts are kept: a bucket on AWS, a folder on one machine. Any method may throw {@link
 * io.bellwether.trading.ledger.LedgerException}.
 */
public interface TextArchive {
  /**
   * Stores a text under a key, in the place of the one that was there; the same text again is
   * harmless.
   *
   * @param key parts of letters, digits and {@code -._}, separated by {@code /}; none begins with a
   *     dot
   * @throws IllegalArgumentException if the key is not of that form
   */
  void put(String key, byte[] content);

  Optional<byte[]> find(String key);
}
