package io.bellwether.workbench.simulate;

import java.time.Instant;

/**
 * A promise that was broken.
 *
 * @param invariant which, in a few words, such as {@code one order per intent}
 * @param time when it was seen, on the virtual clock
 * @param message what was seen
 */
public record Violation(String invariant, Instant time, String message) {
  @Override
  public String toString() {
    return "%s at %s: %s".formatted(invariant, time, message);
  }
}
