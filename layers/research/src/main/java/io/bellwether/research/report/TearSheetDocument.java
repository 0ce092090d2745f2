package io.bellwether.research.report;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Block.Align;
import io.bellwether.research.document.Block.Cell;
import io.bellwether.research.document.Block.Column;
import io.bellwether.research.document.Block.Tone;
import io.bellwether.research.document.Document;
import io.bellwether.research.metrics.Metric;
import io.bellwether.research.metrics.Performance;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The tear sheet as a document: headline, pictures, periods, metrics with their formulas, trades,
 * and what the numbers rest on.
 */
public final class TearSheetDocument {
  private static final List<Metric> HEADLINE =
      List.of(
          Metric.TOTAL_RETURN,
          Metric.CAGR,
          Metric.SHARPE,
          Metric.SORTINO,
          Metric.MAX_DRAWDOWN_DAILY,
          Metric.VOLATILITY,
          Metric.WIN_RATE,
          Metric.PROFIT_FACTOR);

  private static final List<Metric> COMPARED =
      List.of(
          Metric.TOTAL_RETURN,
          Metric.CAGR,
          Metric.SHARPE,
          Metric.MAX_DRAWDOWN_DAILY,
          Metric.TRADES,
          Metric.WIN_RATE,
          Metric.PROFIT_FACTOR,
          Metric.FEES_PAID);

  private static final String DISCLAIMER =
      "This report is information, not investment advice, and no offer. A simulated result is"
          + " hypothetical: no money was at risk, fills are assumed, and the rules may have been"
          + " chosen knowing the past. Past results, simulated or real, do not tell future"
          + " ones. Leveraged funds can lose most of their value in a short time.";

  private final TearSheet sheet;
  private final RunResult run;
  private final TimeFormat times;
  private final int maxTrades;
  private final List<Block> blocks = new ArrayList<>();

  private TearSheetDocument(TearSheet sheet, TimeFormat times, int maxTrades) {
    this.sheet = sheet;
    this.run = sheet.run();
    this.times = times;
    this.maxTrades = maxTrades;
  }

  /**
   * The document of a tear sheet.
   *
   * @param times how entries and exits read
   * @param maxTrades with more trades, the first and the last that make so many are listed
   */
  public static Document of(TearSheet sheet, TimeFormat times, int maxTrades) {
    return new TearSheetDocument(sheet, times, maxTrades).document();
  }

  private Document document() {
    PeriodTables periods = new PeriodTables(sheet);
    headline();
    equity();
    blocks.addAll(periods.months());
    blocks.addAll(periods.years());
    pictures();
    blocks.addAll(periods.drawdowns());
    metrics();
    reentry();
    TradeTables trades = new TradeTables(run, times);
    blocks.addAll(trades.openPositions());
    blocks.addAll(trades.trades(maxTrades));
    basis();
    return new Document(
        run.title(),
        run.kind(),
        run.strategy() + " on " + String.join(", ", run.symbols()),
        "%s to %s · bars of %s · account %s"
            .formatted(run.from(), run.to(), run.timeframe(), run.account()),
        blocks,
        DISCLAIMER);
  }

  private void headline() {
    List<Block.Card> cards = new ArrayList<>();
    for (Metric metric : HEADLINE) {
      OptionalDouble value = metric.of(sheet.performance());
      boolean signed = metric == Metric.TOTAL_RETURN || metric == Metric.CAGR;
      Tone tone = signed && value.isPresent() ? Tone.ofSign(value.getAsDouble()) : Tone.PLAIN;
      cards.add(new Block.Card(metric.label(), Numbers.of(metric, sheet.performance()), tone));
    }
    blocks.add(new Block.Cards(cards));
  }

  private void equity() {
    if (!run.equity().isEmpty() && !run.bars().isEmpty()) {
      blocks.add(new Figures(sheet, times).equity());
    }
    sheet
        .benchmarkMissing()
        .ifPresent(text -> blocks.add(new Block.Note("Not compared with buy and hold: " + text)));
  }

  private void pictures() {
    if (run.bars().isEmpty()) {
      blocks.add(new Block.Note("No bars in this period."));
      return;
    }
    Figures figures = new Figures(sheet, times);
    blocks.add(new Block.Section("Entries and exits"));
    blocks.add(figures.prices());
    if (!figures.isShort()) {
      blocks.add(
          new Block.Section(
              "A closer look: %d of %d bars"
                  .formatted(figures.detail().size(), run.bars().size())));
      blocks.add(figures.details());
    }
    if (!run.trades().isEmpty()) {
      blocks.add(new Block.Section("Returns of the trades"));
      blocks.add(Histogram.of(run).figure());
    }
    if (sheet.rolling().dates().size() > 1) {
      blocks.add(new Block.Section("Through time"));
      blocks.add(figures.rolling());
    }
  }

  private void metrics() {
    blocks.add(new Block.Section("Metrics"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Metric.Group group : Metric.Group.values()) {
      rows.add(List.of(new Cell(group.label(), Tone.STRONG), Cell.of(""), Cell.of("")));
      for (Metric metric : group.metrics()) {
        boolean defined = metric.of(sheet.performance()).isPresent();
        String missing = defined ? "" : " (not defined: " + why(metric) + ")";
        rows.add(
            List.of(
                Cell.of(metric.label()),
                Cell.of(Numbers.of(metric, sheet.performance())),
                Cell.of(metric.formula() + missing)));
      }
    }
    blocks.add(
        new Block.Table(
            List.of(
                new Column("Metric", Align.TEXT),
                new Column("Value", Align.NUMBER),
                new Column("Formula", Align.PROSE)),
            rows));
    blocks.add(
        new Block.Note(
            ("r: return of a session, the first on the initial capital. b: the benchmark's. rf:"
                    + " risk-free rate per session (here %s a year). P: sessions in a year (here"
                    + " %s). sd: sample standard deviation.")
                .formatted(
                    Numbers.percent(run.conventions().annualRiskFreeRate()),
                    Numbers.rounded(run.conventions().periodsPerYear(), 0, false))));
  }

  private String why(Metric metric) {
    return metric.group() == Metric.Group.BENCHMARK
        ? sheet.benchmarkMissing().orElse(metric.needs())
        : metric.needs();
  }

  private void reentry() {
    if (run.details().reentry().isEmpty()) {
      return;
    }
    ReentryComparison comparison = run.details().reentry().get();
    blocks.add(new Block.Section("Buying again after a stop"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Metric metric : COMPARED) {
      rows.add(
          List.of(
              Cell.of(metric.label()),
              compared(metric, comparison.immediate()),
              compared(metric, comparison.afterReset())));
    }
    blocks.add(
        new Block.Table(
            List.of(
                new Column("Metric", Align.TEXT),
                new Column("At once", Align.NUMBER),
                new Column("After the condition was false once", Align.NUMBER)),
            rows));
    blocks.add(
        new Block.Note(
            "Of %d stop-outs, %d were bought again at the next open when buying again at once."
                .formatted(comparison.stopOuts(), comparison.boughtAgain())));
  }

  private static Cell compared(Metric metric, Performance performance) {
    return Cell.of(Numbers.of(metric, performance));
  }

  private void basis() {
    blocks.add(new Block.Section("What the numbers rest on"));
    List<Block.Definition> basis = new ArrayList<>();
    basis.add(
        new Block.Definition(
            "Data",
            "%s bars of %s of %s from %s"
                .formatted(
                    Numbers.rounded(run.bars().size(), 0, true),
                    run.timeframe(),
                    run.bars().symbol(),
                    run.bars().provenance().feed())));
    basis.add(new Block.Definition("Price basis", run.priceBasis()));
    run.details()
        .benchmark()
        .ifPresent(
            bars ->
                basis.add(
                    new Block.Definition(
                        "Benchmark",
                        "%s, %s (%s)"
                            .formatted(
                                bars.symbol(),
                                bars.provenance().basis().label(),
                                bars.provenance().feed()))));
    basis.add(new Block.Definition("Costs", run.assumptions().costs()));
    basis.add(new Block.Definition("Slippage", run.assumptions().slippage()));
    run.parameters().forEach((key, value) -> basis.add(new Block.Definition(key, value)));
    run.assumptions().notes().forEach(note -> basis.add(new Block.Definition("Note", note)));
    blocks.add(new Block.Definitions(basis));
  }
}
