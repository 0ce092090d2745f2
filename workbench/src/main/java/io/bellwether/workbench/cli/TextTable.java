package io.bellwether.workbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of text no wider than a terminal of {@value #WIDTH} columns. Columns are as wide as their
 * longest cell, up to a limit each; a longer cell goes on in the next line, broken at a space or
 * after a slash. The last column takes the room that is left.
 */
final class TextTable {
  /** The width of a terminal, in columns. */
  static final int WIDTH = 80;

  private static final int GAP = 2;
  private static final int LEAST_LAST_COLUMN = 16;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(List<Column> columns) {
    this.columns = columns;
  }

  /**
   * A column.
   *
   * @param title its head; none of the heads is shown if all are empty
   * @param right whether cells are aligned to the right, as numbers are
   * @param limit the most columns of the terminal it takes
   */
  record Column(String title, boolean right, int limit) {
    /** A column of words. */
    static Column text(String title) {
      return new Column(title, false, WIDTH);
    }

    /** A column of words that wraps at a width. */
    static Column text(String title, int limit) {
      return new Column(title, false, limit);
    }

    /** A column of numbers. */
    static Column number(String title) {
      return new Column(title, true, WIDTH);
    }
  }

  /** A table of these columns, still empty. */
  static TextTable of(Column... columns) {
    return new TextTable(List.of(columns));
  }

  /** Adds a row of as many cells as there are columns. */
  TextTable row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + columns.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, the heads first, without spaces at their ends. */
  List<String> lines() {
    List<String> heads = columns.stream().map(Column::title).toList();
    List<List<String>> all = new ArrayList<>();
    if (heads.stream().anyMatch(head -> !head.isEmpty())) {
      all.add(heads);
    }
    all.addAll(rows);
    int[] widths = widths(all);
    return all.stream().flatMap(row -> lines(row, widths).stream()).toList();
  }

  private int[] widths(List<List<String>> all) {
    int[] widths = new int[columns.size()];
    int used = 0;
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int longest = all.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      boolean last = i == widths.length - 1;
      int room = last ? Math.max(LEAST_LAST_COLUMN, WIDTH - used) : columns.get(i).limit();
      widths[i] = Math.min(longest, room);
      used += widths[i] + GAP;
    }
    return widths;
  }

  private List<String> lines(List<String> row, int[] widths) {
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      cells.add(wrap(row.get(i), Math.max(1, widths[i])));
    }
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = line < cells.get(i).size() ? cells.get(i).get(line) : "";
        String padding = " ".repeat(Math.max(0, widths[i] - cell.length()));
        text.append(columns.get(i).right() ? padding + cell : cell + padding);
        text.append(" ".repeat(GAP));
      }
      lines.add(text.toString().stripTrailing());
    }
    return lines;
  }

  /** A text in lines of at most {@code width}; a word that is longer is not broken. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("(?<=[ /])")) {
      if (!line.isEmpty() && (line + word).stripTrailing().length() > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** A text in lines that fit the terminal, all but the first indented. */
  static String paragraph(String text, int indent) {
    return wrap(text, WIDTH - indent).stream()
        .collect(Collectors.joining("\n" + " ".repeat(indent)));
  }
}
