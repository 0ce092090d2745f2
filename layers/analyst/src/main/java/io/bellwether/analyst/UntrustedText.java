package io.bellwether.analyst;

import java.text.Normalizer;
import java.util.List;

/**
 * Text that anybody may have written, made harmless before it stands in a prompt.
 *
 * <p>One text becomes one line that cannot hold the fence around it, because {@code <}, {@code >}
 * and {@code &} are escaped as in XML. What a person would not see is dropped: control and format
 * characters (zero width, bidirectional marks, Unicode tags), variation selectors, private and
 * unassigned code points. Every number becomes {@code #}, so that no date and no price is left.
 * Compatibility forms are folded first (Unicode Standard Annex 15, NFKC), so that a full-width
 * {@code <} is a {@code <}.
 */
public final class UntrustedText {
  public static final String OPENING = "<untrusted_data>";
  public static final String CLOSING = "</untrusted_data>";

  private static final int LONGEST = 300;

  /** Stacked accents say nothing and hide much. */
  private static final int MOST_ACCENTS = 2;

  private UntrustedText() {}

  /** Fences lines that came from {@link #line}. */
  public static String fenced(List<String> lines) {
    return OPENING + "\n" + String.join("\n", lines) + "\n" + CLOSING;
  }

  /** One line of at most 300 characters, before what is escaped. */
  public static String line(String raw) {
    String plain = readable(raw, LONGEST).replaceAll("[\\p{N}][\\p{N}.,:/\u2044'-]*", "#");
    return escaped(plain);
  }

  /** One line of what a person would see of a text, cut. */
  public static String readable(String raw, int longest) {
    // Cut first: a megabyte need not be normalised to be thrown away.
    String text = Normalizer.normalize(cut(raw, 4 * longest), Normalizer.Form.NFKC);
    StringBuilder kept = new StringBuilder();
    int accents = 0;
    for (int c : text.codePoints().toArray()) {
      if (!isVisible(c)) {
        continue;
      }
      accents = isAccent(c) ? accents + 1 : 0;
      if (accents <= MOST_ACCENTS) {
        kept.appendCodePoint(Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c);
      }
    }
    return cut(kept.toString().replaceAll(" {2,}", " ").strip(), longest);
  }

  private static boolean isVisible(int c) {
    if (Character.isWhitespace(c)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> !isVariationSelector(c);
    };
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  private static boolean isAccent(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static String cut(String text, int longest) {
    int[] codePoints = text.codePoints().limit(longest + 1L).toArray();
    return codePoints.length <= longest ? text : new String(codePoints, 0, longest) + "...";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
