package io.bellwether.research.report;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Block.Align;
import io.bellwether.research.document.Block.Cell;
import io.bellwether.research.document.Block.Column;
import io.bellwether.research.document.Block.Definition;
import io.bellwether.research.document.Block.Tone;
import io.bellwether.research.document.Document;
import io.bellwether.research.document.HtmlDocument;
import io.bellwether.research.metrics.Drawdown;
import io.bellwether.research.metrics.Metric;
import io.bellwether.research.report.RunComparison.Measured;
import io.bellwether.research.report.RunComparison.Missing;
import io.bellwether.research.report.RunComparison.Outcome;
import io.bellwether.research.report.RunComparison.Period;
import io.bellwether.research.report.RunComparison.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A comparison as one HTML file that needs nothing else. */
public final class RunComparisonDocument {
  private static final List<Head> HEADS =
      List.of(
          new Head("Return", Metric.TOTAL_RETURN),
          new Head("CAGR", Metric.CAGR),
          new Head("Volatility", Metric.VOLATILITY),
          new Head("Sharpe", Metric.SHARPE),
          new Head("Sortino", Metric.SORTINO),
          new Head("Calmar", Metric.CALMAR),
          new Head("Drawdown", Metric.MAX_DRAWDOWN_DAILY),
          new Head("Trades", Metric.TRADES),
          new Head("Win rate", Metric.WIN_RATE),
          new Head("Profit factor", Metric.PROFIT_FACTOR),
          new Head("In market", Metric.TIME_IN_MARKET));

  private static final String LUCK =
      "Of several runs one is the best by chance alone, and the more are compared the better it"
          + " looks. A period on which a rule or its parameters were chosen says nothing for them.";

  private static final String DISCLAIMER =
      "This report is information, not investment advice, and no offer. Simulated results are"
          + " hypothetical: no money was at risk, fills are assumed, and the rules may have been"
          + " chosen knowing the past. Past results, simulated or real, do not tell future ones.";

  private final RunComparison comparison;
  private final String subtitle;
  private final List<Block> blocks = new ArrayList<>();

  private RunComparisonDocument(RunComparison comparison, String subtitle) {
    this.comparison = comparison;
    this.subtitle = subtitle;
  }

  /** A column of the table of metrics. */
  private record Head(String title, Metric metric) {}

  /**
   * The HTML text.
   *
   * @param subtitle what all runs have in common
   */
  public static String render(RunComparison comparison, String subtitle) {
    return HtmlDocument.render(new RunComparisonDocument(comparison, subtitle).document());
  }

  private Document document() {
    long runs = comparison.subjects().stream().filter(subject -> !subject.held()).count();
    blocks.add(new Block.Section("What is compared"));
    blocks.add(
        new Block.Definitions(
            comparison.subjects().stream()
                .map(subject -> new Definition(numbered(subject), subject.description()))
                .toList()));
    comparison.periods().forEach(this::period);
    blocks.add(new Block.Section("What the numbers rest on"));
    blocks.add(new Block.Definitions(basis()));
    blocks.add(new Block.Section("Formulas"));
    blocks.add(
        new Block.Definitions(
            HEADS.stream()
                .map(head -> new Definition(head.title(), head.metric().formula()))
                .toList()));
    return new Document(
        "Comparison of " + counted(runs, "run"),
        "Comparison",
        counted(runs, "run") + " over " + counted(comparison.periods().size(), "period"),
        subtitle,
        blocks,
        DISCLAIMER);
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private String numbered(Subject subject) {
    return (subjectNumber(subject) + 1) + "  " + subject.label();
  }

  private void period(Period period) {
    blocks.add(new Block.Section(period.dates().text()));
    blocks.addAll(RunComparisonFigures.of(comparison, period));
    tooManyLines();
    blocks.add(metrics(period));
    blocks.add(new Block.Note("* the best of its column. " + LUCK));
    remarks(period);
    blocks.add(new Block.Note("The deepest drawdown of each, daily equity:"));
    blocks.add(drawdowns(period));
    blocks.add(
        new Block.Note(
            "Correlation of daily returns, on the dates both have; the columns are numbered as the"
                + " rows:"));
    blocks.add(correlations(period));
  }

  private void tooManyLines() {
    long held = comparison.subjects().stream().filter(Subject::held).count();
    long runs = comparison.subjects().size() - held;
    if (runs > RunComparisonFigures.MOST_RUNS || held > RunComparisonFigures.MOST_HOLDINGS) {
      blocks.add(
          new Block.Note(
              "Drawn are the first %d runs and %d holdings; the tables have all."
                  .formatted(RunComparisonFigures.MOST_RUNS, RunComparisonFigures.MOST_HOLDINGS)));
    }
  }

  private Block metrics(Period period) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("", Align.TEXT));
    HEADS.forEach(head -> columns.add(new Column(head.title(), Align.NUMBER)));
    List<Set<Integer>> best =
        HEADS.stream().map(head -> comparison.best(head.metric(), period)).toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < comparison.subjects().size(); i++) {
      List<Cell> row = new ArrayList<>();
      row.add(name(i));
      for (int j = 0; j < HEADS.size(); j++) {
        row.add(
            period.outcomes().get(i) instanceof Measured measured
                ? cell(HEADS.get(j).metric(), measured, best.get(j).contains(i))
                : new Cell(Numbers.UNDEFINED, Tone.SOFT));
      }
      rows.add(row);
    }
    return new Block.Table(columns, rows);
  }

  private Cell name(int subject) {
    Subject one = comparison.subjects().get(subject);
    return new Cell(numbered(one), one.held() ? Tone.SOFT : Tone.PLAIN);
  }

  private static Cell cell(Metric metric, Measured measured, boolean best) {
    String text = Numbers.of(metric, measured.performance());
    return best ? new Cell(text + " *", Tone.STRONG) : Cell.of(text);
  }

  /** Why there are dashes, and what in the numbers is not as the rules asked for. */
  private void remarks(Period period) {
    for (int i = 0; i < comparison.subjects().size(); i++) {
      String name = numbered(comparison.subjects().get(i)) + ": ";
      switch (period.outcomes().get(i)) {
        case Missing missing -> blocks.add(new Block.Note("- " + name + missing.why() + "."));
        case Measured measured -> {
          for (String warning : measured.basis().warnings()) {
            blocks.add(new Block.Note("! " + name + warning + "."));
          }
        }
      }
    }
  }

  private Block drawdowns(Period period) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < comparison.subjects().size(); i++) {
      rows.add(drawdown(name(i), period.outcomes().get(i)));
    }
    return new Block.Table(
        List.of(
            new Column("", Align.TEXT),
            new Column("High", Align.TEXT),
            new Column("Lowest", Align.TEXT),
            new Column("Recovered", Align.TEXT),
            new Column("Depth", Align.NUMBER),
            new Column("Days", Align.NUMBER)),
        rows);
  }

  private static List<Cell> drawdown(Cell name, Outcome outcome) {
    Optional<Drawdown> deepest =
        outcome instanceof Measured measured
            ? measured.performance().drawdowns().all().stream()
                .min(Comparator.comparingDouble(Drawdown::depth))
            : Optional.empty();
    List<Cell> row = new ArrayList<>(Collections.nCopies(6, Cell.of(Numbers.UNDEFINED)));
    row.set(0, name);
    if (deepest.isPresent()) {
      Drawdown drawdown = deepest.get();
      row.set(1, Cell.of(drawdown.start().toString()));
      row.set(2, Cell.of(drawdown.trough().toString()));
      row.set(3, Cell.of(drawdown.recovery().map(LocalDate::toString).orElse("not yet")));
      row.set(4, new Cell(Numbers.percent(drawdown.depth()), Tone.LOSS));
      row.set(5, Cell.of(Long.toString(drawdown.days())));
    }
    return row;
  }

  private Block correlations(Period period) {
    int size = comparison.subjects().size();
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("", Align.TEXT));
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      columns.add(new Column(Integer.toString(i + 1), Align.NUMBER));
      List<Cell> row = new ArrayList<>();
      row.add(name(i));
      for (int j = 0; j < size; j++) {
        OptionalDouble value =
            RunComparisonTables.correlation(
                comparison, period.outcomes().get(i), period.outcomes().get(j));
        row.add(new Cell(Numbers.ratio(value), i == j ? Tone.SOFT : shade(value)));
      }
      rows.add(row);
    }
    return new Block.Table(columns, rows);
  }

  /** The more alike two are, the less one adds to the other. */
  private static Tone shade(OptionalDouble correlation) {
    double value = correlation.orElse(0);
    if (value >= 0.75) {
      return Tone.DOWN3;
    }
    if (value >= 0.5) {
      return Tone.DOWN2;
    }
    if (value >= 0.25) {
      return Tone.DOWN1;
    }
    return value <= -0.25 ? Tone.UP2 : Tone.PLAIN;
  }

  /** Costs and remarks of each run: first what holds for all periods, then what does for one. */
  private List<Definition> basis() {
    List<Definition> definitions = new ArrayList<>();
    for (int i = 0; i < comparison.subjects().size(); i++) {
      Subject subject = comparison.subjects().get(i);
      if (!subject.held()) {
        Set<String> common = new LinkedHashSet<>();
        Set<String> special = new LinkedHashSet<>();
        for (Period period : comparison.periods()) {
          for (String text : basis(period.outcomes().get(i))) {
            boolean always =
                comparison.periods().stream()
                    .map(other -> other.outcomes().get(subjectNumber(subject)))
                    .allMatch(other -> other instanceof Missing || basis(other).contains(text));
            if (always) {
              common.add(text);
            } else {
              special.add(period.dates().text() + ": " + text);
            }
          }
        }
        common.addAll(special);
        definitions.add(new Definition(numbered(subject), String.join("; ", common)));
      }
    }
    return definitions;
  }

  private int subjectNumber(Subject subject) {
    return comparison.subjects().indexOf(subject);
  }

  private static List<String> basis(Outcome outcome) {
    List<String> texts = new ArrayList<>();
    if (outcome instanceof Measured measured) {
      texts.add("costs: " + measured.basis().costs());
      texts.add("slippage: " + measured.basis().slippage());
      texts.addAll(measured.basis().notes());
    }
    return texts;
  }
}
