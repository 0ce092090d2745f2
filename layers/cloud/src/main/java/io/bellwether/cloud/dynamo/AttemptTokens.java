package io.bellwether.cloud.dynamo;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

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
   * @param writer differs between processes
   */
  static AttemptTokens of(String writer) {
    AtomicLong count = new AtomicLong();
    return () -> writer + "/" + count.incrementAndGet();
  }

  /**
   * Tokens behind a name that no other process has. It is drawn, because nothing that Lambda tells
   * of an execution environment will do: a process that is started again after a time-out has the
   * log stream of the one before, and those restored from one snapshot share every variable.
   *
   * @param random not the same in two processes: the operating system's
   */
  static AttemptTokens drawn(RandomGenerator random) {
    HexFormat hex = HexFormat.of();
    return of(hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()));
  }
}
