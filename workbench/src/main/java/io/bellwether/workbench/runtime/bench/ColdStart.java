package io.bellwether.workbench.runtime.bench;

import java.time.Duration;
import java.util.List;

/**
 * One start of a function and the invocations that followed.
 *
 * @param init from the start of the process until it asks for an event
 * @param first the first invocation
 * @param processor what the process had used of the processors by then
 * @param warm the invocations after it
 * @param warmOwn of each, what is left without the time that the services called took
 * @param warmProcessor what one of them has used of the processors, on average
 * @param peakKilobytes the most memory it had, by the end
 */
record ColdStart(
    Duration init,
    Duration first,
    Duration processor,
    List<Duration> warm,
    List<Duration> warmOwn,
    Duration warmProcessor,
    long peakKilobytes) {
  Duration total() {
    return init.plus(first);
  }
}
