package io.bellwether.workbench.pdf;

import java.io.IOException;

/** Reads the path data that drawings use: M, L, H, V, h, v and Z. */
final class PathData {
  /** Where the path goes, in absolute coordinates. */
  interface Pen {
    void moveTo(double x, double y) throws IOException;

    void lineTo(double x, double y) throws IOException;

    void close() throws IOException;
  }

  private final CharSequence data;
  private int at;

  private PathData(CharSequence data) {
    this.data = data;
  }

  /**
   * Follows a path.
   *
   * @throws IllegalArgumentException at a command or number that is none
   */
  static void follow(CharSequence data, Pen pen) throws IOException {
    new PathData(data).follow(pen);
  }

  private void follow(Pen pen) throws IOException {
    double x = 0;
    double y = 0;
    while (at < data.length()) {
      char command = data.charAt(at++);
      switch (command) {
        case 'M', 'L' -> {
          x = number();
          y = number();
        }
        case 'H' -> x = number();
        case 'V' -> y = number();
        case 'h' -> x += number();
        case 'v' -> y += number();
        case 'Z' -> {}
        default ->
            throw new IllegalArgumentException(
                "'%s' at %d is no command of path data".formatted(command, at - 1));
      }
      if (command == 'M') {
        pen.moveTo(x, y);
      } else if (command == 'Z') {
        pen.close();
      } else {
        pen.lineTo(x, y);
      }
    }
  }

  private double number() {
    while (at < data.length() && data.charAt(at) == ' ') {
      at++;
    }
    int from = at;
    while (at < data.length() && isOfNumber(data.charAt(at))) {
      at++;
    }
    if (from == at) {
      throw new IllegalArgumentException("path data ends without a number at " + at);
    }
    return Double.parseDouble(data.subSequence(from, at).toString());
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-';
  }
}
