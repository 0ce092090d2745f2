package io.bellwether.research.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.document.Block;
import io.bellwether.research.document.Canvas;
import io.bellwether.research.document.Document;
import io.bellwether.research.document.DrawingStyle;
import io.bellwether.research.metrics.TradeDetail;
import io.bellwether.trading.ledger.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tear sheet's content: figures of any run within their bounds, tables that say what is. */
class FiguresTest {
  private static final Pattern POINT = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)");

  @ParameterizedTest
  @CsvSource({"1d, 1", "1d, 2", "1d, 30", "1d, 250", "1d, 1200", "5m, 20000"})
  void figuresStayWithinTheirPageWhateverItsWidth(String timeframe, int bars) {
    RunResult run = detailed(SampleRuns.of(Timeframe.parse(timeframe), bars, 7));
    int figures = 0;
    for (Block block : document(run, 100).blocks()) {
      if (block instanceof Block.Figure figure) {
        figures++;
        for (double width : new double[] {480, 720, 960}) {
          figure.drawing().draw(new Bounds(width, figure.height(), figure.description()), width);
        }
      }
    }
    assertTrue(figures >= 2, "figures " + figures);
  }

  @Test
  void aLongRunIsShownWholeAndItsLastTradesCloser() {
    RunResult run = detailed(SampleRuns.of(Timeframe.DAY, 1_200, 7));
    Figures figures = new Figures(TearSheet.of(run), TimeFormat.of(run));
    assertFalse(figures.isShort());
    Bars detail = figures.detail();
    assertEquals(140, detail.size());
    Trade last = run.trades().getLast();
    assertFalse(last.exitTime().isAfter(detail.lastStart()));
    assertFalse(last.entryTime().isBefore(detail.start(0)));
    Words words = new Words();
    figures.details().drawing().draw(words, 900);
    assertTrue(words.all.contains("RSI(2)"), words.all.toString());
    assertTrue(words.all.contains("entry 30, exit 75"), words.all.toString());
    Words whole = new Words();
    figures.prices().drawing().draw(whole, 900);
    assertFalse(whole.all.contains("RSI(2)"));
  }

  @Test
  void aReportOfManyBarsStaysSmall() {
    RunResult run = detailed(SampleRuns.of(new Timeframe(5), 60_000, 7));
    String html = HtmlReport.render(TearSheet.of(run), TimeFormat.of(run));
    assertTrue(html.length() < 1_500_000, "size " + html.length());
    assertFalse(html.contains("NaN") || html.contains("Infinity"));
  }

  @Test
  void ofManyTradesTheFirstAndTheLastAreListed() {
    RunResult run = detailed(SampleRuns.of(Timeframe.DAY, 1_200, 7));
    int trades = run.trades().size();
    assertEquals(trades, listed(document(run, trades)));
    assertEquals(10, listed(document(run, 10)));
    assertTrue(
        document(run, 10)
            .blocks()
            .contains(
                new Block.Note(
                    "The first 5 and, below, the last 5 of %d trades; trades.csv has all."
                        .formatted(trades))));
  }

  @Test
  void detailsOfTradesAreShownWhereTheRunHasThem() {
    RunResult run = detailed(SampleRuns.of(Timeframe.DAY, 200, 7));
    String html = HtmlReport.render(TearSheet.of(run), TimeFormat.of(run));
    assertTrue(html.contains("1.25 % *"));
    assertTrue(html.contains("-3.00 %"));
    assertTrue(html.contains("Risk per trade, average"));
    String plain = HtmlReport.render(TearSheet.of(run.with(RunDetails.NONE)), TimeFormat.of(run));
    assertFalse(plain.contains("the leverage cap cut the size. Worst"));
    assertTrue(
        plain.contains("not defined: this run says nothing of its trades&#39; initial risk"));
  }

  @Test
  void buyingAgainAfterAStopIsCompared() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 200, 7);
    List<Trade> trades = new ArrayList<>(run.trades());
    long stops = trades.stream().filter(t -> t.exitReason().label().equals("stop")).count();
    TearSheet sheet = TearSheet.of(run);
    ReentryComparison comparison = ReentryComparison.of(sheet, sheet);
    assertEquals(stops, comparison.stopOuts());
    // The sample never buys in the bar after an exit.
    assertEquals(0, comparison.boughtAgain());
    String html =
        HtmlReport.render(
            TearSheet.of(run.with(RunDetails.NONE.withReentry(comparison))), TimeFormat.of(run));
    assertTrue(html.contains("Of %d stop-outs, 0 were bought again".formatted(stops)));
  }

  @Test
  void binsOfAHistogramHoldEveryTradeAndZeroIsAnEdge() {
    for (long seed = 1; seed < 30; seed++) {
      RunResult run = SampleRuns.of(Timeframe.DAY, 40 + (int) seed * 30, seed);
      Histogram histogram = Histogram.of(run);
      assertEquals(run.trades().size(), Arrays.stream(histogram.counts()).sum(), "seed " + seed);
      double edges = histogram.first() / histogram.binWidth();
      assertEquals(Math.rint(edges), edges, 1e-6, "seed " + seed);
    }
  }

  @Test
  void indicatorsHaveAValueForEachBar() {
    RunResult run = SampleRuns.of(Timeframe.DAY, 20, 7);
    RunDetails details =
        RunDetails.NONE.withIndicators(
            List.of(
                new IndicatorPanel(
                    "RSI(2)", IndicatorPanel.Placement.PANEL, new double[19], List.of())));
    assertThrows(IllegalArgumentException.class, () -> run.with(details));
  }

  @Test
  void stylesResolveAsInABrowser() {
    DrawingStyle.Look mark = DrawingStyle.of("bw-mark bw-stop");
    assertTrue(mark.fill().isEmpty());
    assertEquals("d55e00", mark.stroke().orElseThrow());
    assertEquals(2.4, mark.strokeWidth());
    assertEquals(List.of(5.0, 3.0), DrawingStyle.of("bw-line bw-benchmark").dashes());
    assertEquals(DrawingStyle.Anchor.END, DrawingStyle.of("bw-text bw-label bw-end").anchor());
    assertThrows(IllegalArgumentException.class, () -> DrawingStyle.of("bw-nothing"));
  }

  private static Document document(RunResult run, int maxTrades) {
    return TearSheetDocument.of(TearSheet.of(run, 20), TimeFormat.of(run), maxTrades);
  }

  private static int listed(Document document) {
    return document.blocks().stream()
        .filter(block -> block instanceof Block.Table)
        .map(block -> (Block.Table) block)
        .filter(table -> table.columns().stream().anyMatch(c -> c.title().equals("Reason")))
        .mapToInt(table -> table.rows().size())
        .sum();
  }

  /** A run with indicators and details of its trades. */
  private static RunResult detailed(RunResult run) {
    int size = run.bars().size();
    double[] rsi = new double[size];
    double[] sma = new double[size];
    Arrays.setAll(rsi, i -> i < 2 ? Double.NaN : 50 + 50 * Math.sin(i * 0.7));
    Arrays.setAll(sma, i -> i % 50 < 3 ? Double.NaN : run.bars().close()[i] * 1.01);
    Map<String, TradeDetail> trades = new HashMap<>();
    for (Trade trade : run.trades()) {
      trades.put(
          trade.id(),
          new TradeDetail(
              OptionalDouble.of(0.0125), true, OptionalDouble.of(-0.03), OptionalDouble.empty()));
    }
    return run.with(
        RunDetails.NONE
            .withTrades(trades)
            .withIndicators(
                List.of(
                    new IndicatorPanel("SMA(20)", IndicatorPanel.Placement.OVERLAY, sma, List.of()),
                    new IndicatorPanel(
                        "RSI(2)",
                        IndicatorPanel.Placement.PANEL,
                        rsi,
                        List.of(
                            new IndicatorPanel.Threshold("entry", 30),
                            new IndicatorPanel.Threshold("exit", 75))))));
  }

  /** Fails on what leaves the page or has a style that is not known. */
  private record Bounds(double width, double height, String figure) implements Canvas {
    @Override
    public void line(String style, double x1, double y1, double x2, double y2) {
      check(style, x1, y1);
      check(style, x2, y2);
    }

    @Override
    public void rect(String style, double x, double y, double w, double h) {
      check(style, x, y);
      check(style, x + w, y + h);
    }

    @Override
    public void path(String style, CharSequence data) {
      Matcher point = POINT.matcher(data);
      while (point.find()) {
        check(style, Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2)));
      }
    }

    @Override
    public void path(String style, CharSequence data, String tooltip) {
      path(style, data);
    }

    @Override
    public void text(String style, double x, double y, String text) {
      check("bw-text " + style, x, y);
    }

    private void check(String style, double x, double y) {
      DrawingStyle.of(style);
      // Markers at the edge of a panel reach a little beyond it, into its margins.
      assertTrue(
          x >= 0 && x <= width && y >= 0 && y <= height,
          () -> "%s: %s at %s, %s of %s, %s".formatted(figure, style, x, y, width, height));
    }
  }

  /** Remembers the texts. */
  private static final class Words implements Canvas {
    private final List<String> all = new ArrayList<>();

    @Override
    public void line(String style, double x1, double y1, double x2, double y2) {}

    @Override
    public void rect(String style, double x, double y, double width, double height) {}

    @Override
    public void path(String style, CharSequence data) {}

    @Override
    public void path(String style, CharSequence data, String tooltip) {}

    @Override
    public void text(String style, double x, double y, String text) {
      all.add(text);
    }
  }
}
