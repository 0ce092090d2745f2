package io.bellwether.workbench.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one font: Liberation Sans, which PDFBox brings along under the SIL Open Font License. Only
 * the glyphs that are used are embedded. What it has no glyph for becomes a question mark.
 */
final class Typeface {
  private static final String RESOURCE =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final PDType0Font font;

  /** Width of each known code point in thousandths of the font size; below 0 without a glyph. */
  private final Map<Integer, Float> widths = new HashMap<>();

  private Typeface(PDType0Font font) {
    this.font = font;
  }

  static Typeface embeddedIn(PDDocument document) throws IOException {
    try (InputStream file = PDDocument.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IOException("PDFBox has no " + RESOURCE + ": another version than the pinned?");
      }
      return new Typeface(PDType0Font.load(document, file, true));
    }
  }

  PDType0Font font() {
    return font;
  }

  /** The text with nothing the font cannot show. */
  String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .map(c -> widthOf(c) < 0 ? '?' : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  double width(String text, double size) {
    double thousandths =
        printable(text).codePoints().mapToDouble(this::widthOf).map(w -> Math.max(w, 0)).sum();
    return thousandths / 1000 * size;
  }

  /** Breaks at spaces; a word that is longer than a line is cut. */
  List<String> wrap(String text, double size, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : printable(text).strip().split(" +")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer, size) <= width) {
        line = longer;
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line);
      }
      line = word;
      while (width(line, size) > width && line.length() > 1) {
        String part = fit(line, size, width);
        lines.add(part);
        line = line.substring(part.length());
      }
    }
    lines.add(line);
    return lines;
  }

  /** As much of the beginning as fits, one character at least. */
  String fit(String text, double size, double width) {
    String printable = printable(text);
    int end = printable.length();
    while (end > 1 && width(printable.substring(0, end), size) > width) {
      end = printable.offsetByCodePoints(end, -1);
    }
    return printable.substring(0, Math.max(end, Math.min(1, printable.length())));
  }

  private float widthOf(int codePoint) {
    return widths.computeIfAbsent(codePoint, this::measure);
  }

  private float measure(int codePoint) {
    try {
      return font.getStringWidth(Character.toString(codePoint));
    } catch (IOException | IllegalArgumentException _) {
      // How PDFBox says that there is no glyph.
      return -1;
    }
  }
}
