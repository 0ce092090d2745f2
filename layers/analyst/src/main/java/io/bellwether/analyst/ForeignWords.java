package io.bellwether.analyst;

/**
 * Makes text that a model or a stranger wrote fit to stand in a message to people: one line of
 * bounded length that looks like nothing but text. What a person would not see is dropped; nothing
 * is left that Discord or a mail program reads as a mention, a link, a heading, a quotation or
 * code.
 */
public final class ForeignWords {
  private ForeignWords() {}

  /**
   * The text on one line.
   *
   * @param longest how many of its characters are kept
   */
  public static String plain(String text, int longest) {
    StringBuilder plain = new StringBuilder();
    for (int point : UntrustedText.readable(text, longest).codePoints().toArray()) {
      boolean afterDot = !plain.isEmpty() && plain.charAt(plain.length() - 1) == '.';
      // A word, a dot and a word is a link to a mail program.
      if (afterDot && Character.isLetter(point)) {
        plain.append(' ');
      }
      plain.appendCodePoint(harmless(point));
    }
    return plain.toString().replaceAll(" {2,}", " ").strip();
  }

  /** The same text between quotation marks, named as what it is. */
  static String quoted(String whose, String text, int longest) {
    String plain = plain(text, longest);
    return plain.isEmpty() ? whose + ": none" : whose + ": \"" + plain + "\"";
  }

  private static int harmless(int point) {
    return switch (point) {
      case '"', '`' -> '\'';
      case '[', '{', '<' -> '(';
      case ']', '}', '>' -> ')';
      case '_', '~' -> '-';
      // A mention, a heading, emphasis, a table, an escape; a link needs its slashes.
      case '@', '#', '*', '|', '\\', '/' -> ' ';
      default -> point;
    };
  }
}
