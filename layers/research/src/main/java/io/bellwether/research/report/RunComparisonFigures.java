package io.bellwether.research.report;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Canvas;
import io.bellwether.research.metrics.DailyEquity;
import io.bellwether.research.report.RunComparison.Measured;
import io.bellwether.research.report.RunComparison.Period;
import io.bellwether.research.report.RunComparison.Subject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The equity of all subjects of a period in one picture, and how far each was below its high. */
final class RunComparisonFigures {
  /** Lines that can still be told apart. */
  static final int MOST_RUNS = 8;

  static final int MOST_HOLDINGS = 2;

  private static final double EQUITY = 300;
  private static final double DRAWDOWN = 150;
  private static final double LEGEND_LINE = 15;
  private static final double PERCENT = 100;

  private final RunComparison comparison;
  private final Period period;
  private final List<Line> lines;
  private final long[] days;

  private RunComparisonFigures(RunComparison comparison, Period period) {
    this.comparison = comparison;
    this.period = period;
    this.lines = lines();
    TreeSet<LocalDate> dates = new TreeSet<>();
    lines.forEach(line -> line.daily().forEach(day -> dates.add(day.date())));
    this.days = dates.stream().mapToLong(RunComparisonFigures::millis).toArray();
  }

  /** A subject's line; its values are at the ends of sessions. */
  private record Line(String name, String style, List<DailyEquity> daily) {}

  /** The picture; none if nothing was measured. */
  static List<Block> of(RunComparison comparison, Period period) {
    RunComparisonFigures figures = new RunComparisonFigures(comparison, period);
    return figures.days.length == 0 ? List.of() : List.of(figures.figure());
  }

  private List<Line> lines() {
    List<Line> drawn = new ArrayList<>();
    int runs = 0;
    int holdings = 0;
    for (int i = 0; i < comparison.subjects().size(); i++) {
      Subject subject = comparison.subjects().get(i);
      int number = subject.held() ? holdings++ : runs++;
      boolean room = number < (subject.held() ? MOST_HOLDINGS : MOST_RUNS);
      if (room && period.outcomes().get(i) instanceof Measured measured) {
        String style =
            subject.held()
                ? (number == 0 ? "bw-benchmark" : "bw-threshold")
                : "bw-run-" + (char) ('a' + number);
        drawn.add(new Line(subject.label(), "bw-line " + style, measured.daily()));
      }
    }
    return drawn;
  }

  private Block.Figure figure() {
    int legend = 1 + lines.stream().mapToInt(line -> line.name().length() + 8).sum() / 130;
    double head = Panel.HEAD + legend * LEGEND_LINE;
    double height = head + EQUITY + Panel.HEAD + DRAWDOWN + Panel.FOOT;
    return new Block.Figure(
        "Equity and drawdown of %d lines, %s".formatted(lines.size(), period.dates().text()),
        height,
        (canvas, width) -> {
          double right = width - Panel.RIGHT;
          TimeAxis time = new TimeAxis(days, ZoneOffset.UTC, Panel.LEFT, right);
          double bottom = head + EQUITY;
          Panel upper = new Panel(canvas, Panel.LEFT, right, head, bottom);
          Panel lower =
              new Panel(canvas, Panel.LEFT, right, bottom + Panel.HEAD, height - Panel.FOOT);
          List<TimeAxis.Tick> ticks = time.ticks();
          upper.dates(ticks);
          lower.dates(ticks);
          equity(canvas, upper, time, legend + 1);
          drawdowns(canvas, lower, time);
          lower.dateLabels(ticks);
        });
  }

  private void equity(Canvas canvas, Panel panel, TimeAxis time, int legendLines) {
    double low = comparison.capital();
    double high = comparison.capital();
    for (Line line : lines) {
      for (DailyEquity day : line.daily()) {
        low = Math.min(low, day.equity());
        high = Math.max(high, day.equity());
      }
    }
    ValueAxis axis = ValueAxis.of(low, high, panel.top(), panel.bottom());
    panel.values(axis, "");
    for (Line line : backToFront()) {
      double[] values = line.daily().stream().mapToDouble(DailyEquity::equity).toArray();
      canvas.path(line.style(), path(line, values, time, axis), line.name());
    }
    panel.title("Equity, daily" + (axis.isLogarithmic() ? ", log scale" : ""), legendLines);
    lines.forEach(line -> panel.legendLine(line.style(), line.name()));
  }

  private void drawdowns(Canvas canvas, Panel panel, TimeAxis time) {
    double deepest = -1;
    List<double[]> depths = new ArrayList<>();
    for (Line line : backToFront()) {
      double[] depth = depth(line);
      depths.add(depth);
      for (double value : depth) {
        deepest = Math.min(deepest, value);
      }
    }
    ValueAxis axis = ValueAxis.below(deepest, panel.top(), panel.bottom());
    panel.values(axis, " %");
    for (int i = 0; i < lines.size(); i++) {
      Line line = backToFront().get(i);
      canvas.path(line.style(), path(line, depths.get(i), time, axis), line.name());
    }
    panel.title("Drawdown, daily equity");
  }

  /** The first run is drawn last, so that it is on top. */
  private List<Line> backToFront() {
    return lines.reversed();
  }

  private double[] depth(Line line) {
    double[] depth = new double[line.daily().size()];
    double peak = comparison.capital();
    for (int i = 0; i < depth.length; i++) {
      double equity = line.daily().get(i).equity();
      peak = Math.max(peak, equity);
      depth[i] = (equity / peak - 1) * PERCENT;
    }
    return depth;
  }

  private static StringBuilder path(Line line, double[] values, TimeAxis time, ValueAxis axis) {
    double[] x =
        line.daily().stream()
            .mapToDouble(day -> time.x(day.date().atStartOfDay(ZoneOffset.UTC).toInstant()))
            .toArray();
    return Polyline.of(x.length, i -> x[i], i -> axis.y(values[i]));
  }

  private static long millis(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
