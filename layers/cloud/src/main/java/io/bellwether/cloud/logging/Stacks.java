package io.bellwether.cloud.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/** Throwables as text short enough for a log: some frames of each, and a few causes. */
final class Stacks {
  private static final int FRAMES = 12;
  private static final int CAUSES = 4;

  private Stacks() {}

  static String title(IThrowableProxy error) {
    return error.getMessage() == null
        ? error.getClassName()
        : error.getClassName() + ": " + error.getMessage();
  }

  static String trimmed(IThrowableProxy error) {
    StringBuilder text = new StringBuilder();
    append(text, error, 0);
    return text.toString();
  }

  private static void append(StringBuilder text, IThrowableProxy error, int depth) {
    text.append(depth == 0 ? "" : "\ncaused by: ").append(title(error));
    StackTraceElementProxy[] frames = error.getStackTraceElementProxyArray();
    int shown = Math.min(FRAMES, frames.length - error.getCommonFrames());
    for (int i = 0; i < shown; i++) {
      text.append("\n  ").append(frames[i].getSTEAsString());
    }
    if (shown < frames.length) {
      text.append("\n  ... ").append(frames.length - shown).append(" more");
    }
    if (error.getCause() != null && !error.getCause().equals(error) && depth < CAUSES) {
      append(text, error.getCause(), depth + 1);
    }
  }
}
