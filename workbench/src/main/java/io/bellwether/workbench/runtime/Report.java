package io.bellwether.workbench.runtime;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What an invocation took, in Lambda's terms.
 *
 * @param duration from the event to the answer
 * @param init what starting the process took, if this invocation was its first
 * @param memoryMegabytes the memory it had
 * @param peakKilobytes the most memory the process has used so far, if the system tells
 */
public record Report(
    Duration duration, Optional<Duration> init, int memoryMegabytes, Optional<Long> peakKilobytes) {
  /** What is billed: whole milliseconds, initialisation included, as since August 2025. */
  public long billedMillis() {
    Duration billed = duration.plus(init.orElse(Duration.ZERO));
    return (billed.toNanos() + 999_999) / 1_000_000;
  }

  /** The most memory used, in megabytes rounded up; 0 if the system does not tell. */
  public long peakMegabytes() {
    return (peakKilobytes.orElse(0L) + 1023) / 1024;
  }

  /** The line that Lambda logs. */
  public String line(String requestId) {
    return "REPORT RequestId: %s\tDuration: %s ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB%s"
        .formatted(
            requestId,
            millis(duration),
            billedMillis(),
            memoryMegabytes,
            peakMegabytes(),
            init.map(time -> "\tInit Duration: " + millis(time) + " ms").orElse(""));
  }

  static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
  }
}
