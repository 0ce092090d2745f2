package io.bellwether.research.document;

/** Text and coordinates in XML and HTML. */
public final class Markup {
  private Markup() {}

  /** Safe as element text and within quoted attributes; what XML forbids becomes U+FFFD. */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\t', '\n', '\r' -> safe.append((char) c);
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c >= 0x20 && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }

  /** Appends a coordinate with at most one decimal: a tenth of a pixel is finer than any screen. */
  public static StringBuilder coordinate(StringBuilder out, double value) {
    long tenths = Math.round(value * 10);
    if (tenths < 0) {
      out.append('-');
      tenths = -tenths;
    }
    out.append(tenths / 10);
    return tenths % 10 == 0 ? out : out.append('.').append(tenths % 10);
  }

  public static String coordinate(double value) {
    return coordinate(new StringBuilder(8), value).toString();
  }
}
