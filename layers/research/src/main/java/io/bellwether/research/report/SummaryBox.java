package io.bellwether.research.report;

import io.bellwether.research.metrics.Metric;
import java.util.ArrayList;
import java.util.List;

/** The summary for a terminal: a box of 80 columns. */
public final class SummaryBox {
  private static final int INNER = 76;
  private static final int LEFT = 36;
  private static final int RIGHT = INNER - LEFT - 3;
  private static final int LABEL = 14;

  private final Frame frame;

  private SummaryBox(Frame frame) {
    this.frame = frame;
  }

  /** With box-drawing characters. */
  public static SummaryBox unicode() {
    return new SummaryBox(Frame.UNICODE);
  }

  /** For terminals that know ASCII alone; other characters of the text become '?'. */
  public static SummaryBox ascii() {
    return new SummaryBox(Frame.ASCII);
  }

  /** The box: lines of exactly 80 columns, each ended by a line feed. */
  public String render(TearSheet sheet) {
    RunResult run = sheet.run();
    List<String> lines = new ArrayList<>();
    lines.add(frame.rule(frame.top, frame.flat));
    lines.addAll(full(run.title()));
    lines.add(frame.rule(frame.middle, frame.down));
    for (List<Cell> row : cells(sheet)) {
      lines.add(pair(row.get(0), row.get(1)));
    }
    lines.add(frame.rule(frame.middle, frame.up));
    lines.addAll(labelled("Open positions", openPositions(run)));
    lines.addAll(labelled("Price basis", run.priceBasis()));
    lines.addAll(labelled("Costs", run.assumptions().costs()));
    lines.addAll(labelled("Slippage", run.assumptions().slippage()));
    for (String note : run.assumptions().notes()) {
      lines.addAll(labelled("Note", note));
    }
    lines.add(frame.rule(frame.bottom, frame.flat));
    return String.join("\n", lines) + "\n";
  }

  private static List<List<Cell>> cells(TearSheet sheet) {
    RunResult run = sheet.run();
    return List.of(
        List.of(
            new Cell("Period", run.from() + " to " + run.to()), new Cell("Account", run.account())),
        List.of(metric(sheet, Metric.CAPITAL), metric(sheet, Metric.FINAL_EQUITY)),
        List.of(metric(sheet, Metric.TOTAL_RETURN), metric(sheet, Metric.CAGR)),
        List.of(metric(sheet, Metric.SHARPE), metric(sheet, Metric.SORTINO)),
        List.of(
            new Cell("Max drawdown (daily)", value(sheet, Metric.MAX_DRAWDOWN_DAILY)),
            new Cell("Max drawdown (bar close)", value(sheet, Metric.MAX_DRAWDOWN_BARS))),
        List.of(metric(sheet, Metric.VOLATILITY), metric(sheet, Metric.CALMAR)),
        List.of(metric(sheet, Metric.TRADES), metric(sheet, Metric.WIN_RATE)),
        List.of(metric(sheet, Metric.PROFIT_FACTOR), metric(sheet, Metric.TIME_IN_MARKET)),
        List.of(metric(sheet, Metric.AVERAGE_WIN), metric(sheet, Metric.AVERAGE_LOSS)),
        List.of(metric(sheet, Metric.FEES_PAID), metric(sheet, Metric.TURNOVER)),
        List.of(
            new Cell("Buy and hold " + held(sheet), value(sheet, Metric.BENCHMARK_RETURN)),
            new Cell("Open positions", Integer.toString(run.openPositions().size()))));
  }

  private static String held(TearSheet sheet) {
    return sheet.run().details().benchmark().orElse(sheet.run().bars()).symbol();
  }

  private static Cell metric(TearSheet sheet, Metric metric) {
    return new Cell(metric.label(), value(sheet, metric));
  }

  private static String value(TearSheet sheet, Metric metric) {
    return Numbers.of(metric, sheet.performance());
  }

  private static String openPositions(RunResult run) {
    if (run.openPositions().isEmpty()) {
      return "none";
    }
    return String.join(
        "; ",
        run.openPositions().stream()
            .map(
                position ->
                    "%s %s %s at %s, last %s"
                        .formatted(
                            position.direction().label(),
                            Numbers.quantity(position.quantity()),
                            position.symbol(),
                            Numbers.price(position.averagePrice()),
                            Numbers.price(position.lastPrice())))
            .toList());
  }

  private String pair(Cell left, Cell right) {
    return frame.side
        + " "
        + left.fit(frame, LEFT)
        + " "
        + frame.side
        + " "
        + right.fit(frame, RIGHT)
        + " "
        + frame.side;
  }

  private List<String> full(String text) {
    return wrap(frame.plain(text), INNER).stream().map(this::line).toList();
  }

  private List<String> labelled(String label, String text) {
    List<String> lines = new ArrayList<>();
    String head = label;
    for (String part : wrap(frame.plain(text), INNER - LABEL - 2)) {
      lines.add(line(pad(head, LABEL) + "  " + part));
      head = "";
    }
    return lines;
  }

  private String line(String text) {
    return frame.side + " " + pad(text, INNER) + " " + frame.side;
  }

  /** Breaks at spaces; a word longer than a line is cut. */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String rest = word;
      if (!line.isEmpty() && length(line) + 1 + length(rest) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (length(rest) > width) {
        int cut = rest.offsetByCodePoints(0, width);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - length(text)));
  }

  private static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  private record Cell(String label, String value) {
    /** The label on the left, the value on the right; of both, the label gives way. */
    String fit(Frame frame, int width) {
      String right = frame.plain(value);
      if (length(right) > width) {
        return right.substring(0, right.offsetByCodePoints(0, width - 1)) + "~";
      }
      int room = Math.max(0, width - length(right) - 1);
      String left =
          length(label) > room ? label.substring(0, label.offsetByCodePoints(0, room)) : label;
      return left + " ".repeat(width - length(left) - length(right)) + right;
    }
  }

  private enum Frame {
    UNICODE('│', '─', "┌┐", "├┤", "└┘", '┬', '┴', '─'),
    ASCII('|', '-', "++", "++", "++", '+', '+', '-');

    private final char side;
    private final char line;
    private final String top;
    private final String middle;
    private final String bottom;
    private final char down;
    private final char up;
    private final char flat;

    Frame(
        char side,
        char line,
        String top,
        String middle,
        String bottom,
        char down,
        char up,
        char flat) {
      this.side = side;
      this.line = line;
      this.top = top;
      this.middle = middle;
      this.bottom = bottom;
      this.down = down;
      this.up = up;
      this.flat = flat;
    }

    /** A horizontal line with its two corners and what stands where the columns meet. */
    String rule(String corners, char joint) {
      String dash = String.valueOf(line);
      return corners.charAt(0)
          + dash.repeat(LEFT + 2)
          + joint
          + dash.repeat(RIGHT + 2)
          + corners.charAt(1);
    }

    String plain(String text) {
      String printable = text.replaceAll("\\p{Cntrl}", " ");
      return this == ASCII ? printable.replaceAll("[^ -~]", "?") : printable;
    }
  }
}
