package io.bellwether.workbench.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, as a hash that tells two runs apart, and in words if they are asked for. */
final class Trace {
  private final boolean inWords;
  private final List<String> lines = new ArrayList<>();
  private long hash = 0xBE11_3E7E_4000_0000L;

  Trace(boolean inWords) {
    this.inWords = inWords;
  }

  /** Takes note of an event. */
  void add(Instant time, String what, long content) {
    hash = Chance.mix(hash ^ time.toEpochMilli());
    hash = Chance.mix(hash ^ what.hashCode() ^ (content << 1));
  }

  /** Writes a line, if words are asked for. */
  void say(Instant time, Supplier<String> line) {
    if (inWords) {
      lines.add(time + "  " + line.get());
    }
  }

  /** The hash of everything so far. */
  long bits() {
    return hash;
  }

  List<String> lines() {
    return lines;
  }
}
