package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Looks for keys where none may be. */
final class SecretsIn {
  private SecretsIn() {}

  /** Fails if a key is anywhere in what a log would print of an exception. */
  static void none(Throwable e, String key) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains(key), trace.toString());
  }
}
