package io.bellwether.cloud.dynamo;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Names attempts to write. The client below repeats a write whose answer was lost; the repetition
 * finds its own item, and this token is how it knows. Tokens need to differ between processes that
 * write at the same time, and between the writes of one; nothing is derived from them.
 */
@FunctionalInterface
public interface AttemptTokens {
  /** A token not given before. */
  String next();

  /**
   * Tokens counted up behind a name.
   *
   * @param writer differs between processes, such as the name of a Lambda log stream
   */
  static AttemptTokens of(String writer) {
    AtomicLong count = new AtomicLong();
    return () -> writer + "/" + count.incrementAndGet();
  }
}
