package io.bellwether.analyst;

/**
 * Makes text that a model or a stranger wrote fit to stand in a message to people: one line of
 * bounded length that looks like nothing but text. No control or formatting characters, which could
 * hide or turn what follows; nothing that Discord or a mail program reads as a mention, a link, a
 * heading, a quotation or code.
 */
final class ForeignWords {
  private static final String ELLIPSIS = "...";

  private ForeignWords() {}

  /**
   * The text on one line.
   *
   * @param limit the most characters it may have, more than 3
   */
  static String plain(String text, int limit) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), limit));
    boolean blank = true;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int kept = kept(point);
      // A word, a dot and a word is a link to a mail program.
      if (Character.isLetter(kept) && !plain.isEmpty() && plain.charAt(plain.length() - 1) == '.') {
        plain.append(' ');
      }
      if (kept != ' ') {
        plain.appendCodePoint(kept);
      } else if (!blank) {
        plain.append(' ');
      }
      blank = kept == ' ';
      if (plain.length() > limit) {
        return cut(plain, limit);
      }
    }
    return plain.toString().strip();
  }

  /** The same text between quotation marks, named as what it is. */
  static String quoted(String whose, String text, int limit) {
    String plain = plain(text, limit);
    return plain.isEmpty() ? whose + ": nothing" : whose + ": \"" + plain + "\"";
  }

  private static int kept(int point) {
    return switch (point) {
      case '"', '`' -> '\'';
      case '[', '{', '<' -> '(';
      case ']', '}', '>' -> ')';
      case '_', '~' -> '-';
      // A mention, a heading, emphasis, a table, an escape; a link needs its slashes.
      case '@', '#', '*', '|', '\\', '/' -> ' ';
      default ->
          switch (Character.getType(point)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.UNASSIGNED,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.SPACE_SEPARATOR,
                // Marks without end on one letter run over the lines around it.
                Character.NON_SPACING_MARK,
                Character.ENCLOSING_MARK ->
                ' ';
            default -> point;
          };
    };
  }

  private static String cut(StringBuilder plain, int limit) {
    int end = limit - ELLIPSIS.length();
    if (Character.isHighSurrogate(plain.charAt(end - 1))) {
      end--;
    }
    return plain.substring(0, end).stripTrailing() + ELLIPSIS;
  }
}
