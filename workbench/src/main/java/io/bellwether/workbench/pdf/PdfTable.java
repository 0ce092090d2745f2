package io.bellwether.workbench.pdf;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Block.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays a table out: widths of columns, lines of cells, rows with their backgrounds. */
final class PdfTable {
  private static final double SIZE = 7.5;
  private static final double PAD = 4;
  private static final double LEADING = 1.3;

  private static final Map<Block.Tone, String> SHADES =
      Map.of(
          Block.Tone.UP1, "e3f4ee",
          Block.Tone.UP2, "b9e4d5",
          Block.Tone.UP3, "86d0b7",
          Block.Tone.DOWN1, "fcebe0",
          Block.Tone.DOWN2, "f7cfb3",
          Block.Tone.DOWN3, "efab7d");

  private final Block.Table table;
  private final Typeface typeface;
  private final double left;
  private final double size;
  private final double[] widths;
  private final List<List<String>> headings = new ArrayList<>();

  PdfTable(Block.Table table, Typeface typeface, double left, double width) {
    this.table = table;
    this.typeface = typeface;
    this.left = left;
    double[] natural = natural(SIZE);
    double sum = 0;
    for (double one : natural) {
      sum += one;
    }
    // As small as it takes: a number cut short would be another number.
    double pads = 2 * PAD * natural.length;
    this.size = sum > width ? SIZE * (width - pads) / (sum - pads) : SIZE;
    this.widths = spread(natural(size), width);
    for (int i = 0; i < widths.length; i++) {
      headings.add(typeface.wrap(table.columns().get(i).title(), size * 0.95, widths[i] - 2 * PAD));
    }
  }

  /** The width of the widest cell of each column, and of the widest word of its heading. */
  private double[] natural(double fontSize) {
    double[] natural = new double[table.columns().size()];
    for (int i = 0; i < natural.length; i++) {
      Block.Column column = table.columns().get(i);
      double widest = 0;
      for (String word : column.title().split(" ")) {
        widest = Math.max(widest, typeface.width(word, fontSize));
      }
      for (List<Block.Cell> row : table.rows()) {
        if (column.align() != Align.PROSE) {
          widest = Math.max(widest, typeface.width(row.get(i).text(), fontSize));
        }
      }
      natural[i] = widest + 2 * PAD;
    }
    return natural;
  }

  /** What is left of the width goes to the prose, or to all columns alike. */
  private double[] spread(double[] natural, double width) {
    double free = width;
    for (double one : natural) {
      free -= one;
    }
    int prose = 0;
    for (Block.Column column : table.columns()) {
      prose += column.align() == Align.PROSE ? 1 : 0;
    }
    double[] spread = natural.clone();
    for (int i = 0; i < spread.length && free > 0; i++) {
      boolean gets = prose == 0 || table.columns().get(i).align() == Align.PROSE;
      spread[i] += gets ? free / (prose == 0 ? spread.length : prose) : 0;
    }
    return spread;
  }

  int rows() {
    return table.rows().size();
  }

  double headHeight() {
    int lines = headings.stream().mapToInt(List::size).max().orElse(1);
    return lines * size * LEADING + 5;
  }

  void head(Page page, double top) {
    double baseline = top + headHeight() - 5;
    double x = left;
    for (int i = 0; i < widths.length; i++) {
      List<String> lines = headings.get(i);
      for (int line = 0; line < lines.size(); line++) {
        double y = baseline - (lines.size() - 1 - line) * size * LEADING;
        place(page, lines.get(line), x, y, i, Block.Tone.SOFT, size * 0.95);
      }
      x += widths[i];
    }
    page.line(left, top + headHeight() - 1, x, 0.8, PdfColors.RULE);
  }

  double rowHeight(int row) {
    int most = 1;
    for (int i = 0; i < widths.length; i++) {
      most = Math.max(most, lines(row, i).size());
    }
    return most * size * LEADING + 3;
  }

  private List<String> lines(int row, int column) {
    String text = table.rows().get(row).get(column).text();
    return table.columns().get(column).align() == Align.PROSE
        ? typeface.wrap(text, size * 0.93, widths[column] - 2 * PAD)
        : List.of(text);
  }

  void row(Page page, int row, double top) {
    double height = rowHeight(row);
    double x = left;
    for (int i = 0; i < widths.length; i++) {
      Block.Cell cell = table.rows().get(row).get(i);
      if (SHADES.containsKey(cell.tone())) {
        page.rect(x, top, widths[i], height, Page.color(SHADES.get(cell.tone())));
      }
      boolean prose = table.columns().get(i).align() == Align.PROSE;
      double y = top + size * 1.05 + 1;
      for (String line : lines(row, i)) {
        place(
            page, line, x, y, i, prose ? Block.Tone.SOFT : cell.tone(), prose ? size * 0.93 : size);
        y += size * LEADING;
      }
      x += widths[i];
    }
    page.line(left, top + height, x, 0.4, PdfColors.RULE);
  }

  private void place(
      Page page, String text, double x, double y, int column, Block.Tone tone, double fontSize) {
    double room = widths[column] - PAD;
    String shown =
        typeface.width(text, fontSize) > room ? typeface.fit(text, fontSize, room) : text;
    double shift =
        table.columns().get(column).align() == Align.NUMBER
            ? widths[column] - PAD - typeface.width(shown, fontSize)
            : PAD;
    page.text(shown, x + shift, y, fontSize, PdfColors.of(tone), tone == Block.Tone.STRONG);
  }
}
