package io.bellwether.workbench.exchange;

import java.time.Instant;

/** One bar of the data API; its start in milliseconds since the epoch. */
record Row(long start, double open, double high, double low, double close, double volume) {
  static final Row NONE = new Row(Long.MIN_VALUE, 0, 0, 0, 0, 0);

  /** A bar of which only the open is known. */
  static Row opening(long start, double open) {
    return new Row(start, open, open, open, open, 0);
  }

  boolean isNone() {
    return start == Long.MIN_VALUE;
  }

  Row startingAt(long newStart) {
    return new Row(newStart, open, high, low, close, volume);
  }

  /** This bar, prolonged by the one that follows it. */
  Row then(Row next) {
    return new Row(
        start,
        open,
        Math.max(high, next.high),
        Math.min(low, next.low),
        next.close,
        volume + next.volume);
  }

  /** The wire's form. The sources know no trades: {@code n} is 1, {@code vw} the typical price. */
  String json() {
    StringBuilder text = new StringBuilder(128);
    text.append("{\"t\":\"").append(Instant.ofEpochMilli(start));
    text.append("\",\"o\":").append(open);
    text.append(",\"h\":").append(high);
    text.append(",\"l\":").append(low);
    text.append(",\"c\":").append(close);
    text.append(",\"v\":");
    if (volume == Math.rint(volume) && volume < 1e18) {
      text.append((long) volume);
    } else {
      text.append(volume);
    }
    text.append(",\"n\":").append(volume > 0 ? 1 : 0);
    return text.append(",\"vw\":").append((high + low + close) / 3).append('}').toString();
  }
}
